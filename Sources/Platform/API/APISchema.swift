package import Kernel

/// What a value of the API looks like: the part of JSON Schema that the API speaks.
package indirect enum APISchema: Sendable {
    case text(format: String? = nil, values: [String] = [], pattern: String? = nil, longest: Int? = nil)
    case integer(ClosedRange<Int64>? = nil)
    case number(ClosedRange<Double>? = nil)
    case boolean
    case list(APISchema)
    /// Names that nobody knows beforehand, each with such a value.
    case map(APISchema)
    case object([Member])
    /// The same with these members and no other.
    case closed([Member])
    /// Written once, under this name, and referred to.
    case named(String, APISchema)
    case orNull(APISchema)

    package struct Member: Sendable {
        package let name: String
        package let says: Phrase
        package let schema: APISchema
        package let isRequired: Bool
        package init(_ name: String, _ says: Phrase, _ schema: APISchema, isRequired: Bool = true) {
            (self.name, self.says, self.schema, self.isRequired) = (name, says, schema, isRequired)
        }
    }
}

extension APISchema {
    /// As JSON Schema 2020-12.
    package func json(_ tongue: Tongue) -> String { JSONText.object(members(tongue)) }

    /// The named schemas within, by name.
    package func collect(into all: inout [String: APISchema]) {
        switch self {
        case .named(let name, let schema):
            guard all[name] == nil else { return }
            all[name] = schema
            schema.collect(into: &all)
        case .list(let schema), .map(let schema), .orNull(let schema): schema.collect(into: &all)
        case .object(let members), .closed(let members): for member in members { member.schema.collect(into: &all) }
        case .text, .integer, .number, .boolean: break
        }
    }

    private func members(_ tongue: Tongue) -> [(String, String)] {
        switch self {
        case .text(let format, let values, let pattern, let longest):
            var all = [Self.type("string")]
            if let format { all.append(("format", JSONText.quote(format))) }
            if !values.isEmpty { all.append(("enum", JSONText.list(values.map { JSONText.quote($0) }))) }
            if let pattern { all.append(("pattern", JSONText.quote(pattern))) }
            if let longest { all.append(("maxLength", String(longest))) }
            return all
        case .integer(let range): return [Self.type("integer")] + Self.bounds(range.map { (String($0.lowerBound), String($0.upperBound)) })
        case .number(let range): return [Self.type("number")] + Self.bounds(range.map { (String($0.lowerBound), String($0.upperBound)) })
        case .boolean: return [Self.type("boolean")]
        case .list(let item): return [Self.type("array"), ("items", item.json(tongue))]
        case .map(let item): return [Self.type("object"), ("additionalProperties", item.json(tongue))]
        case .object(let members):
            let properties = members.map { ($0.name, $0.schema.described($0.says, tongue)) }
            let required = members.filter(\.isRequired).map { JSONText.quote($0.name) }
            return [Self.type("object"), ("properties", JSONText.object(properties))] + (required.isEmpty ? [] : [("required", JSONText.list(required))])
        case .closed(let own): return APISchema.object(own).members(tongue) + [("additionalProperties", "false")]
        case .named(let name, _): return [("$ref", JSONText.quote("#/components/schemas/\(name)"))]
        case .orNull(let schema): return [("anyOf", JSONText.list([schema.json(tongue), JSONText.object([Self.type("null")])]))]
        }
    }

    /// The same with a sentence about it.
    private func described(_ says: Phrase, _ tongue: Tongue) -> String {
        JSONText.object(members(tongue) + [("description", JSONText.quote(says(tongue)))])
    }

    private static func type(_ name: String) -> (String, String) { ("type", JSONText.quote(name)) }

    private static func bounds(_ range: (String, String)?) -> [(String, String)] {
        range.map { [("minimum", $0.0), ("maximum", $0.1)] } ?? []
    }
}
