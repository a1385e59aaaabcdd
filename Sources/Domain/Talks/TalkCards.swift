import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: what waits for the office, for the unit, for the expert.
enum TalkCards {
    static let waiting = DeskCard.several(for: [.administrator, .organiser, .moderator, .host, .expert], order: 17) { tx, identity in
        var parts: [SQL] = []
        if identity.mayAnywhere(Talks.dispatch) {
            let mine = try OrganisationReach.condition("q.unit_id", identity.scopes(of: Talks.dispatch))
            parts.append(lines("office", "q.state IN (\(list: office)) AND \(sql: mine)"))
        }
        if identity.mayAnywhere(Talks.ask) {
            let mine = try OrganisationReach.condition("q.unit_id", identity.scopes(of: Talks.ask).filter { $0 != .all })
            parts.append(lines("host", "q.state IN (\(list: host)) AND \(sql: mine)"))
        }
        if identity.mayAnywhere(Talks.answer) {
            parts.append(
                lines("speaker", "q.state = \(TalkState.dispatched) AND q.expert_id IN (SELECT e.id FROM view_calls_expert e WHERE e.account_id = \(identity.account.id))"))
        }
        guard !parts.isEmpty else { return [] }
        let found = try tx.rows("\(sql: parts.joined(" UNION ALL ")) ORDER BY changed_at, id") { row in
            let (state, id) = (try row.choice("state", TalkState.self), try row.id("id", TalkRequest.self))
            let title = try row.wordingOrNil("name") ?? Wording(try row.text("topic"))
            let unit = try row.wording("unit").phrase
            return (
                what: try row.text("what"), total: try row.int("total"),
                line: DeskCard.Line(title.phrase, meta: Phrase("\(unit.zh) · \(state.title.zh)", "\(unit.en) · \(state.title.en)"), path: "/desk/talks/\(id.text)")
            )
        }
        return kinds.compactMap { what, title in
            let these = found.filter { $0.what == what }
            return these.first.map { DeskCard.Content(title, total: $0.total, path: "/desk/talks", isUrgent: what == "speaker", lines: these.map(\.line)) }
        }
    }

    private static let office = [TalkState.requested, .declined, .confirmed].map(\.rawValue)
    private static let host = [TalkState.accepted, .delivered].map(\.rawValue)

    private static let kinds: [(String, Phrase)] = [
        ("speaker", Phrase("请您作的报告", "Talks that you are asked for")), ("host", Phrase("等您排期或确认的报告", "Talks to schedule or confirm")),
        ("office", Phrase("等您办理的报告点单", "Requests for talks to deal with")),
    ]

    private static func lines(_ what: String, _ condition: SQL) -> SQL {
        """
        SELECT w.* FROM (
            SELECT \(what) AS what, q.id, q.state, q.topic, q.changed_at, r.name_zh, r.name_en, o.name_zh AS unit_zh, o.name_en AS unit_en, COUNT(*) OVER () AS total
            FROM talks_request q JOIN view_venues_organisation o ON o.id = q.unit_id LEFT JOIN view_resources_resource r ON r.id = q.resource_id
            WHERE \(sql: condition) ORDER BY q.changed_at, q.id LIMIT \(DeskCard.most)) w
        """
    }
}
