import Access
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// On a campaign's page at the desk: how it is moderated, in a sentence, and the way to change it.
enum ModerationRulePanel {
    static let panel = Panel(on: Campaigns.deskPanels, order: 20) { visit, subject in
        let id = ID<Campaign>(subject)
        let identity = try visit.signedIn()
        let found = try await visit.database.read { tx -> (key: String, rule: ModerationRule)? in
            guard let campaign = try tx.campaign(id), identity.may(Activities.takeIn, within: try tx.campaignScopes(id)) else { return nil }
            return (campaign.key, try tx.moderationRule(of: id))
        }
        guard let found else { return nil }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("审核规则", "How it is moderated")) }
            p { visit.say(sentence(found.rule)) }
            p(.class("actions")) {
                a(.class("button", "button-quiet"), .href("/desk/campaigns/\(found.key)/moderation")) { visit.say(Phrase("更改审核规则", "Change it")) }
            }
        }
    }

    static func sentence(_ rule: ModerationRule) -> Phrase {
        let limit = Phrase("审核时限 \(rule.hours) 小时，超过后上一级也可以处理；", "After \(rule.hours) hours the level above may act as well. ")
        let trust = rule.sample.map {
            Phrase("免审单位直接发布，事后抽查 \($0)%；", "Verified organisations publish at once; \($0)% of it is looked at afterwards. ")
        } ?? Phrase("免审单位也须先审核；", "Verified organisations wait as everybody does. ")
        let reasons = rule.reasons.isEmpty
            ? Phrase("没有列出常用理由。", "No reasons are listed.")
            : Phrase("常用理由 \(rule.reasons.count) 条。", "\(rule.reasons.count) \(rule.reasons.count == 1 ? "reason is" : "reasons are") listed.")
        return limit + trust + reasons
    }
}
