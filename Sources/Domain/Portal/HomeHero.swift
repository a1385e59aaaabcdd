import Activities
import Kernel
import Markup
import Web

/// The head of the home page: one question in words, one about a place, and the short cuts.
struct HomeHero {
    /// The place that is known already.
    let near: String?
    let visit: Visit

    var html: HTML {
        section(.class("hero")) {
            motif(seed: 34, accent: "indigo", theme: "space")
            h1 { visit.say(Phrase("身边的科学", "Science near you")) }
            p(.class("lede")) {
                visit.say(
                    Phrase("科技馆、科普基地、学校和实验室的活动，都在这里。不用注册就能看。", "What science museums, bases, schools and laboratories have on. No account is needed to look."))
            }
            Markup.form(.method(.get), .action("/activities"), .role("search"), .class("hero-search")) {
                div(.class("hero-field")) {
                    Markup.label(.for("home-q")) { visit.say(Phrase("找什么", "What")) }
                    input(
                        .type("search"), .id("home-q"), .name("q"), .maxlength(100), .autocomplete("off"), .enterkeyhint("search"),
                        .placeholder(visit.say(Phrase("航天、开放日、亲子……", "space, open day, for families …"))))
                }
                div(.class("hero-field")) {
                    Markup.label(.for("home-near")) { visit.say(Phrase("在哪里附近", "Near where")) }
                    input(
                        .type("text"), .id("home-near"), .name("near"), .value(near ?? ""), .maxlength(80), .autocomplete("off"), .enterkeyhint("search"),
                        .placeholder(visit.say(Phrase("西安、雁塔、某个科技馆", "Xi'an, Yanta, a museum's name"))))
                }
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查找", "Search")) }
            }
            nav(.aria("label", visit.say(Phrase("常用条件", "Short cuts")))) {
                ul(.class("hero-links"), .role("list")) { for one in shortcuts { li { a(.href(one.0)) { visit.say(one.1) } } } }
            }
        }
    }

    private var shortcuts: [(Address, Phrase)] {
        let today = visit.now.day(in: .china)
        let weekend = today.weekend
        return [
            ("/activities?begin=\(today.iso)&end=\(today.iso)", Phrase("今天", "Today")),
            ("/activities?begin=\(weekend.begin.iso)&end=\(weekend.end.iso)", Phrase("本周末", "This weekend")),
            ("/activities?free=1", Phrase("免费", "Free of charge")), ("/activities?mode=online", Phrase("线上参加", "Online")),
            ("/activities?access=wheelchair", Phrase("轮椅可达", "Step-free")), ("/activities?places=1", Phrase("还有名额", "Places left")),
        ]
    }
}
