import API
import Kernel
import Language

extension OpeningHours {
    /// For machines: a text such as `09:00-12:00, 13:30-17:00` for each day, null where it is closed.
    static let json = APIObject<OpeningHours>("OpeningHours") {
        day(1)
        day(2)
        day(3)
        day(4)
        day(5)
        day(6)
        day(7)
        APIField("holidays", .choice(HolidayRule.self), "法定节假日", "Public holidays") { $0.holidays }
        APIField("lastEntry", .orNull(.integer), "闭馆前多少分钟停止入场", "Minutes before closing in which nobody is let in") { $0.lastEntry }
        APIField("special", .list(.object(special)), "与平时不同的日子", "Days that are different") { $0.special }
    }

    private static func day(_ number: Int) -> APIField<OpeningHours> {
        let name = OpeningHoursWords.weekday(number)
        return APIField(dayNames[number - 1], .orNull(.text), "\(name.zh)的时段；null 为闭馆", "The hours on \(name.en); null: closed") { text($0.week[number - 1]) }
    }

    private static let special = APIObject<Special>("SpecialOpening") {
        APIField("begin", .day, "第一天", "The first day") { $0.begin }
        APIField("end", .day, "最后一天", "The last day") { $0.end }
        APIField("hours", .orNull(.text), "时段；null 为闭馆", "The hours; null: closed") { text($0.spans) }
    }

    private static func text(_ spans: OpeningSpans) -> String? { spans.isEmpty ? nil : spans.description }
}
