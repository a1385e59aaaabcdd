import API
import Kernel
import Language
import Storage
import Venues
import Web

/// Campaigns at `/api/v1`, and what the public entries about them and their news mean.
enum CampaignAPI {
    static let resources = [list, item] + NewsAPI.resources

    private static let list = APIResource.list(
        "/campaigns", name: "listCampaigns", Phrase("活动项目", "Campaigns"), says: Phrase("新的在前。", "The newest first."), of: Campaign.json,
        examples: [APIExample("全部", "All of them"), APIExample("最新的两个", "The newest two", ("limit", "2"))]
    ) { call in
        let all = try await call.visit.database.read { try $0.campaigns() }
        return call.page(of: all) { $0.key }
    }

    private static let item = APIResource.item(
        "/campaigns/{key}", name: "readCampaign", Phrase("一个活动项目", "One campaign"),
        [.path("key", "活动项目的 key", "The campaign's key")], of: CampaignPage.json,
        examples: [APIExample(Phrase("一个活动项目", "One campaign")) { tx in try tx.campaigns().first.map { [("key", $0.key)] } }]
    ) { call in
        let key = call.visit.parameter("key")
        guard let page = try await call.visit.database.read({ tx in try CampaignPage(key, in: tx) }) else {
            throw Refusal.notFound(Phrase("活动项目", "campaign"))
        }
        return page
    }

    /// What the ledger's public entries mean for readers of the API.
    static let changes = [
        APIChanges(of: "campaign") { tx, record in
            let id = ID<Campaign>(record.entry.subject)
            let key = try tx.campaign(id)?.key
            switch record.entry.kind {
            case "figures.locked": return nil
            case "campaigns.added": return APIChange("campaign", id.text, .added, path: key.map { "/campaigns/\($0)" })
            default: return APIChange("campaign", id.text, key == nil ? .removed : .updated, path: key.map { "/campaigns/\($0)" })
            }
        },
        APIChanges(of: "news") { _, record in
            let id = Crockford.text(record.entry.subject)
            let kinds: [String: APIChange.Kind] = [
                "campaigns.news-added": .added, "campaigns.news-published": .added, "campaigns.news-removed": .removed,
                "campaigns.news-withdrawn": .removed,
            ]
            return APIChange("news", id, kinds[record.entry.kind] ?? .updated, path: "/news/\(id)")
        },
    ]
}
