extension Shape {
    /// The canonical form of what a room holds: defaults filled in, nothing empty, unordered lists sorted.
    /// A field that the shape does not know is a defect of the room.
    package func canonical(_ value: DeclaredValue) throws(DeclarationDefect) -> DeclaredValue {
        guard case .record(let values) = value else { throw DeclarationDefect("a record was wanted, found \(value.json.prefix(200))") }
        if let stranger = values.keys.first(where: { field($0) == nil }) { throw DeclarationDefect("the shape has no field \(stranger)") }
        var inner: [String: DeclaredValue] = [:]
        for field in fields {
            guard let value = values[field.name], value != .null else { continue }
            inner[field.name] = try field.kind.canonical(value)
        }
        return evened(inner)
    }

    /// Defaults filled in, empty lists left out, unordered lists sorted; the parts are canonical already.
    func evened(_ values: [String: DeclaredValue]) -> DeclaredValue {
        var out: [String: DeclaredValue] = [:]
        for field in fields {
            var value = values[field.name] ?? field.standard
            if case .list(let elements) = value {
                if case .list(_, _, _, ordered: false) = field.kind { value = .list(elements.sorted { $0.json < $1.json }) }
                if elements.isEmpty { value = nil }
            }
            out[field.name] = value
        }
        return .record(out)
    }
}

extension Kind {
    fileprivate func canonical(_ value: DeclaredValue) throws(DeclarationDefect) -> DeclaredValue {
        switch (self, value) {
        case (.record(let shape), _): return try shape.canonical(value)
        case (.wording(let max, let paragraphs), _): return try Kind.languages(max, paragraphs).canonical(value)
        case (.list(let kind, _, _, _), .list(let elements)):
            var out: [DeclaredValue] = []
            for element in elements { out.append(try kind.canonical(element)) }
            return .list(out)
        case (.map(let kind), .record(let fields)):
            var out: [String: DeclaredValue] = [:]
            for (key, element) in fields { out[key] = try kind.canonical(element) }
            return .record(out)
        case (.real, .integer(let number)): return .real(Double(number))
        default: return value
        }
    }
}

extension DeclaredValue {
    /// For people: texts without quotes, wordings and lists as JSON.
    var plain: String { text ?? json }
}
