import Kernel
import Language

/// Opening hours in words.
enum OpeningHoursWords {
    /// `09:00–12:00、13:30–17:00`; `闭馆`
    static func spans(_ spans: OpeningSpans) -> Phrase {
        if spans.isEmpty { return Phrase("闭馆", "Closed") }
        let texts = spans.all.map { "\(OpeningSpans.clock($0.opens))–\(OpeningSpans.clock($0.closes))" }
        return Phrase(texts.joined(separator: "、"), texts.joined(separator: ", "))
    }

    /// `周二至周日`, `Tuesday to Sunday`
    static func days(_ days: ClosedRange<Int>) -> Phrase {
        let first = weekday(days.lowerBound), last = weekday(days.upperBound)
        switch days.count {
        case 1: return first
        case 2: return Phrase("\(first.zh)、\(last.zh)", "\(first.en), \(last.en)")
        case 7: return Phrase("每天", "Every day")
        default: return Phrase("\(first.zh)至\(last.zh)", "\(first.en) to \(last.en)")
        }
    }

    /// `现在开放，今天到 17:00`
    static func standing(_ standing: OpeningHours.Standing, today: Day) -> Phrase {
        switch standing {
        case .open(let until):
            let time = OpeningSpans.clock(until)
            return Phrase("正在开放，今天到 \(time)", "Open today until \(time)")
        case .later(let at, let again):
            let time = OpeningSpans.clock(at)
            return again ? Phrase("午间休息，\(time) 再开放", "Closed for a break, open again at \(time)") : Phrase("今天 \(time) 开放", "Opens today at \(time)")
        case .closed(let allDay, let next):
            let now = allDay ? Phrase("今天闭馆", "Closed today") : Phrase("今天已闭馆", "Closed for today")
            guard let next else { return now }
            let day = day(next.day, today), time = OpeningSpans.clock(next.opens)
            return Phrase("\(now.zh)，\(day.zh) \(time) 开放", "\(now.en), opens \(day.en) at \(time)")
        }
    }

    private static func day(_ day: Day, _ today: Day) -> Phrase {
        switch today.days(until: day) {
        case 1: Phrase("明天", "tomorrow")
        case 2...6: weekdayPhrase(day)
        default: Phrase(Dates.day(day, .zh), "on " + Dates.day(day, .en))
        }
    }

    private static func weekdayPhrase(_ day: Day) -> Phrase {
        let name = weekday(day.weekday)
        return Phrase(name.zh, "on " + name.en)
    }

    static func holidays(_ rule: OpeningHours.HolidayRule) -> Phrase? {
        switch rule {
        case .usual: nil
        case .open: Phrase("法定节假日照常开放", "Open on public holidays, also on a day that is otherwise closed")
        case .closed: Phrase("法定节假日闭馆", "Closed on public holidays")
        }
    }

    static func weekday(_ number: Int) -> Phrase {
        let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        let en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return Phrase(zh[number - 1], en[number - 1])
    }
}
