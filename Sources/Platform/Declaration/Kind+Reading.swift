import Kernel

extension Kind {
    /// The canonical value that the node stands for; nil after noting what is wrong.
    func read(_ node: DeclaredNode, at path: String, in reading: inout Reading) -> DeclaredValue? {
        switch self {
        case .list(let kind, let min, let by, _): return readList(of: kind, min: min, by: by, node, path, &reading)
        case .record(let shape): return shape.read(node, at: path, in: &reading)
        case .wording(let max, let paragraphs): return Self.languages(max, paragraphs).read(node, at: path, in: &reading)
        case .map(let kind): return readMap(of: kind, node, path, &reading)
        default:
            guard !node.isNothing, case .scalar(let text, let isPlain) = node.content else {
                reading.add("wrong-type", at: node.place, path, found: .found(node), expected: expected)
                return nil
            }
            return readScalar(text, isPlain, node, path, &reading)
        }
    }

    static func languages(_ max: Int, _ paragraphs: Bool) -> Shape {
        Shape(.required("zh", .text(max: max, paragraphs: paragraphs)), .required("en", .text(max: max, paragraphs: paragraphs)))
    }

    private func readScalar(_ text: String, _ isPlain: Bool, _ node: DeclaredNode, _ path: String, _ reading: inout Reading) -> DeclaredValue? {
        func refuse(_ code: String, _ expected: Phrase? = nil) -> DeclaredValue? {
            reading.add(code, at: node.place, path, found: .found(node), expected: expected ?? self.expected)
            return nil
        }
        func accept(_ isRight: Bool, _ code: String) -> DeclaredValue? { isRight ? .text(text) : refuse(code) }
        switch self {
        case .text(let max, let paragraphs):
            guard text.contains(where: { !$0.isWhitespace }), text.count <= max else { return refuse("bad-text") }
            return accept(paragraphs || !text.contains(where: \.isNewline), "bad-text")
        case .key: return accept(Scalars.isKey(text), "bad-key")
        case .integer(let range):
            guard isPlain, let number = Scalars.integer(text) else { return refuse("wrong-type", isPlain ? nil : unquoted) }
            return range.contains(number) ? .integer(Int64(number)) : refuse("out-of-range")
        case .real(let range):
            guard isPlain, let number = Scalars.real(text) else { return refuse("wrong-type", isPlain ? nil : unquoted) }
            return range.contains(number) ? .real(number == 0 ? 0 : number) : refuse("out-of-range")
        case .boolean: return isPlain ? Scalars.boolean(text).map { .boolean($0) } ?? refuse("wrong-type") : refuse("wrong-type", unquoted)
        case .day:
            guard let day = Day(iso: text) else { return refuse("bad-day") }
            return accept(Day.plannedYears.contains(day.year), "bad-day")
        case .roughDay: return accept(Scalars.isRoughDay(text), "bad-day")
        case .month: return accept(Scalars.isMonth(text), "bad-month")
        case .localTime: return Scalars.localTime(text)?.declaredValue ?? refuse("bad-time")
        case .clock: return accept(Scalars.isClock(text), "bad-time")
        case .zone: return accept(Zone(text) != nil, "bad-zone")
        case .choice(let words):
            if words.contains(text) { return .text(text) }
            return refuse("bad-choice", expected + .didYouMean(text, among: words))
        case .region: return accept(reading.checks.isRegion(text), "unknown-region")
        case .reference(let section):
            guard Scalars.isKey(text) else { return refuse("bad-key") }
            reading.references.append(DeclaredReference(section: section, key: text, file: reading.file, place: node.place, field: path))
            return .text(text)
        case .part: return accept(Scalars.isKey(text), "bad-key")
        case .webAddress: return accept(Scalars.isWebAddress(text), "bad-web-address")
        case .source: return accept(Scalars.isSource(text), "bad-source")
        case .wording, .list, .record, .map: return nil
        }
    }

    private func readMap(of kind: Kind, _ node: DeclaredNode, _ path: String, _ reading: inout Reading) -> DeclaredValue? {
        guard case .mapping(let entries) = node.content else {
            reading.add("wrong-type", at: node.place, path, found: .found(node), expected: expected)
            return nil
        }
        var out: [String: DeclaredValue] = [:]
        for entry in entries { out[entry.key] = kind.read(entry.value, at: "\(path).\(entry.key)", in: &reading) }
        return out.count == entries.count ? .record(out) : nil
    }

    private func readList(
        of kind: Kind, min: Int, by: [String], _ node: DeclaredNode, _ path: String, _ reading: inout Reading
    ) -> DeclaredValue? {
        guard case .list(let nodes) = node.content, nodes.count >= min else {
            let found = node.elements.isEmpty && min > 0 ? Phrase("空列表", "an empty list") : Phrase.found(node)
            if case .list = node.content {
                reading.add("too-few", at: node.place, path, found: found, expected: expected)
            } else {
                reading.add("wrong-type", at: node.place, path, found: .found(node), expected: expected)
            }
            return nil
        }
        var values: [DeclaredValue] = []
        var lines: [String: Int] = [:]
        for (index, element) in nodes.enumerated() {
            let place = "\(path)[\(index)]"
            guard let value = kind.read(element, at: place, in: &reading) else { continue }
            values.append(value)
            guard let name = by.first(where: { value[$0] != nil }), let identity = value[name] else { continue }
            if let line = lines[identity.json] {
                reading.add(
                    "duplicate-record", at: element.place(of: name), "\(place).\(name)",
                    found: .quoted(identity.plain) + Phrase("（第 \(line) 行已有）", " (already in line \(line))"),
                    expected: Phrase("不重复的 \(name)", "a \(name) that occurs once"))
            } else {
                lines[identity.json] = element.place(of: name).line
            }
        }
        return values.count == nodes.count ? .list(values) : nil
    }
}

extension Phrase {
    /// `; did you mean `begin`?`, or nothing.
    static func didYouMean(_ word: String, among words: [String]) -> Phrase {
        guard let near = NearMiss.of(word, among: words) else { return Phrase(same: "") }
        return Phrase("；是否应为 `\(near)`？", "; did you mean `\(near)`?")
    }
}
