import Campaigns
import Kernel
import Language
import Markup
import Resources
import Rooms
import Storage
import Venues
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

    /// Above the catalogue: what units may declare for now, and where every round stands.
    static let ofCatalogue = Panel(on: Resources.cataloguePanels, order: 10) { visit, _ in
        let now = visit.now
        let open = try await visit.database.read { tx in try tx.rounds(where: "r.state = 'standing'") }.filter { $0.phase(at: now) == .open }
        return p(.class("links-line")) {
            for round in open.prefix(2) {
                span(.class("badge", "badge-success")) { visit.say(Phrase("可以申报", "Open")) }
                " "
                a(.href("/rounds/\(round.key)")) { visit.html(round.name) }
                " · "
            }
            a(.href("/rounds")) { visit.say(Phrase("实体资源的申报与配发", "How sets are declared for and shared out")) }
        }
    }
}
