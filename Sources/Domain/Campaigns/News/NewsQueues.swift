import Access
import Kernel
import Rooms
import Storage
import Venues

/// On the desk: news that waits for this person to check it, and what was returned to them or to the unit for which they speak.
enum NewsQueues {
    static let all = [returned, toCheck]

    /// A draft with a remark has been with a checker. What was returned concerns everybody who speaks for the unit.
    private static let returned = DeskQueue(Phrase("退回给您的消息", "News returned to you"), path: "/desk/news?state=draft", order: 17, isUrgent: true) { identity in
        guard identity.mayAnywhere(Campaigns.writeNews) else { return nil }
        let theirs = NewsScope.spokenFor(identity.scopes(of: Campaigns.writeNews))
        return source(.draft, "n.remark <> '' AND (n.writer_id = \(identity.account.id) OR \(sql: theirs))")
    } line: { line($0) }

    private static let toCheck = DeskQueue(Phrase("等您核对的消息", "News to check"), path: "/desk/news?state=to-check", order: 17) { identity in
        guard identity.mayAnywhere(Campaigns.checkNews) else { return nil }
        return source(.toCheck, NewsScope.checkCondition(identity.scopes(of: Campaigns.checkNews)))
    } line: { line($0) }

    /// News belongs to a unit; else to its campaign.
    private static func source(_ state: NewsState, _ condition: SQL) -> DeskQueue.Source {
        DeskQueue.Source(
            id: "n.id", since: "n.changed_at", name: .init("n.title"),
            of: .init(zh: "COALESCE(o.name_zh, c.name_zh, '')", en: "CASE WHEN o.id IS NULL THEN c.name_en ELSE o.name_en END"), note: "n.remark",
            from: """
                campaigns_news n LEFT JOIN campaigns_campaign c ON c.id = n.campaign_id LEFT JOIN view_venues_organisation o ON o.id = n.unit_id
                WHERE n.state = \(state) AND \(sql: condition)
                """)
    }

    private static func line(_ news: DeskQueue.Record) -> DeskCard.Line {
        DeskCard.Line(news.name, meta: news.noteOrOwner, path: "/desk/news/" + news.idText)
    }
}
