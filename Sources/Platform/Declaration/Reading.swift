import Kernel

/// What is gathered while one file is read: problems (bounded), and the references to resolve later.
struct Reading {
    let file: String
    let checks: DeclarationChecks
    private(set) var problems: [DeclarationProblem] = []
    private(set) var more = 0
    var references: [DeclaredReference] = []

    init(file: String, checks: DeclarationChecks) { (self.file, self.checks) = (file, checks) }

    /// How many problems there are, those not spelled out included.
    var count: Int { problems.count + more }

    mutating func add(_ code: String, at place: DeclaredNode.Place, _ field: String, found: Phrase, expected: Phrase) {
        guard problems.count < DeclarationProblems.limit else { return more += 1 }
        problems.append(
            DeclarationProblem(code, file: file, line: place.line, column: place.column, field: field, found: found, expected: expected))
    }
}

/// A field that names another record, and where it does.
struct DeclaredReference: Sendable {
    let section: String
    let key: String
    /// The list and the key within it, where a part of the record is meant.
    var part: (list: String, key: String)?
    let file: String
    let place: DeclaredNode.Place
    let field: String
}

extension Phrase {
    /// Text from the file, quoted in both languages and cut where it is long.
    static func quoted(_ text: String) -> Phrase {
        let short = text.visible(80)
        return Phrase("“\(short)”", "\"\(short)\"")
    }

    /// What stands there, for the reader of a problem.
    static func found(_ node: DeclaredNode) -> Phrase {
        if node.isNothing { return Phrase("空值", "nothing") }
        return switch node.content {
        case .scalar("", _): Phrase("空文本", "an empty text")
        case .scalar(let text, _): .quoted(text)
        case .list: Phrase("列表", "a list")
        case .mapping: Phrase("一组键值", "a mapping")
        }
    }
}

extension String {
    /// For a terminal: cut where it is long, without control characters.
    func visible(_ limit: Int) -> String {
        let short = prefix(limit)
        let scalars = short.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(scalars)) + (short.endIndex < endIndex ? "…" : "")
    }
}
