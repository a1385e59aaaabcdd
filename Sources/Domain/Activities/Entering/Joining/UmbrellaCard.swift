import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On a host's desk: other units that ask activities of theirs to be part of a series.
enum UmbrellaCard {
    static let card = DeskCard(for: [.host], order: 15) { tx, identity in
        let units = identity.grants.filter { $0.role == .host }.map(\.scope)
        let found = try tx.rows(
            """
            SELECT i.activity_id, v.title_zh, v.title_en, t.title_zh AS umbrella_zh, t.title_en AS umbrella_en, COUNT(*) OVER () AS total
            FROM activities_invitation i JOIN activities_activity a ON a.id = i.activity_id
                JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
                JOIN view_activities_title t ON t.activity_id = i.umbrella_id
            WHERE \(sql: DeskScope.condition(units, organisers: true)) ORDER BY i.invited_at, i.activity_id LIMIT \(DeskCard.most)
            """
        ) { row -> (line: DeskCard.Line, total: Int) in
            let umbrella: Phrase = try row.wording("umbrella").phrase
            let id = try row.id("activity_id", Activity.self)
            let meta = Phrase("受邀加入系列：\(umbrella.zh)", "Invited into the series: \(umbrella.en)")
            return (DeskCard.Line(try row.wording("title").phrase, meta: meta, path: "/desk/activities/\(id)"), try row.int("total"))
        }
        guard let total = found.first?.total else { return nil }
        return DeskCard.Content(Phrase("系列活动的邀请", "Invitations to series"), total: total, path: "/desk/activities", lines: found.map(\.line))
    }
}
