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
        Markup.form(.class("filter-form"), .method(.get), .action("/venues"), .data("instant", "results"), .role("search")) {
            div(.class("filter-fields")) {
                div(.class("field", "filter-words")) {
                    label(.for("filter-q")) { visit.say(Phrase("名称或地址", "Name or address")) }
                    input(
                        .id("filter-q"), .type("search"), .name("q"), .value(filter.words),
                        .placeholder(visit.say(Phrase("例如：科技馆，或拼音 kejiguan、kjg", "Such as: science museum"))))
                }
                div(.class("field")) {
                    label(.for("filter-region")) { visit.say(Phrase("地区", "Region")) }
                    regionSelect(visit)
                }
                choice("kind", Phrase("类型", "Kind"), Venue.Kind.allCases.map { ($0.rawValue, $0.title) }, filter.kind?.rawValue, visit)
                choice("status", Phrase("状态", "Status"), Venue.Status.allCases.map { ($0.rawValue, $0.title) }, filter.status?.rawValue, visit)
            }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查找", "Search")) }
                if !filter.isEmpty { a(.class("button", "button-quiet"), .href("/venues")) { visit.say(Phrase("清除条件", "Clear")) } }
            }
        }
    }

    private func choice(_ name: String, _ title: Phrase, _ options: [(String, Phrase)], _ chosen: String?, _ visit: Visit) -> HTML {
        div(.class("field")) {
            label(.for("filter-\(name)")) { visit.say(title) }
            select(.id("filter-\(name)"), .name(name)) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for one in options { option(.value(one.0), .selected(one.0 == chosen)) { visit.say(one.1) } }
            }
        }
    }

    /// The provinces; with one chosen, what lies in it, so that one can go down step by step.
    private func regionSelect(_ visit: Visit) -> HTML {
        let table = visit.regions
        let path = filter.region.map { table.path(of: $0) } ?? []
        return select(.id("filter-region"), .name("region")) {
            option(.value("")) { visit.say(Phrase("全国", "The whole country")) }
            for region in path { option(.value(region.code), .selected(region.code == filter.region)) { visit.say(region.name) } }
            if let last = path.last, !table.children(of: last.code).isEmpty {
                optgroup(.label(visit.say(last.name))) {
                    for region in table.children(of: last.code) { option(.value(region.code)) { visit.say(region.name) } }
                }
            }
            optgroup(.label(visit.say(Phrase("省级", "Provinces")))) {
                for region in table.provinces where region.code != path.first?.code { option(.value(region.code)) { visit.say(region.name) } }
            }
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
