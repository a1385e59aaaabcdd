import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On an organiser's desk: their campaigns that run or are about to.
enum CampaignCards {
    /// So long before its first day a campaign is about to begin.
    private static let ahead = 60

    static let running = DeskCard(for: [.organiser, .administrator], order: 50) { tx, identity in
        let today = tx.now.day(in: .china)
        let found = try tx.rows(
            """
            SELECT c.key, c.name_zh, c.name_en, c.begin_day, c.end_day, COUNT(*) OVER () AS total FROM campaigns_campaign c
            WHERE c.end_day >= \(today) AND c.begin_day <= \(today.adding(days: ahead)) AND \(sql: condition(identity.scopes(of: Campaigns.edit)))
            ORDER BY c.begin_day, c.id LIMIT \(DeskCard.most)
            """
        ) { row -> (line: DeskCard.Line, total: Int) in
            let (key, begin, end) = (try row.text("key"), try row.day("begin_day"), try row.day("end_day"))
            let name: Phrase = try row.wording("name").phrase
            return (DeskCard.Line(name, meta: standing(begin, end, today), path: "/desk/campaigns/\(key)"), try row.int("total"))
        }
        guard let total = found.first?.total else { return nil }
        return DeskCard.Content(Phrase("正在进行和即将开始", "Running and coming"), total: total, path: "/desk/campaigns", lines: found.map(\.line))
    }

    /// `第 3 天，共 15 天`, `还有 12 天`.
    static func standing(_ begin: Day, _ end: Day, _ today: Day) -> Phrase {
        let whole = begin.days(until: end) + 1
        if today < begin {
            let left = today.days(until: begin)
            return Phrase("还有 \(left) 天开始", left == 1 ? "begins tomorrow" : "begins in \(left) days")
        }
        let day = begin.days(until: today) + 1
        return Phrase("第 \(day) 天，共 \(whole) 天", "day \(day) of \(whole)")
    }

    /// On `c`: the campaigns that the scopes cover, those below them too.
    private static func condition(_ scopes: [Scope]) -> SQL {
        if scopes.contains(.all) { return "1 = 1" }
        let keys = scopes.compactMap { $0.segments.count == 2 && $0.segments[0] == "campaign" ? $0.segments[1] : nil }
        return """
            c.id IN (SELECT x.campaign_id FROM campaigns_ancestor x JOIN campaigns_campaign k ON k.id = x.ancestor_id WHERE k.key IN (\(list: keys)))
            """
    }
}
