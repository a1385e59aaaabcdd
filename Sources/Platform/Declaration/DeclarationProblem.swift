package import Kernel

/// One thing that is wrong with a file: where, what was found, what was expected.
package struct DeclarationProblem: Sendable, Hashable {
    /// A fixed word: `unknown-key`, `wrong-type`, `duplicate-key`, `bad-reference` …
    package let code: String
    package let file: String
    /// From 1.
    package let line: Int
    package let column: Int
    /// `campaigns[2].begin`; empty for the file as a whole.
    package let field: String
    package let found: Phrase
    package let expected: Phrase

    package init(_ code: String, file: String, line: Int, column: Int, field: String, found: Phrase, expected: Phrase) {
        (self.code, self.file, self.line, self.column, self.field) = (code, file, line, column, field)
        (self.found, self.expected) = (found, expected)
    }

    /// `joint-action-2024.yaml:12:5: campaigns[2].begin: found "2024-13-01"; expected a day such as "2024-09-16"`
    package func text(_ tongue: Tongue) -> String {
        let place = field.isEmpty ? "" : "\(field): "
        return switch tongue {
        case .zh: "\(file):\(line):\(column): \(place)读到\(found.zh)；应为\(expected.zh)"
        case .en: "\(file):\(line):\(column): \(place)found \(found.en); expected \(expected.en)"
        }
    }
}

/// Everything that is wrong with the files of one apply, at most `limit` of them spelled out; nothing has changed.
package struct DeclarationProblems: Error, Sendable, Hashable {
    package static let limit = 100

    package let problems: [DeclarationProblem]
    /// How many more there are than `problems` lists.
    package let more: Int

    package init(_ problems: [DeclarationProblem], more: Int = 0) {
        self.problems = Array(problems.prefix(Self.limit))
        self.more = more + max(0, problems.count - Self.limit)
    }

    /// A line per problem.
    package func text(_ tongue: Tongue) -> String {
        var lines = problems.map { $0.text(tongue) }
        if more > 0 { lines.append(tongue == .zh ? "……另有 \(more) 处" : "… and \(more) more") }
        return lines.joined(separator: "\n")
    }
}
