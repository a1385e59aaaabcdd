import Access
import Files
import Kernel
import Rooms
import Storage
import Web

/// The public's pages of news.
enum NewsRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/news", .anyone, filters: NewsListPage.filters) { visit in
                try await visit.database.read { tx in try NewsListPage(visit, in: tx) }.answer(visit)
            },
            .get("/news.atom", .anyone, filters: ["campaign", "kind"]) { visit in
                let kind = try NewsListPage.kind(visit)
                return try await visit.database.read { tx in
                    let campaign = try NewsListPage.campaign(visit, in: tx)
                    return try NewsFeed(NewsFilter(campaign: campaign?.id, kind: kind), house, in: tx)
                }.answer(visit)
            },
            .get("/news/{id}", .anyone) { visit in
                let id: ID<NewsItem> = try visit.id("id", of: NewsItem.noun)
                guard let page = try await visit.database.read({ tx in try NewsPage(id, house, in: tx) }) else { throw Refusal.notFound(NewsItem.noun) }
                return page.answer(visit, beside: try await house.panelsHTML(on: Campaigns.newsPanels, id.number, visit))
            },
            .get("/news/{id}/pictures/{picture}", .anyone) { visit in try await picture(visit) },
        ]
    }

    /// A picture of what is public; of anything else for those who may see it at the desk.
    private static func picture(_ visit: Visit) async throws -> Answer {
        let what = Phrase("这张图片", "picture")
        let news: ID<NewsItem> = try visit.id("id", of: what)
        let id: ID<NewsPicture> = try visit.id("picture", of: what)
        let identity = visit.identity
        let file = try await visit.database.read { tx -> StoredFile? in
            guard let item = try tx.newsItem(news), let picture = try tx.picture(id, of: news) else { return nil }
            if !item.isPublic {
                guard let identity, identity.may(Campaigns.readNews, within: try tx.newsScopes(item)) else { return nil }
            }
            return try tx.storedFile(picture.fileID)
        }
        guard let file else { throw Refusal.notFound(what) }
        return Answer(mediaType: file.mediaType, body: file.bytes).header("content-disposition", "inline")
    }
}
