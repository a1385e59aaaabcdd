import Kernel
import Language
import Markup
import Venues
import Web

/// News in a list: the day, the title, and the campaign where it is not clear.
struct NewsList {
    let items: [NewsItem]
    var campaigns: [ID<Campaign>: Campaign] = [:]

    func html(_ visit: Visit) -> HTML {
        ul(.class("news-list")) {
            for item in items {
                li {
                    Markup.time(.datetime(item.day.iso)) { Dates.plain(item.day, visit.language) }
                    div {
                        a(.href("/news/\(item.id)")) { visit.html(item.title) }
                        if let campaign = campaigns[item.campaignID] { p(.class("meta")) { visit.html(campaign.name) } }
                    }
                }
            }
        }
    }
}

/// `/news`: what all campaigns tell, the newest first.
struct NewsListPage: Sendable {
    static let pageSize = 20
    let items: [NewsItem]
    let count: Int
    let campaigns: [ID<Campaign>: Campaign]

    func answer(_ visit: Visit) -> Answer {
        visit.page(Phrase("动态", "News"), lede: Phrase("各活动项目的消息，最新的在前。", "What the campaigns tell, the newest first.")) {
            if items.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("还没有消息。", "No news yet.")) } }
            } else {
                NewsList(items: items, campaigns: campaigns).html(visit)
            }
            visit.pager(page: visit.pageNumber, total: count, size: Self.pageSize)
        }
    }
}

/// `/news/{id}`
struct NewsPage: Sendable {
    let item: NewsItem
    let campaign: Campaign

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            item.title.phrase,
            trail: [("/news", Phrase("动态", "News")), ("/campaigns/\(campaign.key)", campaign.name.phrase)], accent: campaign.accent.rawValue
        ) {
            div(.class("prose")) {
                p(.class("kicker")) { Markup.time(.datetime(item.day.iso)) { Dates.day(item.day, visit.language) } }
                visit.paragraphs(item.text)
                visit.provenanceHTML(item.provenance, repaired: item.repaired?.says)
            }
            p {
                a(.class("button"), .href("/campaigns/\(campaign.key)")) {
                    visit.say(Phrase("查看“\(campaign.name(.zh))”", "To “\(campaign.name(.en))”"))
                }
            }
        }
    }
}
