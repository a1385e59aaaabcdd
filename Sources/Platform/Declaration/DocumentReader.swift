import Kernel

/// Reads a file's sections with the shapes of the rooms.
struct DocumentReader {
    let file: DeclaredFile
    let sections: [String: Section]
    let waitingNames: Set<String>
    private var reading: Reading
    private var order: [String] = []
    private var records: [DeclarationDocument.Record] = []
    private var waiting: [DeclarationDocument.Waiting] = []
    private var facts: [DeclarationDocument.Fact] = []
    private var source: DeclaredValue?

    init(_ file: DeclaredFile, sections: [String: Section], waitingNames: Set<String>, checks: DeclarationChecks) {
        (self.file, self.sections, self.waitingNames) = (file, sections, waitingNames)
        reading = Reading(file: file.name, checks: checks)
    }

    mutating func read() throws(DeclarationProblems) -> DeclarationDocument {
        readVersion()
        for (index, entry) in file.root.entries.enumerated() { readTop(entry, index) }
        for fact in facts { checkFact(fact) }
        guard reading.count == 0 else { throw DeclarationProblems(reading.problems, more: reading.more) }
        return DeclarationDocument(
            name: file.name, key: file.key, sections: order, records: records, waiting: waiting, facts: facts, source: source)
    }

    private mutating func readVersion() {
        let expected = Phrase("`kepu: 1`（格式版本）", "`kepu: 1`, the version of the format")
        guard let version = file.root.entry("kepu") else {
            return reading.add("missing-key", at: file.root.place, "kepu", found: Phrase("没有 `kepu`", "no `kepu`"), expected: expected)
        }
        guard case .scalar("1", isPlain: true) = version.value.content else {
            return reading.add("bad-version", at: version.value.place, "kepu", found: .found(version.value), expected: expected)
        }
    }

    private mutating func readTop(_ entry: DeclaredNode.Entry, _ index: Int) {
        switch entry.key {
        case "kepu": return
        case "source": source = Kind.list(of: .source, min: 1).read(entry.value, at: "source", in: &reading)
        case "facts": readFacts(entry.value)
        case let key where sections[key] != nil:
            order.append(key)
            if let section = sections[key] { readRecords(of: section, entry.value) }
        case let key where waitingNames.contains(key):
            order.append(key)
            let next = file.root.entries.dropFirst(index + 1).first?.place
            waiting += WaitingReader(section: key, text: file.text, until: next).read(entry.value, in: &reading)
        default:
            let names = ["kepu", "facts", "source"] + sections.values.sorted { $0.order < $1.order }.map(\.key) + waitingNames.sorted()
            reading.add(
                "unknown-key", at: entry.place, entry.key, found: Phrase("未知的部分 `\(entry.key)`", "the unknown section `\(entry.key)`"),
                expected: Kind.choice(names).expected + .didYouMean(entry.key, among: names))
        }
    }

    private mutating func readRecords(of section: Section, _ node: DeclaredNode) {
        guard !node.isNothing else { return }
        guard case .list(let elements) = node.content else {
            return reading.add(
                "wrong-type", at: node.place, section.key, found: .found(node), expected: Phrase("记录的列表", "a list of records"))
        }
        var lines: [String: Int] = [:]
        for (index, element) in elements.enumerated() {
            let path = "\(section.key)[\(index)]"
            reading.references = []
            guard let value = section.shape.read(element, at: path, in: &reading), let key = value["key"]?.text else { continue }
            if let line = lines[key] {
                reading.add(
                    "duplicate-record", at: element.place(of: "key"), "\(path).key",
                    found: .quoted(key) + Phrase("（第 \(line) 行已有）", " (already in line \(line))"),
                    expected: Phrase("不重复的 key", "a key that occurs once"))
                continue
            }
            lines[key] = element.place(of: "key").line
            records.append(
                .init(section: section.key, key: key, value: value, node: element, path: path, references: reading.references))
        }
    }

    private mutating func readFacts(_ node: DeclaredNode) {
        guard !node.isNothing else { return }
        guard let values = Kind.list(of: .record(DeclarationDocument.Fact.shape), by: ["id"]).read(node, at: "facts", in: &reading) else { return }
        for (index, value) in values.elements.enumerated() {
            guard let id = value["id"]?.text, node.elements.indices.contains(index) else { continue }
            var references: [DeclaredReference] = []
            for name in ["typed", "declared"] {
                for (place, reference) in (value[name]?.elements ?? []).compactMap(\.text).enumerated() {
                    let field = "\(name)[\(place)]"
                    let at = node.elements[index].place(of: field)
                    if let parsed = Self.reference(reference, file.name, at, "facts[\(index)].\(field)") {
                        references.append(parsed)
                    } else {
                        reading.add(
                            "bad-reference", at: at, "facts[\(index)].\(field)", found: .quoted(reference),
                            expected: Phrase("section/key 或 section/key#list/key", "section/key or section/key#list/key"))
                    }
                }
            }
            facts.append(.init(id: id, value: value, references: references))
        }
    }

    /// Reads `section/key` and `section/key#list/key`.
    private static func reference(_ text: String, _ file: String, _ place: DeclaredNode.Place, _ field: String) -> DeclaredReference? {
        let halves = text.split(separator: "#", omittingEmptySubsequences: false).map { $0.split(separator: "/", omittingEmptySubsequences: false) }
        guard (1...2).contains(halves.count), halves.allSatisfy({ $0.count == 2 && !$0[0].isEmpty && !$0[1].isEmpty }) else { return nil }
        let part = halves.count == 2 ? (list: String(halves[1][0]), key: String(halves[1][1])) : nil
        return DeclaredReference(
            section: String(halves[0][0]), key: String(halves[0][1]), part: part, file: file, place: place, field: field)
    }

    /// What is typed stands in a section that a room understands; what is declared stands in the file.
    private mutating func checkFact(_ fact: DeclarationDocument.Fact) {
        for reference in fact.references {
            let isTyped = reference.field.contains(".typed[")
            let typed = records.first { $0.section == reference.section && $0.key == reference.key }?.value
            let kept = isTyped ? nil : waiting.first { $0.section == reference.section && $0.key == reference.key }?.value
            guard let value = typed ?? kept, reference.part == nil || reference.isPart(of: value) else {
                let text = "\(reference.section)/\(reference.key)" + (reference.part.map { "#\($0.list)/\($0.key)" } ?? "")
                reading.add(
                    "bad-reference", at: reference.place, reference.field, found: .quoted(text),
                    expected: isTyped
                        ? Phrase("本文件中某个已支持部分的记录", "a record of this file in a section that is supported")
                        : Phrase("本文件中的记录", "a record of this file"))
                continue
            }
        }
    }
}

extension DeclaredReference {
    /// Whether the record has the part that is meant.
    func isPart(of value: DeclaredValue) -> Bool {
        guard let part else { return true }
        return value[part.list]?.elements.contains { $0["key"]?.text == part.key } ?? false
    }
}
