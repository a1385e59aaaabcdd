import Kernel
import Language
import Markup
import Web

/// Beside the list: the provinces as tiles and the kinds with their counts, each a link that narrows the question.
struct ActivityNarrowing {
    let facets: ActivityFacets
    let filter: ActivityFilter
    /// The address's own parameters without the page.
    let asked: Query
    let visit: Visit

    var html: HTML {
        HTML {
            section(.id("provinces")) {
                h2 { visit.say(Phrase("按地区", "By province")) }
                Cartogram(
                    Phrase("各省级行政区的活动数", "Activities in each province"), values: facets.provinces.mapValues { Int64($0) },
                    unit: { Phrase("项活动", $0 == 1 ? "activity" : "activities") },
                    link: { .within("/activities", query: asked.setting("region", $0)) }
                ).html(visit)
            }
            kinds
        }
    }

    @HTMLBuilder private var kinds: HTML {
        let found = facets.kinds.filter { $0.value > 0 }.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        if found.count > 1 {
            section {
                h2 { visit.say(Phrase("按类型", "By kind")) }
                ul(.class("facet-list"), .role("list")) {
                    for one in found {
                        let isHere = filter.kind == one.key
                        li {
                            a(
                                .href(.within("/activities", query: asked.setting("kind", isHere ? nil : one.key.rawValue))),
                                .aria("current", "true").when(isHere)
                            ) {
                                span { visit.say(one.key.title) }
                                span(.class("number")) { Numerals.count(one.value, visit.language) }
                            }
                        }
                    }
                }
            }
        }
    }
}
