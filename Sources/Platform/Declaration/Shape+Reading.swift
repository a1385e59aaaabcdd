import Kernel

extension Shape {
    /// The canonical record that the node stands for; nil after noting what is wrong.
    func read(_ node: DeclaredNode, at path: String, in reading: inout Reading) -> DeclaredValue? {
        guard case .mapping(let entries) = node.content else {
            reading.add("wrong-type", at: node.place, path, found: .found(node), expected: Kind.record(self).expected)
            return nil
        }
        let before = reading.count
        var values: [String: DeclaredValue] = [:]
        for entry in entries {
            let inner = path.isEmpty ? entry.key : "\(path).\(entry.key)"
            if let field = field(entry.key) {
                values[entry.key] = field.kind.read(entry.value, at: inner, in: &reading)
            } else {
                let names = fields.map(\.name)
                reading.add(
                    "unknown-key", at: entry.place, inner, found: Phrase("未知的键 `\(entry.key)`", "the unknown key `\(entry.key)`"),
                    expected: Kind.choice(names).expected + .didYouMean(entry.key, among: names))
            }
        }
        for field in fields where field.isRequired && node.entry(field.name) == nil {
            reading.add(
                "missing-key", at: node.place, path.isEmpty ? field.name : "\(path).\(field.name)",
                found: Phrase("没有 `\(field.name)`", "no `\(field.name)`"), expected: field.kind.expected)
        }
        guard reading.count == before else { return nil }
        noteParts(values, node, path, &reading)
        let value = evened(values)
        for remark in check(DeclaredRecord(value)) {
            reading.add(
                "rule", at: node.place(of: remark.field), path.isEmpty ? remark.field : "\(path).\(remark.field)", found: remark.found,
                expected: remark.expected)
        }
        return reading.count == before ? value : nil
    }

    /// References to parts of the record that a neighbouring field names.
    private func noteParts(_ values: [String: DeclaredValue], _ node: DeclaredNode, _ path: String, _ reading: inout Reading) {
        for field in fields {
            guard case .part(let list, let neighbour) = field.kind, let key = values[field.name]?.text,
                case .reference(let section)? = self.field(neighbour)?.kind
            else { continue }
            guard let whole = values[neighbour]?.text else {
                reading.add(
                    "missing-key", at: node.place(of: field.name), "\(path).\(neighbour)", found: Phrase("没有 `\(neighbour)`", "no `\(neighbour)`"),
                    expected: Kind.reference(to: section).expected)
                continue
            }
            reading.references.append(
                DeclaredReference(
                    section: section, key: whole, part: (list, key), file: reading.file, place: node.place(of: field.name),
                    field: "\(path).\(field.name)"))
        }
    }
}
