import Campaigns
import Declaration
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// On a campaign's page: how a unit takes part.
enum WayPanel {
    static let panel = Panel(on: Campaigns.campaignPanels, order: 12) { visit, subject in
        let found = try await visit.database.read { tx -> (Campaign, [Way])? in
            let ways = try tx.ways(of: ID(subject))
            guard !ways.isEmpty, let campaign = try tx.campaign(ID(subject)) else { return nil }
            return (campaign, ways)
        }
        guard let (campaign, ways) = found else { return nil }
        return section(.class("stack"), .id("ways")) {
            h2 { visit.say(Phrase("参与方式", "Ways to take part")) }
            ul(.class("card-grid")) { for way in ways { li { card(way, campaign, visit) } } }
        }
    }

    private static func card(_ way: Way, _ campaign: Campaign, _ visit: Visit) -> HTML {
        article(.class("card")) {
            div(.class("card-body")) {
                h3(.class("card-title")) {
                    if let address = address(way, campaign) { a(.href(address)) { visit.html(way.name) } } else { visit.html(way.name) }
                }
                p(.class("card-place")) { visit.html(way.way) }
                if !way.rules.isEmpty { ul(.class("meta")) { for rule in way.rules { li { visit.html(rule) } } } }
                for figure in way.figures { number(figure, visit) }
                if !way.steps.isEmpty {
                    details {
                        summary { visit.say(Phrase("步骤", "Steps")) }
                        ol { for step in way.steps { li { visit.html(step) } } }
                    }
                }
            }
        }
    }

    /// Where one begins; nil where that is not here yet.
    private static func address(_ way: Way, _ campaign: Campaign) -> Address? {
        switch way.kind {
        case .digital: .within("/resources", query: Query([("campaign", campaign.key), ("nature", ResourceKind.Nature.digital.rawValue)]))
        case .pack: .within("/resources", query: Query([("campaign", campaign.key), ("kind", ResourceKind.pack.rawValue)]))
        case .physical: .within("/resources", query: Query([("campaign", campaign.key), ("nature", ResourceKind.Nature.physical.rawValue)]))
        case .own: .within("/desk/campaigns/\(campaign.key)/joining")
        case .facility: nil
        }
    }

    /// What a source announced, never a count of ours.
    private static func number(_ figure: DeclaredRecord, _ visit: Visit) -> HTML {
        guard let value = try? figure.integer("value"), let label = try? figure.name("label"), let unit = try? figure.name("unit"), let asOf = try? figure.roughDay("as_of") else {
            return HTML()
        }
        let more = (try? figure.textOrNil("bound")) == "at-least" ? visit.say(Phrase("不少于 ", "at least ")) : ""
        return p(.class("meta")) {
            label(visit.language) + (visit.language == .zh ? "：" : ": ") + more + Numerals.count(value, visit.language) + " " + unit(visit.language)
            visit.say(Phrase("（\(asOf.text)，来源公布）", " (\(asOf.text), as its source says)"))
        }
    }
}
