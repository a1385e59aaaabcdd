import Kernel
import Language
package import Markup
package import Web

/// The next fourteen days, each with how many activities take place: a tap shows them.
package struct ActivityDays {
    let days: [(day: Day, count: Int)]
    /// The address's own parameters without the page; the days keep them.
    let asked: Query
    let visit: Visit

    package init(facets: ActivityFacets, visit: Visit) { self.init(days: facets.days, asked: Query(), visit: visit) }

    init(days: [(day: Day, count: Int)], asked: Query, visit: Visit) { (self.days, self.asked, self.visit) = (days, asked, visit) }

    @HTMLBuilder package var html: HTML {
        // Days without anything lead nowhere.
        if days.contains(where: { $0.count > 0 }) {
            nav(.class("days"), .aria("label", visit.say(Phrase("按日期", "By day")))) {
                ol(.class("day-strip"), .role("list")) { for (place, one) in days.enumerated() { li { item(one.day, one.count, isFirst: place == 0) } } }
            }
        }
    }

    private func item(_ day: Day, _ count: Int, isFirst: Bool) -> HTML {
        let amount = Numerals.count(count, visit.language)
        let name = Dates.day(day, visit.language)
        let label = visit.say(Phrase("\(name)：\(amount) 项活动", "\(name): \(amount) \(count == 1 ? "activity" : "activities")"))
        let isHere = asked["begin"] == day.iso && asked["end"] == day.iso
        let inner = HTML {
            span(.class("day-week")) { isFirst ? visit.say(Phrase("今天", "Today")) : Dates.weekday(day, visit.language) }
            span(.class("day-number")) { String(day.day) }
            span(.class("day-month")) { isFirst || day.day == 1 ? Dates.month(day, visit.language) : "" }
            span(.class("day-count")) { Numerals.short(count, visit.language) }
        }
        let weekend = day.weekday > 5 ? "weekend" : ""
        guard count > 0 else { return span(.class("day", weekend), .role("img"), .aria("label", label)) { inner } }
        let query = asked.setting("begin", isHere ? nil : day.iso).setting("end", isHere ? nil : day.iso)
        return a(
            .class("day", weekend), .href(.within("/activities", query: query)), .aria("label", label), .aria("current", "date").when(isHere)
        ) { inner }
    }
}
