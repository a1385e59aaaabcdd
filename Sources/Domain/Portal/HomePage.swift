import Activities
import Campaigns
import CloudHall
import Kernel
import Language
import Markup
import Regions
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
            accent: model.campaigns.first?.accent.rawValue ?? "indigo", ownHeading: true,
            head: ActivityFeeds.head(of: Query([]), visit)
        ) {
            HomeHero(near: model.near?.place, visit: visit).html
            div(.class("sections")) {
                div(.id("near"), .data("near", model.near == nil ? "unknown" : "known")) { near }
                if !model.live.isEmpty { live }
                on
                if !model.campaigns.isEmpty { campaigns }
                if let headline = model.headline { HomeFigures(campaign: headline.campaign, figures: headline.figures, visit: visit).html }
                panels
                provinces
            }
        }
    }

    @HTMLBuilder private var near: HTML {
        if let near = model.near {
            let total = Numerals.count(near.shelf.total, visit.language)
            section {
                div(.class("section-head")) {
                    h2 { near.place.contains(where: \.isLetter) ? visit.say(Phrase("\(near.place)附近", "Near \(near.place)")) : visit.say(Phrase("离您最近", "Near you")) }
                    if !near.shelf.isEmpty { a(.href(.within("/activities", query: Query([("near", near.place)])))) { visit.say(Phrase("全部 \(total) 项", "All \(total)")) } }
                }
                if near.shelf.isEmpty {
                    p { visit.say(Phrase("50 公里以内近期没有活动。", "Nothing within 50 km in the coming weeks.")) }
                } else { near.shelf.html(visit) }
            }
        }
    }

    private var live: HTML {
        section {
            div(.class("section-head")) {
                h2 { visit.say(Phrase("正在直播", "Live now")) }
                a(.href("/live")) { visit.say(Phrase("进入云展厅", "To the cloud hall")) }
            }
            ul(.class("card-grid"), .role("list")) { for item in model.live.prefix(3) { li { HallCard(item, visit).html } } }
        }
    }

    @HTMLBuilder private var on: HTML {
        section(.class("stack", "no-print")) {
            h2 { visit.say(Phrase("近两周", "The next two weeks")) }
            ActivityDays(facets: model.facets, visit: visit).html
        }
        for shelf in model.shelves { self.shelf(shelf) }
        if model.shelves.isEmpty {
            div(.class("empty-state")) {
                motif(seed: 12, accent: "indigo", theme: "")
                h3 { visit.say(Phrase("近期没有活动", "Nothing on in the coming weeks")) }
                p { visit.say(Phrase("新的活动发布后会在这里显示。", "New activities appear here once they are published.")) }
            }
        }
    }

    private func shelf(_ one: HomeShelf) -> HTML {
        let total = Numerals.count(one.shelf.total, visit.language)
        return section {
            div(.class("section-head")) {
                h2 { visit.say(one.title) }
                a(.href("/activities?begin=\(one.begin.iso)&end=\(one.end.iso)")) { visit.say(Phrase("全部 \(total) 项", "All \(total)")) }
            }
            one.shelf.html(visit)
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
                h3(.class("card-title")) { a(.href("/campaigns/\(campaign.key)")) { visit.title(campaign.name) } }
                if let motto = campaign.motto { p { visit.html(motto) } }
                div(.class("card-foot")) {
                    span(.class("tag")) { visit.say(campaign.kind.title) }
                    span(.class("badge", phase == .running ? "badge-success" : "badge-info")) { visit.say(phase.title) }
                }
            }
        }
    }

    /// Where most is on.
    private var most: [(code: String, count: Int)] {
        let sorted = model.facets.provinces.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return sorted.prefix(8).map { (code: $0.key, count: $0.value) }
    }

    private func province(_ code: String, _ count: Int) -> HTML {
        a(.href("/activities\(query: [("region", code)])")) {
            span { visit.regions[code].map { visit.say($0.name) } ?? code }
            span(.class("number")) { Numerals.count(count, visit.language) }
        }
    }

    private var provinces: HTML {
        section {
            div(.class("section-head")) {
                h2 { visit.say(Phrase("按地区查找", "By province")) }
                a(.href("/venues")) { visit.say(Phrase("全部场馆", "All venues")) }
            }
            div(.class("split")) {
                Cartogram(
                    Phrase("各省级行政区的活动数", "Activities in each province"), values: model.facets.provinces.mapValues { Int64($0) },
                    unit: { Phrase("项活动", $0 == 1 ? "activity" : "activities") }, link: { "/activities?region=\($0)" }
                ).html(visit)
                if !most.isEmpty { ol(.class("facet-list"), .role("list")) { for one in most { li { province(one.code, one.count) } } } }
            }
        }
    }
}
