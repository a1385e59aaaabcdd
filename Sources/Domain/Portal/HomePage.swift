import Activities
import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// `/`: what is on, where, and what it adds up to.
struct HomePage {
    let model: HomeModel
    let panels: HTML
    let visit: Visit

    var answer: Answer {
        visit.page(
            Phrase("身边的科学", "Science near you"),
            lede: Phrase("全国科技馆、科普基地、学校和实验室的活动，都在这里。", "What science museums, education bases, schools and laboratories have on, all over the country."),
            accent: model.campaigns.first?.accent.rawValue ?? "indigo", ownHeading: true
        ) {
            hero
            div(.class("sections")) {
                weekend
                if !model.campaigns.isEmpty { campaigns }
                figures
                panels
                provinces
            }
        }
    }

    private var hero: HTML {
        section(.class("hero")) {
            motif(seed: 34, accent: "indigo", theme: "space")
            h1 { visit.say(Phrase("身边的科学", "Science near you")) }
            p(.class("lede")) {
                visit.say(
                    Phrase("科技馆、科普基地、学校和实验室的活动，都在这里。不用注册就能看。", "What science museums, bases, schools and laboratories have on. No account is needed to look."))
            }
            Markup.form(.method(.get), .action("/activities"), .role("search"), .class("hero-search")) {
                Markup.label(.for("home-q")) { visit.say(Phrase("搜索活动", "Search activities")) }
                div(.class("actions")) {
                    input(
                        .type("search"), .id("home-q"), .name("q"), .maxlength(100), .autocomplete("off"), .enterkeyhint("search"),
                        .placeholder(visit.say(Phrase("航天、开放日、西安……", "space, open day, Xi'an …"))))
                    button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查找", "Search")) }
                }
            }
            p(.class("meta")) {
                a(.href("/activities?begin=\(model.weekend.begin.iso)&end=\(model.weekend.end.iso)")) { visit.say(Phrase("本周末", "This weekend")) }
                " · "
                a(.href("/activities?free=1")) { visit.say(Phrase("免费", "Free of charge")) }
                " · "
                a(.href("/activities?mode=online")) { visit.say(Phrase("线上参加", "Online")) }
            }
        }
    }

    private var weekend: HTML {
        let title = model.isWeekend ? Phrase("本周末", "This weekend") : Phrase("即将举行", "Coming up")
        return section {
            div(.class("section-head")) {
                h2 { visit.say(title) }
                a(.href("/activities")) { visit.say(Phrase("全部活动", "All activities")) }
            }
            if model.shelf.isEmpty {
                div(.class("empty-state")) {
                    motif(seed: 12, accent: "indigo", theme: "")
                    h3 { visit.say(Phrase("近期没有活动", "Nothing on in the coming weeks")) }
                    p { visit.say(Phrase("新的活动发布后会在这里显示。", "New activities appear here once they are published.")) }
                }
            } else {
                model.shelf.html(visit)
            }
        }
    }

    private var campaigns: HTML {
        section {
            div(.class("section-head")) {
                h2 { visit.say(Phrase("正在进行和即将开始的活动项目", "Campaigns on now and coming")) }
                a(.href("/campaigns")) { visit.say(Phrase("全部活动项目", "All campaigns")) }
            }
            ul(.class("card-grid"), .role("list")) { for campaign in model.campaigns.prefix(6) { li { card(campaign) } } }
        }
    }

    private func card(_ campaign: Campaign) -> HTML {
        let phase = campaign.phase(on: visit.now.day(in: campaign.zone))
        return article(.class("card"), .data("accent", campaign.accent.rawValue)) {
            div(.class("card-motif")) { motif(seed: campaign.id.number, accent: campaign.accent.rawValue, theme: campaign.name.zh) }
            div(.class("card-body")) {
                p(.class("date-rest")) { time(.datetime(campaign.begin.iso)) { campaign.dates(visit.language) } }
                h3(.class("card-title")) { a(.href("/campaigns/\(campaign.key)")) { visit.html(campaign.name) } }
                if let motto = campaign.motto { p { visit.html(motto) } }
                div(.class("card-foot")) {
                    span(.class("tag")) { visit.say(campaign.kind.title) }
                    span(.class("badge", phase == .running ? "badge-success" : "badge-info")) { visit.say(phase.title) }
                }
            }
        }
    }

    private var figures: HTML {
        section {
            div(.class("section-head")) {
                h2 { visit.say(Phrase("已经统计", "Counted so far")) }
                a(.href("/figures")) { visit.say(Phrase("全部数据", "All figures")) }
            }
            ul(.class("figure-grid"), .role("list")) {
                tile("activities", Phrase("活动", "Activities"), Phrase("项", "activities"), model.activities, "/activities")
                tile("sessions", Phrase("场次", "Sessions"), Phrase("场", "sessions"), model.sessions, "/activities")
                tile("venues", Phrase("参与场馆", "Venues taking part"), Phrase("家", "venues"), model.venues, "/venues")
            }
        }
    }

    private func tile(_ key: String, _ name: Phrase, _ unit: Phrase, _ value: Int, _ address: Address) -> HTML {
        li {
            article(.class("figure-tile")) {
                h3(.class("figure-name")) { a(.href(address)) { visit.say(name) } }
                p(.class("figure-number")) {
                    element("data", .data("figure", key), .value(String(value))) { Numerals.count(value, visit.language) }
                    " "
                    span(.class("figure-unit")) { visit.say(unit) }
                }
            }
        }
    }

    private var provinces: HTML {
        section {
            div(.class("section-head")) {
                h2 { visit.say(Phrase("按地区查找", "By province")) }
                a(.href("/venues")) { visit.say(Phrase("全部场馆", "All venues")) }
            }
            Cartogram(
                Phrase("各省级行政区的活动数", "Activities in each province"), values: model.provinces,
                unit: { Phrase("项活动", $0 == 1 ? "activity" : "activities") }, link: { "/activities?region=\($0)" }
            ).html(visit)
        }
    }
}
