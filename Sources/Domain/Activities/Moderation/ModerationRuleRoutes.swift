import Access
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/campaigns/{key}/moderation`: how long things may wait, why they are not taken, whom the campaign trusts, whose activities it shows.
enum ModerationRuleRoutes {
    static let routes: [Route] = [
        .get("/desk/campaigns/{key}/moderation", .permitted(Activities.takeIn)) { visit in
            let model = try await load(visit)
            return page(model, ModerationRuleForm.filled(model.rule, model.others), visit)
        },
        .post("/desk/campaigns/{key}/moderation", .permitted(Activities.takeIn)) { visit in
            let model = try await load(visit)
            var reading = ModerationRuleForm.form(model.others).read(visit.posted)
            guard reading.isGood else { return page(model, reading, visit) }
            let (identity, posted) = (try visit.signedIn(), reading)
            do {
                try await visit.database.write { tx in
                    let old = try tx.moderationRule(of: model.campaign.id)
                    try identity.require(Activities.takeIn, within: tx.campaignScopes(model.campaign.id))
                    let rule = try ModerationRuleForm.rule(posted, changing: old, model.others)
                    try tx.put(rule, of: model.campaign.id, by: identity.account.id.number)
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                reading.remark(refusal)
                return page(model, reading, visit)
            }
            return visit.see("/desk/campaigns/\(model.campaign.key)", saying: Phrase("审核规则已保存。", "The rule has been saved."))
        },
    ]

    private struct Model: Sendable {
        let campaign: Campaign
        let rule: ModerationRule
        /// Whether it is the campaign's own.
        let isOwn: Bool
        let others: [Campaign]
    }

    private static func load(_ visit: Visit) async throws -> Model {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in
            guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
            try identity.require(Activities.takeIn, within: tx.campaignScopes(campaign.id))
            let rule = try tx.moderationRule(of: campaign.id)
            return Model(
                campaign: campaign, rule: rule, isOwn: try tx.ownModerationRule(of: campaign.id) != nil,
                others: try tx.campaigns().filter { other in
                    // What is shown together runs together; what is chosen already can be given up.
                    let isTogether = other.begin <= campaign.end && campaign.begin <= other.end
                    return other.id != campaign.id && (isTogether || rule.takesFrom.contains(other.id))
                })
        }
    }

    private static func page(_ model: Model, _ reading: FormReading, _ visit: Visit) -> Answer {
        let key = model.campaign.key
        return visit.desk(
            model.campaign.name.phrase + Phrase("：审核规则", ": how it is moderated"),
            lede: model.isOwn
                ? nil : Phrase("尚未单独设定，沿用上级项目或默认规则。保存后为本项目及其下级单独设定。", "It has no rule of its own; that of the campaign above it, or the standard, holds. Saving gives it its own."),
            trail: [("/desk/campaigns", Phrase("活动项目", "Campaigns")), ("/desk/campaigns/\(key)", model.campaign.name.phrase)],
            status: reading.isGood ? 200 : 422
        ) {
            visit.formHTML(reading, action: "/desk/campaigns/\(key)/moderation", submit: Phrase("保存", "Save"))
        }
    }
}
