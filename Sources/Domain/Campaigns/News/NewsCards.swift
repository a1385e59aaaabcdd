import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: news that waits for this person to check it, and what was returned to them or to the unit for which they speak.
enum NewsCards {
    static let waiting = DeskCard.several(for: [.administrator, .organiser, .moderator, .host], order: 17) { tx, identity in
        let returned = returned(to: identity), toCheck = NewsScope.checkCondition(identity.scopes(of: Campaigns.checkNews))
        let found = try tx.rows(
            "\(sql: lines(.draft, returned)) UNION ALL \(sql: lines(.toCheck, toCheck)) ORDER BY state, changed_at, id", Found.init)
        return [returnedCard(found.filter { $0.state == .draft }), checkCard(found.filter { $0.state == .toCheck })].compactMap(\.self)
    }

    private struct Found {
        let state: NewsState
        let line: DeskCard.Line
        let total: Int

        init(_ row: Row) throws {
            state = try row.choice("state")
            total = try row.int("total")
            let remark = try row.text("remark")
            let owner = try row.wordingOrNil("unit") ?? row.wordingOrNil("campaign")
            let of: Phrase = owner?.phrase ?? Phrase(same: "")
            let id = try row.id("id", NewsItem.self)
            line = DeskCard.Line(try row.wording("title").phrase, meta: remark.isEmpty ? of : Phrase(same: remark), path: "/desk/news/\(id)")
        }
    }

    /// The oldest of one state, with how many there are.
    private static func lines(_ state: NewsState, _ condition: SQL) -> SQL {
        """
        SELECT w.* FROM (
            SELECT n.id, n.state, n.title_zh, n.title_en, n.remark, n.changed_at, o.name_zh AS unit_zh, o.name_en AS unit_en,
                c.name_zh AS campaign_zh, c.name_en AS campaign_en, COUNT(*) OVER () AS total
            FROM campaigns_news n LEFT JOIN campaigns_campaign c ON c.id = n.campaign_id
                LEFT JOIN view_venues_organisation o ON o.id = n.unit_id
            WHERE n.state = \(state) AND \(sql: condition) ORDER BY n.changed_at, n.id LIMIT \(DeskCard.most)) w
        """
    }

    /// A draft with a remark has been with a checker. What was returned concerns everybody who speaks for the unit.
    private static func returned(to identity: Identity) -> SQL {
        "n.remark <> '' AND (n.writer_id = \(identity.account.id) OR \(sql: NewsScope.spokenFor(identity.scopes(of: Campaigns.writeNews))))"
    }

    private static func returnedCard(_ found: [Found]) -> DeskCard.Content? {
        found.first.map { first in
            DeskCard.Content(
                Phrase("退回给您的消息", "News returned to you"), total: first.total, path: "/desk/news?state=draft", isUrgent: true,
                lines: found.map(\.line))
        }
    }

    private static func checkCard(_ found: [Found]) -> DeskCard.Content? {
        found.first.map { first in
            DeskCard.Content(
                Phrase("等您核对的消息", "News to check"), total: first.total, path: "/desk/news?state=to-check", lines: found.map(\.line))
        }
    }
}
