import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On a host's desk: what was returned to them, and which units ask activities of theirs to be part of a series. Both are read together.
enum HostAnswersCard {
    static let card = DeskCard.several(for: [.host], order: 10) { tx, identity in
        let theirs = DeskScope.condition(HostCards.units(of: identity), organisers: true)
        let found = try tx.rows("\(sql: returned(theirs)) UNION ALL \(sql: invited(theirs)) ORDER BY what, since, activity_id", Found.init)
        return [returnedCard(found.filter(\.isReturned)), invitedCard(found.filter { !$0.isReturned })].compactMap(\.self)
    }

    private struct Found {
        let isReturned: Bool
        let line: DeskCard.Line
        let total: Int

        init(_ row: Row) throws {
            isReturned = try row.text("what") == "returned"
            total = try row.int("total")
            let (reason, other): (String, Phrase) = (try row.text("reason"), try row.wording("other").phrase)
            let meta: Phrase =
                if !isReturned { Phrase("受邀加入系列：\(other.zh)", "Invited into the series: \(other.en)") } else if reason.isEmpty { other } else {
                    other + Phrase("：\(reason)", ": \(reason)")
                }
            let id = try row.id("activity_id", Activity.self)
            line = DeskCard.Line(try row.wording("title").phrase, meta: meta, path: "/desk/activities/\(id)")
        }
    }

    private static func returned(_ theirs: SQL) -> SQL {
        """
        SELECT w.* FROM (
            SELECT 'returned' AS what, p.activity_id, p.reason, v.title_zh, v.title_en, c.name_zh AS other_zh, c.name_en AS other_en, p.since,
                COUNT(*) OVER () AS total
            FROM activities_placement p JOIN activities_activity a ON a.id = p.activity_id
                JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
                JOIN view_campaigns_campaign c ON c.id = p.campaign_id
            WHERE p.state = 'returned' AND \(sql: theirs) ORDER BY p.since, p.activity_id, p.campaign_id LIMIT \(DeskCard.most)) w
        """
    }

    private static func invited(_ theirs: SQL) -> SQL {
        """
        SELECT w.* FROM (
            SELECT 'invited' AS what, i.activity_id, '' AS reason, v.title_zh, v.title_en, t.title_zh AS other_zh, t.title_en AS other_en,
                i.invited_at AS since, COUNT(*) OVER () AS total
            FROM activities_invitation i JOIN activities_activity a ON a.id = i.activity_id
                JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
                JOIN view_activities_title t ON t.activity_id = i.umbrella_id
            WHERE \(sql: theirs) ORDER BY i.invited_at, i.activity_id LIMIT \(DeskCard.most)) w
        """
    }

    private static func returnedCard(_ found: [Found]) -> DeskCard.Content? {
        found.first.map { first in
            DeskCard.Content(
                Phrase("退回给您修改", "Returned to you"), total: first.total, path: "/desk/activities", isUrgent: true, lines: found.map(\.line))
        }
    }

    private static func invitedCard(_ found: [Found]) -> DeskCard.Content? {
        found.first.map { first in
            DeskCard.Content(
                Phrase("系列活动的邀请", "Invitations to series"), total: first.total, path: "/desk/activities", lines: found.map(\.line))
        }
    }
}
