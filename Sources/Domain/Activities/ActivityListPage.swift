import Kernel
import Language
import Markup
import Regions
import Storage
import Web

/// `/activities`: the question, its short cuts, how many were found, the cards, and the ways on.
struct ActivityListPage {
    /// What the database answers to a question.
    struct Found: Sendable {
        let items: [ListedActivity]
        let total: Int
        let facets: ActivityFacets
        /// Ways on where nothing was found.
        let suggestions: [ActivitySuggestion]
        /// What the words name.
        let hint: ActivityWordHint?

        static let nothing = Found(items: [], total: 0, facets: ActivityFacets(), suggestions: [], hint: nil)
    }

    let found: Found
    let filter: ActivityFilter
    let reading: FormReading
    let visit: Visit
    /// What else stands in the head, and under the results: the same list in other formats.
    var head = HTML()
    var formats = HTML()

    var answer: Answer {
        visit.page(
            Phrase("活动", "Activities"), lede: Phrase("按地区、日期和兴趣，找到身边的科普活动。", "Find science near you: by place, by day, by what interests you."),
            status: reading.isGood ? 200 : 400, head: head
        ) {
            div(.class("list-head")) {
                ActivitySearchForm(reading: reading, visit: visit).html
                if reading.isGood {
                    ActivityShortcuts(filter: filter, asked: asked, visit: visit).html
                    ActivityDays(days: found.facets.days, asked: asked, visit: visit).html
                }
            }
            if reading.isGood { results } else { waysOn }
        }
    }

    /// The address's own parameters, without what apps append.
    private var asked: Query { visit.query.asked.setting("page", nil) }

    /// Beneath a question that cannot be answered.
    private var waysOn: HTML {
        div(.class("empty-state")) {
            motif(seed: 5, accent: "indigo", theme: "space")
            h2 { visit.say(Phrase("换一种问法", "Ask another way")) }
            p { visit.say(Phrase("改好上面标出的条件，或从这里开始：", "Change the filter that is marked above, or begin here:")) }
            p(.class("actions")) {
                a(.class("button"), .href("/activities")) { visit.say(Phrase("查看全部活动", "All activities")) }
                a(.class("button", "button-quiet"), .href("/")) { visit.say(Phrase("回到首页", "The home page")) }
            }
        }
    }

    private var results: HTML {
        div(.class("columns", "list-columns")) {
            section(.class("stack"), .id("results")) {
                h2(.class("visually-hidden")) { visit.say(Phrase("结果", "Results")) }
                div(.class("results-head")) {
                    p(.role("status")) {
                        visit.say(Phrase("共", "Found: "))
                        strong { element("data", .data("figure", "results"), .value(String(found.total))) { Numerals.count(found.total, visit.language) } }
                        visit.say(Phrase("项活动", found.total == 1 ? " activity" : " activities"))
                    }
                }
                ActivityChips(reading: reading, asked: asked, visit: visit).html
                if let hint = found.hint { hint.html(asked, visit) }
                if found.items.isEmpty {
                    ActivityNothing(suggestions: found.suggestions, reading: reading, asked: asked, visit: visit).html
                } else {
                    ul(.class("card-grid"), .role("list")) { for item in found.items { li { ActivityCard(item: item, visit: visit).html } } }
                }
                visit.pager(page: filter.page, total: found.total, size: ActivityFilter.pageSize)
                formats
            }
            aside { ActivityNarrowing(facets: found.facets, filter: filter, asked: asked, visit: visit).html }
        }
    }
}

extension Transaction {
    /// Everything that the list's page shows of a question.
    func listPage(_ asked: ActivityFilter, regions: RegionTable) throws -> ActivityListPage.Found {
        let filter = try resolved(asked)
        let survey = try survey(filter, first: filter.page * ActivityFilter.pageSize, regions: regions)
        let total = survey.facets.total
        return ActivityListPage.Found(
            items: try items(of: filter, survey.ids, total: total), total: total, facets: survey.facets,
            suggestions: total == 0 ? try suggestions(for: filter) : [], hint: try wordHint(for: filter, in: regions))
    }
}
