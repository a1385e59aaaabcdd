package import Kernel

/// A declared value in the one canonical form in which the file, the last apply and the database are compared.
///
/// Days, times, codes and references are texts; what is absent is left out.
package indirect enum DeclaredValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case real(Double)
    case text(String)
    case list([DeclaredValue])
    case record([String: DeclaredValue])
}

extension DeclaredValue {
    /// A record as a room writes it in `Section.current`; fields that are nil are left out.
    ///
    ///     DeclaredValue.record(of: ["key": key, "name": Phrase(zh, en), "begin": begin, "parent": parentKey])
    package static func record(of fields: KeyValuePairs<String, (any DeclaredConvertible)?>) -> DeclaredValue {
        var out: [String: DeclaredValue] = [:]
        for (name, value) in fields {
            guard let value = value?.declaredValue, value != .null else { continue }
            out[name] = value
        }
        return .record(out)
    }

    /// A field of a record; nil for anything else, and where the field is absent.
    package subscript(_ name: String) -> DeclaredValue? {
        guard case .record(let fields) = self else { return nil }
        return fields[name]
    }

    /// The text, where it is one.
    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The elements of a list; none for anything else.
    package var elements: [DeclaredValue] {
        guard case .list(let elements) = self else { return [] }
        return elements
    }

    /// The two languages of a wording; nil for anything else.
    package var wording: Phrase? {
        guard let zh = self["zh"]?.text, let en = self["en"]?.text else { return nil }
        return Phrase(zh, en)
    }
}
