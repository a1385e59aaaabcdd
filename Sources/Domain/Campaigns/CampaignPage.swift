import Declaration
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/campaigns/{key}`: an edition with everything that is known of it.
struct CampaignPage: Sendable {
    /// News that it shows itself.
    private static let mostNews = 8

    let campaign: Campaign
    let parts: CampaignParts
    /// From the parent upwards.
    let ancestors: [Campaign]
    let children: [Campaign]
    let news: [NewsItem]
    let organisations: [ID<Organisation>: Organisation]
    let waiting: [WaitingRecord]
    /// The children that are main events.
    let events: [MainEventView.Event]

    /// Nil where there is no such campaign.
    init?(_ key: String, in tx: Transaction) throws {
        guard let campaign = try tx.campaign(key: key) else { return nil }
        self.campaign = campaign
        parts = try tx.parts(of: campaign.id)
        ancestors = try tx.ancestors(of: campaign.id)
        children = try tx.children(of: campaign.id)
        news = try tx.news(of: campaign.id)
        organisations = try tx.organisations(parts.roles.map(\.organisationID) + parts.themes.compactMap(\.hostID))
        events = try children.filter { $0.kind == .mainEvent }.map { MainEventView.Event(campaign: $0, parts: try tx.parts(of: $0.id)) }
        waiting = try Declarations.waiting(tx, campaign: key)
    }

    func answer(_ visit: Visit, panels: HTML, head: HTML) -> Answer {
        visit.page(
            campaign.name.phrase, lede: campaign.summary.phrase, trail: trail, accent: campaign.accent.rawValue, ownHeading: true, head: head
        ) {
            CampaignHero(campaign: campaign, themes: parts.themes, organisations: organisations, visit: visit).html
            div(.class("columns")) {
                div(.class("stack", "sections")) {
                    div(.class("stack")) { visit.paragraphs(campaign.summary) }
                    MainEventView(events: events).html(visit)
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

    private func childList(_ visit: Visit) -> HTML {
        section {
            h2 { visit.say(Phrase("所含项目", "What belongs to it")) }
            ul(.class("card-grid")) { for child in children { li { CampaignCard(campaign: child).html(visit) } } }
        }
    }

    private func newsList(_ visit: Visit) -> HTML {
        section {
            h2 { visit.say(Phrase("动态", "News")) }
            NewsList(items: Array(news.prefix(Self.mostNews))).html(visit)
            if news.count > Self.mostNews {
                p {
                    a(.href(.within("/news", query: Query([("campaign", campaign.key)])))) {
                        visit.say(Phrase("全部 \(news.count) 条动态", "All \(news.count) news"))
                    }
                }
            }
        }
    }
}
