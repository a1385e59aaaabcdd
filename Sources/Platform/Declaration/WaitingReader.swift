import Kernel

/// Reads a section that no room understands: well-formed records, kept as written and never interpreted.
struct WaitingReader {
    let section: String
    let text: String
    /// Where the next top-level key stands.
    let until: DeclaredNode.Place?

    func read(_ node: DeclaredNode, in reading: inout Reading) -> [DeclarationDocument.Waiting] {
        guard !node.isNothing else { return [] }
        guard case .list(let elements) = node.content else {
            reading.add("wrong-type", at: node.place, section, found: .found(node), expected: Phrase("记录的列表", "a list of records"))
            return []
        }
        let slices = YAMLSlices.of(elements, in: text, until: until)
        var out: [DeclarationDocument.Waiting] = []
        var lines: [String: Int] = [:]
        for (index, element) in elements.enumerated() {
            let path = "\(section)[\(index)]"
            let before = reading.count
            reading.references = []
            let head = self.head(of: element, path, &reading)
            checkWordings(element, path, &reading)
            guard reading.count == before, let key = head?["key"]?.text, let campaign = head?["campaign"]?.text else { continue }
            if let line = lines[key] {
                reading.add(
                    "duplicate-record", at: element.place(of: "key"), "\(path).key",
                    found: .quoted(key) + Phrase("（第 \(line) 行已有）", " (already in line \(line))"),
                    expected: Phrase("不重复的 key", "a key that occurs once"))
                continue
            }
            lines[key] = element.place(of: "key").line
            out.append(
                .init(
                    section: section, key: key, campaign: campaign, value: element.untyped, yaml: slices?[index] ?? "",
                    place: element.place, references: reading.references))
        }
        return out
    }

    /// The few fields that every declared record has: key, name or title, campaign, source.
    private static let heads = Dictionary(
        uniqueKeysWithValues: ["name", "title"].map { name in
            (name, Shape(.key, .required(name, .wording()), .required("campaign", .reference(to: "campaigns")), .source, .note))
        })

    private func head(of element: DeclaredNode, _ path: String, _ reading: inout Reading) -> DeclaredValue? {
        guard case .mapping(let entries) = element.content else {
            reading.add("wrong-type", at: element.place, path, found: .found(element), expected: Phrase("一条记录", "a record"))
            return nil
        }
        guard let shape = Self.heads[element.entry("title") != nil && element.entry("name") == nil ? "title" : "name"] else { return nil }
        let known = DeclaredNode(content: .mapping(entries.filter { shape.field($0.key) != nil }), place: element.place)
        return shape.read(known, at: path, in: &reading)
    }

    /// A mapping with `zh` or `en` is a text and must have both.
    private func checkWordings(_ node: DeclaredNode, _ path: String, _ reading: inout Reading) {
        for (index, element) in node.elements.enumerated() { checkWordings(element, "\(path)[\(index)]", &reading) }
        let names = Set(node.entries.map(\.key))
        if names.contains("zh") != names.contains("en") {
            let missing = names.contains("zh") ? "en" : "zh"
            reading.add(
                "missing-key", at: node.place, "\(path).\(missing)", found: Phrase("没有 `\(missing)`", "no `\(missing)`"),
                expected: Kind.wording().expected)
        }
        for entry in node.entries where !Self.isInHead(entry.key, path) { checkWordings(entry.value, "\(path).\(entry.key)", &reading) }
    }

    /// The name and note of the record itself have been read already.
    private static func isInHead(_ key: String, _ path: String) -> Bool {
        ["name", "title", "note"].contains(key) && !path.dropFirst().contains(".") && path.filter { $0 == "[" }.count == 1
    }
}
