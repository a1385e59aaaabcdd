import Kernel
import Rooms
import Storage
import Venues
import Web

/// The public's pages of campaigns and their news.
enum CampaignRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/campaigns", .anyone, filters: []) { visit in
                try await visit.database.read { tx in try CampaignListPage(tx) }.answer(visit)
            },
            .get("/campaigns/{key}.json", .anyone) { visit in
                let key = visit.parameter("key")
                guard let page = try await visit.database.read({ tx in try CampaignPage(key, in: tx) }) else {
                    throw Refusal.notFound(Phrase("活动项目", "campaign"))
                }
                return .json(CampaignJSON.text(page))
            },
            .get("/campaigns/{key}", .anyone) { visit in
                let key = visit.parameter("key")
                guard let page = try await visit.database.read({ tx in try CampaignPage(key, in: tx) }) else {
                    throw Refusal.notFound(Phrase("活动项目", "campaign"))
                }
                let panels = try await house.panelsHTML(on: Campaigns.campaignPanels, page.campaign.id.number, visit)
                let head = try await house.panelsHTML(on: Campaigns.headPanels, page.campaign.id.number, visit)
                return page.answer(visit, panels: panels, head: head)
            },
            .get("/news", .anyone, filters: ["page"]) { visit in
                let offset = (visit.pageNumber - 1) * NewsListPage.pageSize
                return try await visit.database.read { tx in
                    let count = try tx.newsCount()
                    try visit.requirePage(of: count, by: NewsListPage.pageSize)
                    let items = try tx.news(limit: NewsListPage.pageSize, offset: offset)
                    let campaigns = try Set(items.map(\.campaignID)).compactMap { try tx.campaign($0) }
                    return NewsListPage(
                        items: items, count: count,
                        campaigns: Dictionary(campaigns.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
                }.answer(visit)
            },
            .get("/news/{id}", .anyone) { visit in
                let what = Phrase("这条消息", "news item")
                let id: ID<NewsItem> = try visit.id("id", of: what)
                let page = try await visit.database.read { tx -> NewsPage? in
                    guard let item = try tx.newsItem(id), let campaign = try tx.campaign(item.campaignID) else { return nil }
                    return NewsPage(item: item, campaign: campaign)
                }
                guard let page else { throw Refusal.notFound(what) }
                return page.answer(visit)
            },
        ]
    }
}
