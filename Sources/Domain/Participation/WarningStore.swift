import Activities
import Kernel
import Rooms
import Storage

extension Transaction {
    /// What is remarkable about a report on its arrival (domain.md §4.4).
    func warnings(about draft: ClaimDraft) throws -> [ClaimWarning] {
        let session = draft.session.map { $0.number } ?? 0
        var facts = WarningFacts(indicator: draft.indicator, value: draft.value, isWhole: session == 0)
        if session != 0, let found = try self.session(draft.activity, ID(session)) {
            facts.capacity = found.capacity.map { Int64($0) }
            facts.isOver = found.isOver(at: now)
        }
        if session == 0 { facts.capacity = try capacityOfAll(draft.activity) }
        if draft.indicator == Indicators.visits.key, UnitHabit.isRound(draft.value) { facts.habit = try habit(of: try requireActivity(draft.activity).organiser) }
        facts.booked = try number(
            "SELECT value FROM participation_claim WHERE activity_id = \(draft.activity) AND session_id = \(session) AND method = 'booked'")
        facts.measured = try number(
            """
            SELECT MAX(value) FROM participation_claim WHERE activity_id = \(draft.activity) AND session_id = \(session)
                AND indicator = \(draft.indicator) AND method = 'measured' AND supersedes IS NULL
            """)
        let same = try number(
            """
            SELECT COUNT(*) FROM participation_claim WHERE activity_id = \(draft.activity) AND session_id <> \(session)
                AND indicator = \(draft.indicator) AND value = \(draft.value) AND method IN ('reported', 'estimated')
            """)
        facts.isCopy = (same ?? 0) > 0
        facts.kind = try row("SELECT kind FROM view_activities_counted WHERE activity_id = \(draft.activity) LIMIT 1") {
            try $0.choice("kind", ActivityKind.self)
        }
        return facts.warnings
    }

    /// The places of all sessions together; nil where one of them has no limit, or there is none.
    private func capacityOfAll(_ activity: ID<Activity>) throws -> Int64? {
        let all = try rows("SELECT capacity FROM view_activities_session WHERE activity_id = \(activity) AND status <> 'cancelled'") { try $0.int64OrNil("capacity") }
        let limited = all.compactMap { $0 }
        return limited.count == all.count && !all.isEmpty ? limited.reduce(0, +) : nil
    }
}
