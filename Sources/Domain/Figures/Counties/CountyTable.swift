import Kernel
import Language
import Markup
import Web

/// The counties that a figure is made of: some of them, each with its activities.
struct CountyTable {
    let address: FigureAddress
    /// What narrows the figure beside the place.
    let pairs: [(name: String, value: String)]
    let counties: [ReachedCounty]

    func html(_ visit: Visit) -> HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(FigureTerm.counties.title)), .tabindex(0)) {
            table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("区县", "County")) }
                        th(.scope("col"), .class("number")) { visit.say(FigureTerm.activities.title) }
                    }
                }
                tbody { for county in counties { row(county, visit) } }
            }
        }
    }

    private func row(_ county: ReachedCounty, _ visit: Visit) -> HTML {
        tr {
            th(.scope("row")) { visit.say(county.name) }
            td(.data("label", visit.say(FigureTerm.activities.title)), .class("number")) {
                a(.href(address.opened("activities", pairs + [("region", county.code)]))) { visit.lineHTML("activities", county.activities) }
            }
        }
    }
}
