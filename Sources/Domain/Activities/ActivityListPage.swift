import Kernel
import Language
import Markup
import Web

/// `/activities`: the filters, how many were found, the cards.
struct ActivityListPage {
    let items: [ListedActivity]
    let total: Int
    let filter: ActivityFilter
    let reading: FormReading
    let visit: Visit

    var answer: Answer {
        visit.page(
            Phrase("活动", "Activities"), lede: Phrase("按地区、日期和兴趣，找到身边的科普活动。", "Find science near you: by place, by day, by what interests you."),
            status: reading.isGood ? 200 : 400
        ) {
            filterForm
            if reading.isGood { results }
        }
    }

    private var filterForm: HTML {
        let first: Set<String> = ["q", "region"]
        let hidden: Set<String> = ["theme", "venue"]
        let more = reading.form.fields.filter { !first.contains($0.name) && !hidden.contains($0.name) }
        let chosen = more.count { !reading.texts($0.name).isEmpty }
        return Markup.form(.method(.get), .action("/activities"), .class("filter-form"), .role("search"), .novalidate()) {
            visit.formSummary(reading)
            for name in hidden.sorted() {
                if let value = reading.textOrNil(name) { input(.type("hidden"), .name(name), .value(value)) }
            }
            div(.class("filter-main")) {
                for field in reading.form.fields where first.contains(field.name) { visit.fieldHTML(field, in: reading) }
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查找", "Search")) }
            }
            details(.open(chosen > 0)) {
                summary { visit.say(Phrase("日期、年龄、无障碍等条件", "Date, age, accessibility and more")) }
                div(.class("filter-fields")) { for field in more { visit.fieldHTML(field, in: reading) } }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("按这些条件查找", "Search with these")) } }
            }
            if isFiltered { a(.class("button", "button-quiet"), .href("/activities")) { visit.say(Phrase("清除条件", "Clear filters")) } }
        }
    }

    private var isFiltered: Bool { !shared.setting("page", nil).pairs.isEmpty }

    /// The address's own parameters, without what apps append.
    private var shared: Query { visit.query.asked }

    @HTMLBuilder private var results: HTML {
        section(.class("stack"), .aria("label", visit.say(Phrase("结果", "Results")))) {
            div(.class("results-head")) {
                p(.role("status")) {
                    visit.say(Phrase("共", "Found: "))
                    strong { element("data", .data("figure", "results"), .value(String(total))) { Numerals.count(total, visit.language) } }
                    visit.say(Phrase("项活动", total == 1 ? " activity" : " activities"))
                }
            }
            if items.isEmpty { empty } else {
                ul(.class("card-grid"), .role("list")) { for item in items { li { ActivityCard(item: item, visit: visit).html } } }
            }
            Pager(path: "/activities", query: shared, page: filter.page, total: total, size: ActivityFilter.pageSize).html(visit)
        }
    }

    private var empty: HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("没有符合条件的活动", "Nothing fits these filters")) }
            p { visit.say(Phrase("换一个词，或少选一个条件。", "Try another word, or take one filter away.")) }
            a(.class("button"), .href("/activities")) { visit.say(Phrase("查看全部活动", "All activities")) }
        }
    }
}
