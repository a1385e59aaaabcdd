import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// `/figures`: the campaigns in which something is counted, and what each word means.
struct FigureListPage {
    let headlines: [CampaignHeadline]
    let terms: [FigureTerm]
    let form: FigureViewForm

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Phrase("数字", "Figures"),
            lede: Phrase("每个数字都能一步步打开，直到记录、填报人和计数方式。", "Every number opens, step by step, to the records, who stated them and how they were counted.")
        ) {
            if headlines.isEmpty {
                div(.class("empty-state")) {
                    motif(seed: 3, accent: "indigo", theme: "")
                    h2 { visit.say(Phrase("还没有可以统计的活动", "Nothing is counted yet")) }
                    p { visit.say(Phrase("活动在某个项目中发布后，就会在这里计数。", "An activity counts here once it is published in a campaign.")) }
                    a(.class("button"), .href("/campaigns")) { visit.say(Phrase("看活动项目", "See the campaigns")) }
                }
            } else {
                section(.class("stack"), .id("explore")) {
                    h2 { visit.say(Phrase("查看和比较", "Explore and compare")) }
                    form.html(visit, chosen: nil)
                }
                ul(.class("figure-grid"), .role("list")) { for one in headlines { li { tile(one, visit) } } }
            }
            FigureDefinitions(terms: terms).html(visit)
        }
    }

    private func tile(_ one: CampaignHeadline, _ visit: Visit) -> HTML {
        let address: Address = "/figures/\(one.campaign.key)"
        return article(.class("figure-tile"), .data("accent", one.campaign.accent.rawValue)) {
            h2(.class("figure-name")) { a(.href(address)) { visit.html(one.campaign.name) } }
            if let visits = one.visits {
                p(.class("figure-number")) {
                    visit.lineHTML("visits", visits.total)
                    " "
                    span(.class("figure-unit")) { visit.say(Phrase("人次", "visits")) }
                }
                visit.methodBar(visits, prefix: nil)
            } else {
                p(.class("figure-number", "figure-unknown")) { visit.say(Phrase("人次未知", "Visits unknown")) }
            }
            p(.class("figure-booked")) {
                visit.say(Phrase("活动 ", "Activities: "))
                visit.lineHTML("activities", one.activities)
                " · " + one.campaign.dates(visit.language)
                if one.isLocked {
                    " "
                    span(.class("badge", "badge-info")) { visit.say(Phrase("已锁定", "Locked")) }
                }
            }
        }
    }
}

/// What each word means, exactly.
struct FigureDefinitions {
    let terms: [FigureTerm]

    func html(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2(.id("definitions")) { visit.say(Phrase("这些词的确切含义", "What these words mean, exactly")) }
            dl(.class("facts")) {
                for term in terms {
                    dt { visit.say(term.title) }
                    dd { visit.say(term.definition) }
                }
                for method in CountingMethod.allCases {
                    dt { visit.say(method.title) }
                    dd { visit.say(method.meaning) }
                }
            }
            p { a(.href("/figures/definitions")) { visit.say(Phrase("指标词典：单位、时期、怎样相加、填哪张报表", "The dictionary of indicators: unit, period, how each is added, which form it serves")) } }
        }
    }
}
