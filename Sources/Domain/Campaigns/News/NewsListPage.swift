import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/news`: what campaigns and units tell, the newest first; narrowed to a campaign or a kind.
struct NewsListPage: Sendable {
    static let pageSize = 20
    static let filters: Set<String> = ["page", "campaign", "kind"]

    let list: NewsList
    let count: Int
    /// The campaigns of which there is news.
    let campaigns: [Campaign]
    let campaign: Campaign?
    let kind: NewsItem.Kind?

    init(_ visit: Visit, in tx: Transaction) throws {
        kind = try Self.kind(visit)
        campaign = try Self.campaign(visit, in: tx)
        let filter = NewsFilter(campaign: campaign?.id, kind: kind)
        count = try tx.newsCount(filter)
        try visit.requirePage(of: count, by: Self.pageSize)
        list = try NewsList(items: try tx.news(filter, limit: Self.pageSize, offset: (visit.pageNumber - 1) * Self.pageSize), in: tx)
        campaigns = try tx.campaignsWithNews()
    }

    /// The kind that the address asks for; refuses one that there is not.
    static func kind(_ visit: Visit) throws(Refusal) -> NewsItem.Kind? {
        guard let text = visit.query["kind"], !text.isEmpty else { return nil }
        guard let kind = NewsItem.Kind(rawValue: text) else {
            let known = NewsItem.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .invalid, "filter-value", "没有“\(text.prefix(40))”这一类消息。kind 可以是：\(known)。", "There is no kind “\(text.prefix(40))”; kind is one of: \(known).",
                field: "kind")
        }
        return kind
    }

    /// The campaign that the address asks for by its key; refuses one that there is not.
    static func campaign(_ visit: Visit, in tx: Transaction) throws -> Campaign? {
        guard let key = visit.query["campaign"], !key.isEmpty else { return nil }
        guard let campaign = try tx.campaign(key: key) else {
            throw Refusal(
                .invalid, "filter-value", "没有 key 为“\(key.prefix(40))”的活动项目。请从列表中选择。", "There is no campaign with the key “\(key.prefix(40))”. Choose one of the list.",
                field: "campaign")
        }
        return campaign
    }

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Phrase("动态", "News"), lede: Phrase("各活动项目和单位的消息，最新的在前。", "What campaigns and units tell, the newest first."),
            head: link(.rel("alternate"), .type("application/atom+xml"), .href(.within("/news.atom", query: narrowed)))
        ) {
            form(visit)
            if list.items.isEmpty {
                div(.class("empty-state")) {
                    p { visit.say(isNarrowed ? Phrase("没有符合条件的消息。", "No news of this kind yet.") : Phrase("还没有消息。", "No news yet.")) }
                    if isNarrowed { p { a(.href("/news")) { visit.say(Phrase("查看全部消息", "All news")) } } }
                }
            } else {
                list.html(visit)
            }
            visit.pager(page: visit.pageNumber, total: count, size: Self.pageSize)
            p(.class("meta")) { a(.href(.within("/news.atom", query: narrowed))) { visit.say(Phrase("订阅更新（Atom）", "Follow these news (Atom)")) } }
        }
    }

    private var isNarrowed: Bool { campaign != nil || kind != nil }

    private var narrowed: Query {
        Query([("campaign", campaign?.key), ("kind", kind?.rawValue)].compactMap { name, value in value.map { (name, $0) } })
    }

    private func form(_ visit: Visit) -> HTML {
        Markup.form(.method(.get), .action("/news"), .class("actions", "queue-filter")) {
            label(.for("campaign")) { visit.say(Phrase("活动项目", "Campaign")) }
            select(.id("campaign"), .name("campaign")) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for one in choices { option(.value(one.key), .selected(one.key == campaign?.key)) { one.name(visit.language) } }
            }
            label(.for("kind")) { visit.say(Phrase("类别", "Kind")) }
            select(.id("kind"), .name("kind")) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for one in NewsItem.Kind.allCases { option(.value(one.rawValue), .selected(one == kind)) { visit.say(one.title) } }
            }
            button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("筛选", "Filter")) }
        }
    }

    /// Those with news, and the one that is asked for.
    private var choices: [Campaign] {
        guard let campaign, !campaigns.contains(where: { $0.id == campaign.id }) else { return campaigns }
        return campaigns + [campaign]
    }
}

extension Transaction {
    /// Those of which something is published, the newest first.
    fileprivate func campaignsWithNews() throws -> [Campaign] {
        let ids = Set(
            try rows("SELECT DISTINCT campaign_id FROM campaigns_news WHERE state = \(NewsState.published) AND campaign_id IS NOT NULL") {
                try $0.id("campaign_id", Campaign.self)
            })
        return try campaigns().filter { ids.contains($0.id) }
    }
}
