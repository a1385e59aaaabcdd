import Kernel
import Language
import Markup
import Web

/// Opening hours on a venue's page: how things stand now, the week, what is different.
struct OpeningHoursView {
    let hours: OpeningHours
    /// The venue's own clock.
    let now: LocalTime

    /// Special days that lie further ahead are not told yet.
    private static let ahead = 92

    /// The line that one looks for first.
    func standing(_ visit: Visit) -> HTML {
        let standing = hours.standing(at: now)
        let isOpen = if case .open = standing { true } else { false }
        return p(.class("standing"), .data("open", isOpen ? "yes" : "no")) { visit.say(OpeningHoursWords.standing(standing, today: now.day)) }
    }

    func html(_ visit: Visit) -> HTML {
        section(.id("hours"), .class("stack")) {
            h2 { visit.say(Phrase("开放时间", "Opening hours")) }
            dl(.class("facts", "hours")) { for group in hours.groups { row(group.days, group.spans, visit) } }
            notes(visit)
            specials(visit)
        }
    }

    @HTMLBuilder private func row(_ days: ClosedRange<Int>, _ spans: OpeningSpans, _ visit: Visit) -> HTML {
        let isToday = days.contains(now.day.weekday)
        dt(.aria("current", "date").when(isToday)) { visit.say(OpeningHoursWords.days(days)) }
        dd(.data("closed", "yes").when(spans.isEmpty)) { visit.say(OpeningHoursWords.spans(spans)) }
    }

    @HTMLBuilder private func notes(_ visit: Visit) -> HTML {
        if let rule = OpeningHoursWords.holidays(hours.holidays) { p(.class("meta")) { visit.say(rule) } }
        if let minutes = hours.lastEntry {
            p(.class("meta")) { visit.say(Phrase("闭馆前 \(minutes) 分钟停止入场", "Last entry \(minutes) minutes before closing")) }
        }
    }

    @HTMLBuilder private func specials(_ visit: Visit) -> HTML {
        let coming = hours.special.filter { $0.end >= now.day && now.day.days(until: $0.begin) <= Self.ahead }
        if !coming.isEmpty {
            h3 { visit.say(Phrase("近期调整", "Different days ahead")) }
            dl(.class("facts", "hours")) {
                for one in coming {
                    dt { Dates.span(one.begin, one.end, visit.language) }
                    dd(.data("closed", "yes").when(one.spans.isEmpty)) { visit.say(OpeningHoursWords.spans(one.spans)) }
                }
            }
        }
    }
}
