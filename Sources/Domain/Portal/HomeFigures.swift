import Campaigns
import Figures
import Kernel
import Language
import Markup
import Venues
import Web

/// What one campaign came to so far: every number leads to the page that it is made of.
struct HomeFigures {
    let campaign: Campaign
    let figures: FigureAnswer
    let visit: Visit

    var html: HTML {
        section {
            div(.class("section-head")) {
                h2 {
                    visit.html(campaign.name)
                    visit.say(Phrase("：目前的数字", ": so far"))
                }
                a(.href("/figures/\(campaign.key)")) { visit.say(Phrase("每个数字的由来", "Where every number comes from")) }
            }
            ul(.class("figure-grid", "figure-row"), .role("list")) {
                tile("activities", Phrase("活动", "Activities"), Phrase("项", "activities"), figures.activities)
                tile("sessions", Phrase("场次", "Sessions"), Phrase("场", "sessions"), figures.sessions)
                tile("venues", Phrase("参与场馆", "Venues taking part"), Phrase("家", "venues"), figures.venues)
                if let visits = figures.visits { tile("visits", Phrase("参观人次", "Visits"), Phrase("人次", "visits"), visits.total) }
            }
        }
    }

    private func tile(_ key: String, _ name: Phrase, _ unit: Phrase, _ value: Int64) -> HTML {
        li {
            article(.class("figure-tile")) {
                h3(.class("figure-name")) { a(.href("/figures/\(campaign.key)/\(key)")) { visit.say(name) } }
                p(.class("figure-number")) {
                    element("data", .data("figure", key), .value(String(value))) { Numerals.count(value, visit.language) }
                    " "
                    span(.class("figure-unit")) { visit.say(unit) }
                }
            }
        }
    }
}
