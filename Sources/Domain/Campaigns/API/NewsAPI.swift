import API
import Kernel
import Language
import Storage
import Web

/// News at `/api/v1`: what is published, and one item for as long as its address is followed.
enum NewsAPI {
    static let resources = [list, item]

    private static let parameters = [
        APIParameter(
            FormField("campaign", "活动项目的 key", "A campaign's key", .text(max: 100), hint: Phrase("包括其下级项目", "with the campaigns below it")),
            isOpen: true),
        APIParameter(
            FormField("kind", "类别", "Kind", .choice(NewsItem.Kind.allCases.map { .init($0.rawValue, $0.title) })), example: "announcement"),
    ]

    private static let list = APIResource.list(
        "/news", name: "listNews", Phrase("动态", "News"), says: Phrase("已发布的，新的在前。", "What is published, the newest first."), parameters,
        of: NewsRecord.json,
        examples: [
            APIExample("最新的", "The latest", ("limit", "5")),
            APIExample(Phrase("一个活动项目的", "Of one campaign")) { tx in
                let about: ID<Campaign>? = try tx.news(limit: 1).first?.campaignID
                return try about.flatMap { try tx.campaign($0) }.map { [("campaign", $0.key)] }
            },
        ]
    ) { call in
        let (after, limit, visit) = (call.after, call.limit, call.visit)
        let kind = try NewsListPage.kind(visit)
        return try await visit.database.read { tx in
            let filter = NewsFilter(campaign: try NewsListPage.campaign(visit, in: tx)?.id, kind: kind)
            let found = try tx.news(filter, before: after, limit: limit + 1).map { NewsRecord(item: $0, successor: nil) }
            return APIPage(upTo: limit, of: found, total: after == nil ? try tx.newsCount(filter) : nil) {
                [$0.item.day.iso, String($0.item.id.number)]
            }
        }
    }

    private static let item = APIResource.item(
        "/news/{id}", name: "readNews", Phrase("一条动态", "One piece of news"),
        says: Phrase(
            "被取代的仍可读取，superseded_by 指明由哪条取代；撤下的不再给出（404），变化列表会说明。",
            "One that is superseded is still told, with what took its place in “superseded_by”; one that is withdrawn is no longer (404), and the changes say so."
        ),
        [.path("id", "标识", "Its identity")], of: NewsRecord.json,
        examples: [APIExample(Phrase("一条动态", "One piece of news")) { tx in try tx.news(limit: 1).first.map { [("id", $0.id.text)] } }]
    ) { call in
        let id: ID<NewsItem> = try call.visit.id("id", of: NewsItem.noun)
        return try await call.visit.database.read { tx in
            guard let item = try tx.newsItem(id), item.isPublic else { throw Refusal.notFound(NewsItem.noun) }
            let next: NewsItem? = item.state == .superseded ? try tx.successor(of: id) : nil
            return NewsRecord(item: item, successor: next?.isPublic == true ? next?.id : nil)
        }
    }
}

/// A piece of news as the public sees it.
struct NewsRecord: Sendable {
    let item: NewsItem
    /// What has taken its place, once that is public.
    let successor: ID<NewsItem>?

    static let json = APIObject<NewsRecord>("News") {
        APIField("id", .id, "标识", "Its identity") { $0.item.id.text }
        APIField("campaign", .orNull(.id), "活动项目的标识；null 表示单位自己的消息", "The identity of its campaign; null for a unit's own") {
            $0.item.campaignID?.text
        }
        APIField("unit", .orNull(.id), "发布单位的标识", "The identity of the unit that speaks") { $0.item.unitID?.text }
        APIField("kind", .choice(NewsItem.Kind.self), "类别", "Its kind") { $0.item.kind }
        APIField("state", .choice(NewsState.self), "已发布，或已被取代", "Published, or superseded") { $0.item.state }
        APIField("superseded_by", .orNull(.id), "取代它的消息", "What has taken its place") { $0.successor?.text }
        APIField("supersedes", .orNull(.id), "它取代的消息", "Whose place it takes") { $0.item.supersedesID?.text }
        APIField("day", .day, "日期", "Its day") { $0.item.day }
        APIField("title", .wording, "标题", "Its title") { $0.item.title }
        APIField("text", .wording, "正文；段落以换行分开，{{figure:…}} 引用一个数字", "The text; line breaks part the paragraphs, {{figure:…}} refers to a figure") {
            $0.item.text
        }
        APIField("address", .address, "网页", "Its page") { "/news/" + $0.item.id.text }
    }
}
