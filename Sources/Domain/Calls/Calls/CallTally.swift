import Kernel
import Language
import Rooms
import Storage

/// How many applications and score sheets of each state a call has: kept with every change, so that a large call's page costs what a small
/// one's does.
struct CallTally: Sendable, Hashable {
    private(set) var applications: [ApplicationState: Int] = [:]
    private(set) var sheets: [Sheet.State: Int] = [:]

    subscript(_ state: ApplicationState) -> Int { applications[state] ?? 0 }
    subscript(_ state: Sheet.State) -> Int { sheets[state] ?? 0 }

    /// What experts have before them or have signed.
    var seats: Int { self[Sheet.State.assigned] + self[Sheet.State.signed] }

    /// As a difference: so many that were in one state are in another.
    static func moved(_ count: Int = 1, from old: ApplicationState? = nil, to new: ApplicationState) -> CallTally {
        var change = CallTally()
        change.add(count, new)
        if let old { change.add(-count, old) }
        return change
    }

    /// The same for sheets.
    static func moved(_ count: Int = 1, from old: Sheet.State? = nil, to new: Sheet.State) -> CallTally {
        var change = CallTally()
        change.sheets[new] = count
        if let old, old != new { change.sheets[old] = -count }
        return change
    }

    mutating func add(_ count: Int, _ state: ApplicationState) { applications[state, default: 0] += count }

    static func + (a: CallTally, b: CallTally) -> CallTally {
        var sum = a
        sum.applications.merge(b.applications, uniquingKeysWith: +)
        sum.sheets.merge(b.sheets, uniquingKeysWith: +)
        return sum
    }

    /// By the words under which they are kept, in their order; what does not change is left out.
    fileprivate var words: [(what: String, count: Int)] {
        let all = applications.map { ($0.key.rawValue, $0.value) } + sheets.map { (Self.sheet($0.key), $0.value) }
        return all.filter { $0.1 != 0 }.sorted { $0.0 < $1.0 }
    }

    fileprivate static func sheet(_ state: Sheet.State) -> String { "sheet-" + state.rawValue }

    fileprivate mutating func set(_ what: String, to count: Int) {
        if let state = ApplicationState(rawValue: what) { applications[state] = count }
        if let state = Sheet.State.allCases.first(where: { Self.sheet($0) == what }) { sheets[state] = count }
    }
}

extension Transaction {
    func tally(of call: ID<Call>) throws -> CallTally {
        var tally = CallTally()
        try each("SELECT what, amount FROM calls_tally WHERE call_id = \(call)") { row in
            tally.set(try row.text("what"), to: try row.int("amount"))
            return true
        }
        return tally
    }

    /// Keeps a change beside the records, in the transaction that makes it.
    func count(_ change: CallTally, in call: ID<Call>) throws {
        let lines = change.words.map { one -> SQL in "(\(call), \(one.what), \(one.count))" }
        guard !lines.isEmpty else { return }
        try execute(
            """
            INSERT INTO calls_tally (call_id, what, amount) VALUES \(sql: lines.joined(", "))
            ON CONFLICT (call_id, what) DO UPDATE SET amount = calls_tally.amount + excluded.amount
            """)
    }

    /// The same for changes in several calls.
    func count(_ changes: [ID<Call>: CallTally]) throws {
        for (call, change) in changes.sorted(by: { $0.key < $1.key }) { try count(change, in: call) }
    }
}

/// What `kepu verify` holds against it: every count said anew.
enum CallTallyCheck {
    static let check = RecordCheck(Phrase("征集的计数与申报、评分表相符", "Counts of calls against applications and score sheets")) { tx in
        let wrong = try tx.rows(
            """
            SELECT k.key, x.what, CAST(SUM(x.amount) AS BIGINT) AS off FROM (
                SELECT call_id, what, amount FROM calls_tally
                UNION ALL SELECT call_id, state, -COUNT(*) FROM calls_application GROUP BY call_id, state
                UNION ALL SELECT call_id, 'sheet-' || state, -COUNT(*) FROM calls_sheet GROUP BY call_id, state) x
            JOIN calls_call k ON k.id = x.call_id GROUP BY k.key, x.what HAVING SUM(x.amount) <> 0 ORDER BY k.key, x.what LIMIT 20
            """) { (try $0.text("key"), try $0.text("what"), try $0.int("off")) }
        return wrong.map { key, what, off in
            Phrase("征集“\(key)”的计数 \(what) 与记录相差 \(off)。", "The call “\(key)” counts \(what) with a difference of \(off) from its records.")
        }
    }
}
