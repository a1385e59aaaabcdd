import Kernel
import Storage

/// On which days activities are held whose tally does not tell it, or have places left.
struct DaySearch {
    private let filter: ActivityFilter
    private let among: [Int64]
    private let now: Instant

    /// So many identities are named in a statement; of more, all of the days asked for are read.
    private static let few = 5000

    init(_ filter: ActivityFilter, among: [Int64], at now: Instant) { (self.filter, self.among, self.now) = (filter, among, now) }

    private var isOfFew: Bool { among.count <= Self.few }
    /// Of few all days are read: an engine that went by the days would read everybody's.
    private var day: SQL { isOfFew ? "(s.local_day || '')" : "s.local_day" }

    /// Those that are held on the filter's days, with its places left.
    func ids(in tx: Transaction) throws -> Set<Int64> { try ids(in: tx, filter.begin, filter.end) }

    /// Those that are held on the question's days.
    func ids(in tx: Transaction, _ question: ShelfQuestion) throws -> Set<Int64> { try ids(in: tx, question.begin, question.end) }

    private func ids(in tx: Transaction, _ begin: Day?, _ end: Day?) throws -> Set<Int64> {
        var out: Set<Int64> = []
        let wanted = isOfFew ? [] : Set(among)
        for statement in [sessions("", begin, end), periods("", begin, end)].compactMap(\.self) {
            try tx.numbers(statement) { row in
                if isOfFew || wanted.contains(row[0]) { out.insert(row[0]) }
                return true
            }
        }
        return out
    }

    /// One bit for each day from `first` on.
    func days(in tx: Transaction, from first: Day, count: Int) throws -> [Int64: UInt64] {
        var out: [Int64: UInt64] = [:]
        let (from, last) = (first.daysSince1970, first.adding(days: count - 1))
        let wanted = isOfFew ? [] : Set(among)
        func add(_ statement: SQL?, _ days: (NumberRow) -> ClosedRange<Int>) throws {
            guard let statement else { return }
            try tx.numbers(statement) { row in
                guard isOfFew || wanted.contains(row[0]) else { return true }
                let days = days(row).clamped(to: from...(from + count - 1))
                out[row[0], default: 0] |= ((1 << (days.upperBound - from + 1)) - 1) & ~((1 << (days.lowerBound - from)) - 1)
                return true
            }
        }
        let places: [SQL] = (0..<count).map { "WHEN \(first.adding(days: $0)) THEN \(sql: .trusted(String($0)))" }
        try add(sessions(", CASE s.local_day \(sql: places.joined(" ")) ELSE 0 END", first, last)) { from + Int($0[1])...from + Int($0[1]) }
        try add(periods(", \(sql: ActivityTally.number("i.period_begin")), \(sql: ActivityTally.number("i.period_end"))", first, last)) {
            Int($0[1])...Int($0[2])
        }
        return out
    }

    /// With places: sessions to come that have them left. Without: days on which any session is held.
    private func sessions(_ more: SQL, _ begin: Day?, _ end: Day?) -> SQL {
        if filter.places != nil {
            var one = filter
            (one.begin, one.end) = (begin, end)
            return "SELECT s.activity_id\(sql: more) FROM activities_session s WHERE \(sql: one.session(at: now, day: day)) \(sql: these("s.activity_id"))"
        }
        var when: [SQL] = ["1 = 1"]
        if let begin { when.append("\(sql: day) >= \(begin)") }
        if let end { when.append("\(sql: day) <= \(end)") }
        let long: SQL = isOfFew ? "" : "AND s.activity_id IN (SELECT t.id FROM activities_tally t WHERE \(sql: ActivityTally.isLong))"
        return """
            SELECT s.activity_id\(sql: more) FROM activities_listed_day s
            WHERE \(sql: when.joined(" AND ")) \(sql: these("s.activity_id")) \(sql: long)
            """
    }

    /// Of what has no sessions; it has no places either.
    private func periods(_ more: SQL, _ begin: Day?, _ end: Day?) -> SQL? {
        guard filter.places == nil else { return nil }
        var when: [SQL] = ["i.period_begin IS NOT NULL"]
        if let begin { when.append("i.period_end >= \(begin)") }
        if let end { when.append("i.period_begin <= \(end)") }
        return "SELECT i.id\(sql: more) FROM activities_listed i WHERE \(sql: when.joined(" AND ")) \(sql: these("i.id"))"
    }

    private func these(_ column: SQL) -> SQL { isOfFew ? "AND \(sql: column) IN (\(list: among))" : "" }
}
