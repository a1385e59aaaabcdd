import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// On an activity's public page: what the campaigns that show it say of it beside.
enum CampaignFieldPanel {
    static let panel = Panel(on: Activities.activityPanels, order: 40) { visit, subject in
        let values = try await visit.database.read { try $0.publicCampaignValues(of: ID(subject)) }
        guard !values.isEmpty else { return nil }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("活动项目补充", "From its campaigns")) }
            dl(.class("facts")) {
                for one in values {
                    dt { one.field(visit.language) }
                    dd {
                        one.value
                        HTML(text: " ")
                        span(.class("meta")) { one.campaign(visit.language) }
                    }
                }
            }
        }
    }
}
