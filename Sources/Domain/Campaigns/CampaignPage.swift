import Declaration
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/campaigns/{key}`: an edition with everything that is known of it.
struct CampaignPage: Sendable {
    let campaign: Campaign
    let parts: CampaignParts
    /// From the parent upwards.
    let ancestors: [Campaign]
    let children: [Campaign]
    let news: [NewsItem]
    let organisations: [ID<Organisation>: Organisation]
    let waiting: [WaitingRecord]

    /// Nil where there is no such campaign.
    init?(_ key: String, in tx: Transaction) throws {
        guard let campaign = try tx.campaign(key: key) else { return nil }
        self.campaign = campaign
        parts = try tx.parts(of: campaign.id)
        ancestors = try tx.ancestors(of: campaign.id)
        children = try tx.children(of: campaign.id)
        news = try tx.news(of: campaign.id)
        organisations = try tx.organisations(parts.roles.map(\.organisationID) + parts.themes.compactMap(\.hostID))
        waiting = try Declarations.waiting(tx, campaign: key)
    }

    func answer(_ visit: Visit, panels: HTML) -> Answer {
        visit.page(
            campaign.name.phrase, lede: campaign.summary.phrase, trail: trail, accent: campaign.accent.rawValue, ownHeading: true
        ) {
            hero(visit)
            div(.class("columns")) {
                div(.class("stack", "sections")) {
                    div { visit.paragraphs(campaign.summary) }
                    panels
                    ThemeView(themes: parts.themes, organisations: organisations).html(visit)
                    BlockView(blocks: parts.blocks).html(visit)
                }
                aside(.class("stack")) { CampaignFacts(campaign: campaign, roles: parts.roles, organisations: organisations, parent: ancestors.first).html(visit) }
            }
            if !children.isEmpty { childList(visit) }
            if !parts.announced.isEmpty { AnnouncedView(figures: parts.announced).html(visit) }
            if !news.isEmpty { newsList(visit) }
            WaitingView(records: waiting).html(visit)
        }
    }

    private var trail: [(path: String, title: Phrase)] {
        let above = ancestors.reversed().map { (path: "/campaigns/\($0.key)", title: $0.name.phrase) }
        return [(path: "/campaigns", title: Phrase("活动项目", "Campaigns"))] + above
    }

    private func hero(_ visit: Visit) -> HTML {
        let phase = campaign.phase(on: visit.now.day(in: campaign.zone))
        return section(.class("hero"), .data("accent", campaign.accent.rawValue)) {
            motif(seed: campaign.id.number, accent: campaign.accent.rawValue, theme: campaign.motto?.zh ?? campaign.name.zh)
            p(.class("kicker")) {
                visit.say(campaign.kind.title)
                if let edition = campaign.edition { " · " + visit.say(Phrase("第 \(edition) 届", "edition \(edition)")) }
                " · " + visit.say(phase.title)
            }
            h1 { visit.html(campaign.name) }
            p(.class("hero-date")) { Markup.time(.datetime(campaign.begin.iso)) { campaign.dates(visit.language) } }
            if let motto = campaign.motto { p(.class("lede")) { visit.html(motto) } }
        }
    }

    private func childList(_ visit: Visit) -> HTML {
        section {
            h2 { visit.say(Phrase("所含项目", "What belongs to it")) }
            ul(.class("card-grid")) { for child in children { li { CampaignCard(campaign: child).html(visit) } } }
        }
    }

    private func newsList(_ visit: Visit) -> HTML {
        section {
            h2 { visit.say(Phrase("动态", "News")) }
            NewsList(items: news).html(visit)
        }
    }
}
