import Campaigns
import Figures
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// The way to a campaign's screen, from its figures and from its desk.
enum ScreenLink {
    static let panels = [
        Panel(on: Figures.campaignPanels, order: 10) { visit, subject in try await link(subject, visit) },
        Panel(on: Campaigns.deskPanels, order: 90) { visit, subject in try await link(subject, visit) },
    ]

    private static func link(_ subject: Int64, _ visit: Visit) async throws -> HTML? {
        guard let campaign = try await visit.database.read({ try $0.campaign(ID<Campaign>(subject)) }) else { return nil }
        return p {
            a(.href("/screen/\(campaign.key)")) { visit.say(Phrase("大屏", "Wall screen")) }
            visit.say(Phrase("：实时数字，供启动仪式和指挥大厅投放", ": live figures for the ceremony and the war room"))
        }
    }
}
