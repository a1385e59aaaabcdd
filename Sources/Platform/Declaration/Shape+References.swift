extension Shape {
    /// The records to which a canonical record refers, each once.
    func references(in value: DeclaredValue) -> [RecordOrder.Name] {
        var out: [RecordOrder.Name] = []
        Kind.record(self).collect(value, &out)
        var seen: Set<RecordOrder.Name> = []
        return out.filter { seen.insert($0).inserted }
    }
}

extension Kind {
    fileprivate func collect(_ value: DeclaredValue, _ out: inout [RecordOrder.Name]) {
        switch self {
        case .reference(let section):
            if let key = value.text { out.append(.init(section: section, key: key)) }
        case .list(let kind, _, _, _): for element in value.elements { kind.collect(element, &out) }
        case .record(let shape): for field in shape.fields { if let value = value[field.name] { field.kind.collect(value, &out) } }
        case .map(let kind):
            if case .record(let fields) = value { for (_, inner) in fields.sorted(by: { $0.key < $1.key }) { kind.collect(inner, &out) } }
        default: return
        }
    }
}
