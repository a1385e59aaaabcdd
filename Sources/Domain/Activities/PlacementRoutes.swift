import Access
import Campaigns
import Kernel
import Markup
import Rooms
import Storage
import Web

/// Submitting an activity to campaigns and taking it back.
enum PlacementRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .post("/desk/activities/{id}/placements", .permitted(Activities.enter)) { visit in
                let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
                let key = visit.posted.fields["campaign"] ?? ""
                let (block, theme) = (text("block", visit), text("theme", visit))
                let values = CampaignFieldForm.values(of: visit.posted.fields)
                let isAnother = visit.posted.fields["another"] != nil
                do {
                    try await visit.database.write { tx in
                        // Who may not change it learns nothing of what its unit has.
                        try identity.require(Activities.enter, within: tx.entryScopes(id))
                        let campaign = try tx.requireCampaign(key)
                        try tx.requirePart(block: block, theme: theme, of: campaign.id)
                        let found = isAnother ? [] : try tx.likelyDuplicates(ofDraft: id)
                        if !found.isEmpty { throw LikelyDuplicates(found: found) }
                        try tx.submit(id, to: campaign.id, block: block, theme: theme, saying: values, by: identity)
                    }
                } catch let duplicates as LikelyDuplicates {
                    return try await DuplicateQuestionPage.load(id, duplicates.found, visit).answer
                } catch let refusal as Refusal where refusal.field?.hasPrefix(CampaignFieldForm.prefix) == true {
                    return try await CampaignQuestionPage.load(id, key, refusal, visit).answer
                }
                return visit.see("/desk/activities/\(id.text)", saying: Phrase("已提交审核。", "Submitted to the moderators."))
            },
            .post("/desk/activities/{id}/placements/{campaign}/withdrawal", .permitted(Activities.enter)) { visit in
                try await withdraw(visit, house)
            },
        ]
    }

    private static func withdraw(_ visit: Visit, _ house: House) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        let key = visit.parameter("campaign")
        let isConfirmed = visit.posted.fields["confirmed"] != nil
        do {
            let isOwn = try await visit.database.write { tx in
                let campaign = try tx.requireCampaign(key)
                guard let placement = try tx.placement(of: id, in: campaign.id) else { throw Refusal.notFound(Activity.noun) }
                // Whether it may be done comes before what hangs on it.
                try identity.require(Activities.enter, within: tx.withdrawalScopes(id, from: campaign.id))
                try tx.askUnpublication(placement, by: .withdraw, confirmed: isConfirmed, house: house)
                try tx.withdraw(id, from: campaign.id, by: identity)
                return try identity.may(Activities.enter, within: tx.entryScopes(id))
            }
            let page = isOwn ? "/desk/activities/\(id.text)" : "/desk/campaigns/\(key)/programme"
            return visit.see(page, saying: Phrase("已从该活动项目撤回。", "Withdrawn from that campaign."))
        } catch let refusal as Refusal where refusal.field == "confirmed" {
            return visit.desk(
                Phrase("撤回活动", "Withdraw the activity"), trail: [("/desk/activities", Phrase("我的活动", "My activities"))], status: 422
            ) {
                div(.class("notice", "notice-warning"), .role("alert")) { p { visit.say(refusal.phrase) } }
                visit.postButton(
                    Phrase("已知悉，仍要撤回", "I know; withdraw it all the same"), posts: "/desk/activities/\(id.text)/placements/\(key)/withdrawal",
                    fields: [("confirmed", "1")], style: "button-danger")
            }
        }
    }

    private static func text(_ name: String, _ visit: Visit) -> String? {
        guard let value = visit.posted.fields[name], !value.allSatisfy(\.isWhitespace) else { return nil }
        return value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension Transaction {
    func requireCampaign(_ key: String) throws -> Campaign {
        guard !key.utf8.contains(0), let found = try campaign(key: key) else {
            throw Refusal(.invalid, "no-campaign", "没有这个活动项目。请重新选择。", "There is no such campaign. Choose another.", field: "campaign")
        }
        return found
    }

    /// Refuses a block or a theme that the campaign does not have.
    func requirePart(block: String?, theme: String?, of campaign: ID<Campaign>) throws {
        if let block, try !blocks(of: campaign).contains(where: { $0.key == block }) {
            throw Refusal(
                .invalid, "no-block", "该活动项目没有这个板块。请填写活动项目页面上的板块代码，或留空。",
                "The campaign has no such block. Give the key of one of its blocks, or leave it empty.", field: "block")
        }
        if let theme, try !themes(of: campaign).contains(where: { $0.key == theme }) {
            throw Refusal(
                .invalid, "no-theme", "该活动项目没有这个主题。请填写活动项目页面上的主题代码，或留空。",
                "The campaign has no such theme. Give the key of one of its themes, or leave it empty.", field: "theme")
        }
    }
}
