import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: what of talks waits for the office, for the unit, for the expert.
enum TalkQueues {
    static let all = [ofSpeaker, ofUnit, ofOffice]

    private static let ofSpeaker = DeskQueue(Phrase("请您作的报告", "Talks that you are asked for"), path: "/desk/talks", order: 16, isUrgent: true) { identity in
        guard identity.mayAnywhere(Talks.answer) else { return nil }
        return source(
            "q.state = \(TalkState.dispatched) AND q.expert_id IN (SELECT e.id FROM view_calls_expert e WHERE e.account_id = \(identity.account.id))")
    } line: { line($0) }

    private static let ofUnit = DeskQueue(Phrase("等您排期或确认的报告", "Talks to schedule or confirm"), path: "/desk/talks", order: 16) { identity in
        guard identity.mayAnywhere(Talks.ask) else { return nil }
        let mine = try OrganisationReach.condition("q.unit_id", identity.scopes(of: Talks.ask).filter { $0 != .all })
        return source("q.state IN (\(list: [TalkState.accepted, .delivered])) AND \(sql: mine)")
    } line: { line($0) }

    private static let ofOffice = DeskQueue(Phrase("等您办理的报告点单", "Requests for talks to deal with"), path: "/desk/talks", order: 16) { identity in
        guard identity.mayAnywhere(Talks.dispatch) else { return nil }
        let mine = try OrganisationReach.condition("q.unit_id", identity.scopes(of: Talks.dispatch))
        return source("q.state IN (\(list: [TalkState.requested, .declined, .confirmed])) AND \(sql: mine)")
    } line: { line($0) }

    /// A request is called as its talk is, or as the unit named the subject.
    private static func source(_ condition: SQL) -> DeskQueue.Source {
        DeskQueue.Source(
            id: "q.id", since: "q.changed_at", name: .init(zh: "COALESCE(r.name_zh, q.topic)", en: "r.name_en"), of: .init("o.name"), key: "q.state",
            from: """
                talks_request q JOIN view_venues_organisation o ON o.id = q.unit_id LEFT JOIN view_resources_resource r ON r.id = q.resource_id
                WHERE \(sql: condition)
                """)
    }

    private static func line(_ one: DeskQueue.Record) -> DeskCard.Line {
        let state: Phrase = TalkState(rawValue: one.key)?.title ?? Phrase("", "")
        return DeskCard.Line(one.name, meta: Phrase("\(one.of.zh) · \(state.zh)", "\(one.of.en) · \(state.en)"), path: "/desk/talks/" + one.idText)
    }
}
