import Kernel
import Markup

/// The ways on from an address where nothing is: a search, this week, the lists, the home page.
struct LostPage {
    let visit: Visit

    var html: HTML {
        div(.class("lost")) {
            motif(seed: 404, accent: "indigo", theme: "space")
            if let search = visit.frame.search { form(search) }
            nav(.aria("label", visit.say(Phrase("从这里继续", "Ways on")))) {
                ul(.class("tags"), .role("list")) {
                    if let search = visit.frame.search { for one in days(search) { li { a(.class("tag"), .href(one.0)) { visit.say(one.1) } } } }
                    for link in visit.frame.links where !link.isInFooterOnly { li { a(.class("tag"), .href(.within(link.path))) { visit.say(link.title) } } }
                }
            }
            p { a(.class("button"), .href("/")) { visit.say(Phrase("回到首页", "To the home page")) } }
        }
    }

    private func form(_ search: SiteFrame.Search) -> HTML {
        Markup.form(.method(.get), .action(.within(search.path)), .role("search"), .class("lost-search")) {
            div(.class("field")) {
                Markup.label(.for("lost-words")) { visit.say(Phrase("找什么活动", "What are you looking for")) }
                input(.type("search"), .id("lost-words"), .name(search.words), .maxlength(100), .autocomplete("off"), .enterkeyhint("search"))
            }
            button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查找", "Search")) }
        }
    }

    private func days(_ search: SiteFrame.Search) -> [(Address, Phrase)] {
        let today = visit.now.day(in: .china)
        let sunday = today.adding(days: 7 - today.weekday)
        return [
            (address(search, today, today), Phrase("今天的活动", "On today")),
            (address(search, today, sunday), Phrase("本周的活动", "On this week")),
        ]
    }

    private func address(_ search: SiteFrame.Search, _ begin: Day, _ end: Day) -> Address {
        .within(search.path, query: Query([(search.begin, begin.iso), (search.end, end.iso)]))
    }
}
