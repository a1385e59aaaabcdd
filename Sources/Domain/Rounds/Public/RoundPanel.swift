import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// On a campaign's page: its rounds.
enum RoundPanel {
    static let panel = Panel(on: Campaigns.campaignPanels, order: 42) { visit, subject in
        let campaign = ID<Campaign>(subject)
        let rounds = try await visit.database.read { tx in try tx.rounds(where: "r.campaign_id = \(campaign)") }
        guard !rounds.isEmpty else { return nil }
        return section(.class("stack"), .id("rounds")) {
            h2 { visit.say(Phrase("实体资源申报", "Shared sets")) }
            ul(.class("session-list"), .role("list")) { for round in rounds { li { RoundListPage.line(round, visit) } } }
        }
    }
}
