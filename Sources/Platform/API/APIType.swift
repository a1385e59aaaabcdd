package import Kernel
package import Language

/// A kind of value: how it looks and how it is written, in one declaration, so that the description cannot differ from the answer.
package struct APIType<Value>: Sendable {
    package let schema: APISchema
    package let write: @Sendable (Value, inout String) -> Void

    package init(_ schema: APISchema, write: @escaping @Sendable (Value, inout String) -> Void) { (self.schema, self.write) = (schema, write) }
}

extension APIType where Value == String {
    package static var text: APIType<String> { APIType(.text()) { JSONText.quote($0, to: &$1) } }
    /// Thirteen letters of Crockford's base 32; a string everywhere.
    package static var id: APIType<String> { APIType(.text(pattern: "^[0-9A-HJKMNP-TV-Z]{13}$")) { JSONText.quote($0, to: &$1) } }
    /// An address of this site, or one elsewhere.
    package static var address: APIType<String> { APIType(.text(format: "uri-reference")) { JSONText.quote($0, to: &$1) } }
}

extension APIType where Value == Int {
    package static var integer: APIType<Int> { APIType(.integer()) { $1 += String($0) } }
}

extension APIType where Value == Double {
    package static var number: APIType<Double> { APIType(.number()) { $1 += $0.isFinite ? String($0) : "0" } }
}

extension APIType where Value == Bool {
    package static var boolean: APIType<Bool> { APIType(.boolean) { $1 += $0 ? "true" : "false" } }
}

extension APIType where Value == Instant {
    package static var instant: APIType<Instant> { APIType(.text(format: "date-time")) { JSONText.quote($0.iso, to: &$1) } }
}

extension APIType where Value == Day {
    package static var day: APIType<Day> { APIType(.text(format: "date")) { JSONText.quote($0.iso, to: &$1) } }
}

extension APIType where Value == Wording {
    /// A text in its two languages, of which the second may be missing.
    package static var wording: APIType<Wording> {
        let members: [APISchema.Member] = [
            .init("zh", Phrase("中文", "In Chinese"), .text()),
            .init("en", Phrase("英文；没有译文时为 null", "In English; null where there is no translation"), .orNull(.text())),
        ]
        return APIType(.named("Wording", .object(members))) { $1 += JSONText.wording($0) }
    }
}

extension APIType {
    package static func orNull<Inner>(_ type: APIType<Inner>) -> APIType<Inner?> where Value == Inner? {
        APIType<Inner?>(.orNull(type.schema)) { value, out in
            if let value { type.write(value, &out) } else { out += "null" }
        }
    }

    package static func list<Item>(_ type: APIType<Item>) -> APIType<[Item]> where Value == [Item] {
        APIType<[Item]>(.list(type.schema)) { values, out in
            out += "["
            for (place, value) in values.enumerated() {
                if place > 0 { out += "," }
                type.write(value, &out)
            }
            out += "]"
        }
    }

    /// Values by names that are data, in the order of the names.
    package static func map<Item>(_ type: APIType<Item>) -> APIType<[String: Item]> where Value == [String: Item] {
        APIType<[String: Item]>(.map(type.schema)) { values, out in
            out += "{"
            for (place, pair) in values.sorted(by: { $0.key < $1.key }).enumerated() {
                if place > 0 { out += "," }
                JSONText.quote(pair.key, to: &out)
                out += ":"
                type.write(pair.value, &out)
            }
            out += "}"
        }
    }

    /// One of the cases of a Swift enum.
    package static func choice(_: Value.Type) -> APIType<Value> where Value: CaseIterable & RawRepresentable & SendableMetatype, Value.RawValue == String {
        APIType(.text(values: Value.allCases.map(\.rawValue))) { JSONText.quote($0.rawValue, to: &$1) }
    }

    package static func object(_ object: APIObject<Value>) -> APIType<Value> { APIType(object.schema) { object.write($0, to: &$1) } }
}
