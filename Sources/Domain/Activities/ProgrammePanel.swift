import Access
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// On a campaign's page at the desk: the way to its programme.
enum ProgrammePanel {
    static let panel = Panel(on: Campaigns.deskPanels, order: 10) { visit, subject in
        let id = ID<Campaign>(subject)
        let identity = try visit.signedIn()
        let found = try await visit.database.read { tx -> (key: String, count: Int)? in
            guard let campaign = try tx.campaign(id), identity.may(Activities.takeIn, within: try tx.campaignScopes(id)) else { return nil }
            let count = try tx.number(
                "SELECT COUNT(*) FROM activities_placement WHERE campaign_id = \(id) AND published_number IS NOT NULL")
            return (campaign.key, Int(count ?? 0))
        }
        guard let found else { return nil }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("节目单", "Programme")) }
            p {
                element("data", .data("figure", "programme"), .value(String(found.count))) { Numerals.count(found.count, visit.language) }
                visit.say(Phrase(" 项已发布的活动；也可以纳入其他活动项目的活动。", " published activities of its own; those of other campaigns can be taken in."))
            }
            p(.class("actions")) {
                a(.class("button"), .href("/desk/campaigns/\(found.key)/programme")) { visit.say(Phrase("查看节目单", "Open the programme")) }
                a(.class("button", "button-quiet"), .href("/desk/campaigns/\(found.key)/elsewhere")) { visit.say(Phrase("别的项目中可以纳入的活动", "What it could have of others")) }
            }
        }
    }
}
