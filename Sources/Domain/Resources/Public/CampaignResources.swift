import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// On a campaign's page: the resources that were made for it.
enum CampaignResources {
    static let panel = Panel(on: Campaigns.campaignPanels, order: 40) { visit, subject in
        let found = try await visit.database.read { tx -> (Campaign, [CatalogueEntry], Int)? in
            guard let campaign = try tx.campaign(ID(subject)) else { return nil }
            var filter = try CatalogueFilter(Query())
            filter.campaign = campaign.key
            let (entries, total) = try tx.catalogue(filter, page: 1)
            return entries.isEmpty ? nil : (campaign, Array(entries.prefix(3)), total)
        }
        guard let (campaign, entries, total) = found else { return nil }
        return section(.class("stack"), .id("resources")) {
            h2 { visit.say(Phrase("可用的资源", "Resources")) }
            ul(.class("card-grid")) { for entry in entries { li { ResourceCard(entry: entry).html(visit) } } }
            if total > entries.count {
                p { a(.href(.within("/resources", query: Query([("campaign", campaign.key)])))) { visit.say(Phrase("全部 \(total) 项资源", "All \(total) resources")) } }
            }
        }
    }
}
