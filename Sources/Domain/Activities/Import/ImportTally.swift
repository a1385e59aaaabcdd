import Kernel

/// What an import did, or would do: counts, and at most `limit` lines about single rows.
struct ImportTally: Sendable {
    static let limit = 1_000

    enum Outcome: String, Sendable { case added, changed, unchanged }

    struct RowLine: Sendable {
        let row: Int
        let outcome: Outcome
        let activity: ID<Activity>
        let title: String
        let sessions: Int
    }
    struct ProblemLine: Sendable {
        let row: Int?
        let line: Int?
        let field: String?
        let phrase: Phrase
    }

    private(set) var records = 0
    private(set) var counts: [Outcome: Int] = [:]
    private(set) var sessionsAdded = 0
    private(set) var refused = 0
    private(set) var problemCount = 0
    private(set) var rows: [RowLine] = []
    private(set) var problems: [ProblemLine] = []
    private(set) var warnings: [ImportWarning: [String: Int]] = [:]

    func count(_ outcome: Outcome) -> Int { counts[outcome, default: 0] }

    mutating func begin() { records += 1 }

    mutating func note(_ line: RowLine) {
        counts[line.outcome, default: 0] += 1
        sessionsAdded += line.sessions
        if rows.count < Self.limit { rows.append(line) }
    }

    /// All that is wrong with one record, which is lost.
    mutating func refuse(_ lines: [ProblemLine]) {
        refused += 1
        problemCount += lines.count
        problems += lines.prefix(max(0, Self.limit - problems.count))
    }

    mutating func warn(_ warning: ImportWarning, _ path: String) {
        // A path comes from the mapping, so that there are few of them.
        warnings[warning, default: [:]][path, default: 0] += 1
    }
}
