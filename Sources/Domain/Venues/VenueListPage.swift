import Kernel
import Language
import Markup
import Regions
import Web

/// `/venues`: all venues, with filters and the networks that they form.
struct VenueListPage: Sendable {
    let filter: VenueFilter
    let venues: [Venue]
    let count: Int
    let organisations: [ID<Organisation>: Organisation]
    let networks: [Network]

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Phrase("场馆", "Venues"),
            lede: Phrase("科技馆、科普教育基地、流动科技馆和科普大篷车：离您最近的科学现场。", "Science museums, education bases, mobile museums and caravans: science near you.")
        ) {
            form(visit)
            section(.id("results"), .class("stack")) {
                h2(.class("visually-hidden")) { visit.say(Phrase("查找结果", "Results")) }
                div(.class("results-head")) { p(.aria("live", "polite")) { countHTML(visit) } }
                list(visit)
                visit.pager(page: visit.pageNumber, total: count, size: VenueFilter.pageSize)
            }
            if filter.isEmpty, visit.pageNumber == 1 { networkList(visit) }
        }
    }

    private func countHTML(_ visit: Visit) -> HTML {
        let number = Numerals.count(count, visit.language)
        return HTML {
            strong { number }
            visit.say(Phrase(" 个场馆", count == 1 ? " venue" : " venues"))
        }
    }

    @HTMLBuilder private func list(_ visit: Visit) -> HTML {
        if venues.isEmpty {
            div(.class("empty-state")) {
                motif(seed: 4, accent: "indigo", theme: "map")
                h2 { visit.say(Phrase("没有符合条件的场馆", "No venue fits")) }
                p { a(.href("/venues")) { visit.say(Phrase("显示全部场馆", "Show all venues")) } }
            }
        } else {
            ul(.class("card-grid")) { for venue in venues { li { VenueCard(venue: venue, operator: operatorName(of: venue)).html(visit) } } }
        }
    }

    private func operatorName(of venue: Venue) -> Wording? { venue.organisationID.flatMap { organisations[$0]?.name } }

    private func form(_ visit: Visit) -> HTML {
        let search = FilterForm("/venues", results: "results", isFiltered: !filter.isEmpty, visit)
        return search.html {
            search.words(
                Phrase("名称或地址", "Name or address"), filter.words, most: VenueFilter.longestWords,
                example: Phrase("例如：科技馆，或拼音 kejiguan、kjg", "Such as: science museum"))
            search.region(filter.region)
            search.choice("kind", Phrase("类型", "Kind"), Venue.Kind.allCases.map { ($0.rawValue, $0.title) }, filter.kind?.rawValue)
            search.choice("status", Phrase("状态", "Status"), Venue.Status.allCases.map { ($0.rawValue, $0.title) }, filter.status?.rawValue)
        }
    }

    @HTMLBuilder private func networkList(_ visit: Visit) -> HTML {
        if !networks.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("“1+N”场馆体系", "“1+N” networks")) }
                ul(.class("card-grid")) {
                    for network in networks {
                        li {
                            article(.class("card")) {
                                div(.class("card-body")) {
                                    p(.class("kicker")) { visit.regionName(network.region) ?? visit.say(Phrase("全国", "The whole country")) }
                                    h3(.class("card-title")) { a(.href("/networks/\(network.key)")) { visit.html(network.name) } }
                                    if let summary = network.summary { p(.class("card-place")) { visit.html(summary) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
