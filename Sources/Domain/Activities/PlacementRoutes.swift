import Access
import Campaigns
import Kernel
import Storage
import Web

/// Submitting an activity to campaigns and taking it back.
enum PlacementRoutes {
    static let routes: [Route] = [
        .post("/desk/activities/{id}/placements", .permitted(Activities.enter)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
            let key = visit.posted.fields["campaign"] ?? ""
            let (block, theme) = (text("block", visit), text("theme", visit))
            try await visit.database.write { tx in
                let campaign = try tx.requireCampaign(key)
                try tx.submit(id, to: campaign.id, block: block, theme: theme, by: identity)
            }
            return visit.see("/desk/activities/\(id.text)", saying: Phrase("已提交审核。", "Submitted to the moderators."))
        },
        .post("/desk/activities/{id}/placements/{campaign}/withdrawal", .permitted(Activities.enter)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
            let key = visit.parameter("campaign")
            try await visit.database.write { tx in
                let campaign = try tx.requireCampaign(key)
                try tx.withdraw(id, from: campaign.id, by: identity)
            }
            return visit.see("/desk/activities/\(id.text)", saying: Phrase("已从该活动项目撤回。", "Withdrawn from that campaign."))
        },
    ]

    private static func text(_ name: String, _ visit: Visit) -> String? {
        guard let value = visit.posted.fields[name], !value.isEmpty, value.count <= 64, !value.utf8.contains(0) else { return nil }
        return value
    }
}

extension Transaction {
    func requireCampaign(_ key: String) throws -> Campaign {
        guard !key.utf8.contains(0), let found = try campaign(key: key) else {
            throw Refusal(.invalid, "no-campaign", "没有这个活动项目。请重新选择。", "There is no such campaign. Choose another.", field: "campaign")
        }
        return found
    }
}
