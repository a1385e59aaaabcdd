import Declaration

extension DeclaredValue {
    /// What stands at the end of a way through records; nil where the way ends before.
    func at(_ path: [String]) -> DeclaredValue? {
        var found: DeclaredValue? = self
        for part in path {
            guard let here = found else { return nil }
            found = here[part]
        }
        return found
    }

    /// The same with another value at the end of the way, or with none; records on the way are made.
    func setting(_ path: [String], to value: DeclaredValue?) -> DeclaredValue {
        guard let first = path.first, case .record(var fields) = self else { return self }
        let rest = Array(path.dropFirst())
        if rest.isEmpty {
            fields[first] = value
        } else if value != nil || fields[first] != nil {
            let inner = fields[first] ?? .record([:])
            fields[first] = inner.setting(rest, to: value)
        }
        return .record(fields)
    }
}

extension Shape {
    /// What is taken at the end of a way where nothing is said.
    func standard(_ path: [String]) -> DeclaredValue? {
        guard let first = path.first, let field = field(first) else { return nil }
        if path.count == 1 { return field.standard }
        guard case .record(let shape) = field.kind else { return nil }
        return shape.standard(Array(path.dropFirst()))
    }
}
