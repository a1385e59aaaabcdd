import Kernel
import Rooms
import Storage
import Venues
import Web

/// The public's pages of campaigns.
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
        ]
    }
}
