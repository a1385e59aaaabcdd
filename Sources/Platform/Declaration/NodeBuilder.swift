import Kernel

/// Builds the nodes of a file from its events, within the limits. Recursion stops at the depth limit, before it can hurt.
struct NodeBuilder {
    private var reading: Reading
    private var nodes = 0
    /// Set when reading cannot go on.
    private struct Stop: Error {}

    init(file: String) { reading = Reading(file: file, checks: DeclarationChecks(isRegion: { _ in true })) }

    var problems: [DeclarationProblem] { reading.problems }
    var more: Int { reading.more }

    mutating func build(_ bytes: [UInt8]) -> DeclaredNode? {
        guard bytes.count <= DeclaredFile.Limit.bytes else {
            let megabytes = DeclaredFile.Limit.bytes >> 20
            reading.add(
                "too-large", at: .start, "", found: Phrase("\(bytes.count) 字节", "\(bytes.count) bytes"),
                expected: Phrase("不超过 \(megabytes) MB 的文件", "a file of at most \(megabytes) MB"))
            return nil
        }
        let events = YAMLEvents(bytes)
        do {
            let first = try events.next()
            if case .streamEnd = first {
                reading.add("empty", at: .start, "", found: Phrase("空文件", "an empty file"), expected: Self.topLevel)
                return nil
            }
            let root = try node(first, events, depth: 1, path: "")
            try finish(events)
            guard case .mapping = root.content else {
                reading.add("wrong-type", at: root.place, "", found: .found(root), expected: Self.topLevel)
                return nil
            }
            return root
        } catch let error as YAMLEvents.SyntaxError {
            if error.isEncoding {
                reading.add(
                    "syntax", at: error.place, "", found: Phrase("不是 UTF-8 的字节", "bytes that are not UTF-8"),
                    expected: Phrase("以 UTF-8 保存的文件", "a file saved as UTF-8"))
            } else if let problem = error.problem {
                reading.add(
                    "syntax", at: error.place, "", found: Phrase("YAML 语法错误（\(problem)）", "a YAML syntax error (\(problem))"),
                    expected: Phrase("合乎语法的 YAML", "well-formed YAML"))
            } else {
                reading.add("too-deep", at: error.place, "", found: Self.tooDeep.found, expected: Self.tooDeep.expected)
            }
        } catch {}
        return nil
    }

    private static let topLevel = Phrase("以 `kepu: 1` 开头的若干部分", "sections, beginning with `kepu: 1`")

    private static let tooDeep = (
        found: Phrase("超过 \(DeclaredFile.Limit.depth) 层的嵌套", "nesting of more than \(DeclaredFile.Limit.depth) levels"),
        expected: Phrase("至多 \(DeclaredFile.Limit.depth) 层", "at most \(DeclaredFile.Limit.depth) levels")
    )

    private mutating func finish(_ events: YAMLEvents) throws {
        while true {
            switch try events.next() {
            case .streamEnd: return
            case .refused(let refused): try refuse(refused, at: events.place, path: "")
            default: continue
            }
        }
    }

    private mutating func node(_ event: YAMLEvents.Event, _ events: YAMLEvents, depth: Int, path: String) throws -> DeclaredNode {
        let place = events.place
        nodes += 1
        guard nodes <= DeclaredFile.Limit.nodes else {
            let limit = DeclaredFile.Limit.nodes
            try stop("too-many-nodes", place, path, Phrase("超过 \(limit) 个值", "more than \(limit) values"), Phrase("较小的文件", "a smaller file"))
        }
        guard depth <= DeclaredFile.Limit.depth else {
            try stop("too-deep", place, "", Self.tooDeep.found, Self.tooDeep.expected)
        }
        switch event {
        case .scalar(let text, let isPlain):
            if text.unicodeScalars.contains("\0") {
                reading.add("nul", at: place, path, found: Phrase("空字符 U+0000", "the character U+0000"), expected: Phrase("文本", "text without it"))
            }
            return DeclaredNode(content: .scalar(text, isPlain: isPlain), place: place)
        case .listStart:
            var elements: [DeclaredNode] = []
            while true {
                let event = try events.next()
                if case .listEnd = event { return DeclaredNode(content: .list(elements), place: place) }
                elements.append(try node(event, events, depth: depth + 1, path: "\(path)[\(elements.count)]"))
            }
        case .mappingStart: return DeclaredNode(content: .mapping(try entries(events, depth: depth, path: path)), place: place)
        case .refused(let refused): try refuse(refused, at: place, path: path)
        case .listEnd, .mappingEnd, .documentEnd, .streamEnd: throw Stop()
        }
    }

    private mutating func entries(_ events: YAMLEvents, depth: Int, path: String) throws -> [DeclaredNode.Entry] {
        var entries: [DeclaredNode.Entry] = []
        var lines: [String: Int] = [:]
        while true {
            let event = try events.next()
            if case .mappingEnd = event { return entries }
            let place = events.place
            let keyNode = try node(event, events, depth: depth + 1, path: path)
            guard case .scalar(let key, let isPlain) = keyNode.content else {
                try stop("wrong-type", place, path, .found(keyNode), Phrase("文本形式的键", "a key that is a text"))
            }
            guard key == key.visible(200) else {
                try stop(
                    "bad-key", place, path, .quoted(key),
                    Phrase("不超过 200 字、没有控制字符的键", "a key of at most 200 characters, none of them a control character"))
            }
            let field = path.isEmpty ? key : "\(path).\(key)"
            if key == "<<" && isPlain {
                reading.add("merge-key", at: place, field, found: .quoted(key), expected: Phrase("写明的键（不支持合并键）", "keys written out, no merge keys"))
            }
            let value = try node(try events.next(), events, depth: depth + 1, path: field)
            if let first = lines[key] {
                reading.add(
                    "duplicate-key", at: place, field,
                    found: Phrase("重复的键 `\(key)`（首次在第 \(first) 行）", "the key `\(key)` a second time (first in line \(first))"),
                    expected: Phrase("每个键只出现一次", "each key once"))
            } else {
                lines[key] = place.line
                entries.append(DeclaredNode.Entry(key: key, place: place, value: value))
            }
        }
    }

    private mutating func refuse(_ refused: YAMLEvents.Refused, at place: DeclaredNode.Place, path: String) throws -> Never {
        let written = Phrase("写明的值", "the value itself, written out")
        switch refused {
        case .alias: try stop("alias", place, path, Phrase("别名（`*…`）", "an alias (`*…`)"), written)
        case .anchor: try stop("anchor", place, path, Phrase("锚点（`&…`）", "an anchor (`&…`)"), written)
        case .tag: try stop("tag", place, path, Phrase("标签（`!…`）", "a tag (`!…`)"), written)
        case .secondDocument: try stop("second-document", place, path, Phrase("第二个文档", "a second document"), Phrase("每个文件一个文档", "one document"))
        }
    }

    private mutating func stop(
        _ code: String, _ place: DeclaredNode.Place, _ field: String, _ found: Phrase, _ expected: Phrase
    ) throws -> Never {
        reading.add(code, at: place, field, found: found, expected: expected)
        throw Stop()
    }
}
