import Kernel
import Web

/// The part of the desk's form in which opening hours are entered, and what its fields mean.
enum OpeningHoursForm {
    static let fields: [FormField] = {
        let days = zip(OpeningHours.dayNames, 1...7).map { name, number in
            let day = OpeningHoursWords.weekday(number)
            let hint = number == 1 ? Phrase("例如 09:00-17:00，或 09:00-12:00, 13:30-17:00；闭馆的日子不填。", "Such as 09:00-17:00, or 09:00-12:00, 13:30-17:00; leave a closed day empty.") : nil
            return FormField("hours_\(name)", "\(day.zh)开放时间", "Hours on \(day.en)", .text(max: 60), hint: hint)
        }
        let rules = [
            (OpeningHours.HolidayRule.usual, Phrase("与平时一样", "As on other days")),
            (.open, Phrase("照常开放，周一也开放", "Open, also on a day that is otherwise closed")), (.closed, Phrase("闭馆", "Closed")),
        ]
        return days + [
            FormField("hours_holidays", "法定节假日", "Public holidays", .choice(rules.map { .init($0.0.rawValue, $0.1) })),
            FormField("hours_last_entry", "闭馆前停止入场（分钟）", "Last entry, minutes before closing", .integer(1...240)),
            FormField(
                "hours_special", "特殊日子", "Special days", .longText(max: 2000),
                hint: Phrase(
                    "每行一条：日期或起止日期，再写时间或“闭馆”。例如 2026-10-01 2026-10-07 09:00-18:00。",
                    "One a line: a day, or the first and the last, then the hours or “closed”. Such as 2026-10-01 2026-10-07 09:00-18:00.")),
        ]
    }()

    /// What was entered: nil where all days are empty. Remarks on what cannot be.
    static func read(_ reading: inout FormReading) -> OpeningHours? {
        var week: [OpeningSpans] = []
        for name in OpeningHours.dayNames {
            let spans = OpeningSpans(reading: reading.text("hours_\(name)"))
            if spans == nil {
                reading.remark("hours_\(name)", Phrase("请按 09:00-17:00 的样子填写，多段之间用逗号，后一段在前一段之后。", "Give hours as 09:00-17:00, several with commas, one after the other."))
            }
            week.append(spans ?? OpeningSpans())
        }
        let special = specials(&reading)
        guard reading.isGood, week.contains(where: { !$0.isEmpty }) else {
            if reading.isGood, !special.isEmpty {
                reading.remark("hours_monday", Phrase("请先填写每周的开放时间，再写特殊日子。", "Give the hours of the week before special days."))
            }
            return nil
        }
        let rule = OpeningHours.HolidayRule(rawValue: reading.text("hours_holidays")) ?? .usual
        let hours = OpeningHours(week: week, holidays: rule, special: special, lastEntry: reading.integer("hours_last_entry").map { Int($0) })
        if hours == nil { reading.remark("hours_special", Phrase("特殊日子不能重叠。", "Special days must not overlap.")) }
        return hours
    }

    private static func specials(_ reading: inout FormReading) -> [OpeningHours.Special] {
        var out: [OpeningHours.Special] = []
        for line in reading.text("hours_special").split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard !words.isEmpty else { continue }
            guard let one = special(words) else {
                reading.remark(
                    "hours_special", Phrase("看不懂“\(line.prefix(60))”。请写日期，再写时间或“闭馆”。", "“\(line.prefix(60))” cannot be read. Give the day or days, then the hours or “closed”."))
                return out
            }
            out.append(one)
        }
        return out
    }

    private static func special(_ words: [Substring]) -> OpeningHours.Special? {
        guard let first = words.first, let begin = Day(iso: String(first)) else { return nil }
        var rest = words.dropFirst()
        if rest.first == "至" || rest.first == "-" || rest.first == "to" { rest = rest.dropFirst() }
        var end = begin
        if let second = rest.first, let day = Day(iso: String(second)) {
            end = day
            rest = rest.dropFirst()
        }
        guard !rest.isEmpty, let spans = OpeningSpans(reading: rest.joined()) else { return nil }
        return OpeningHours.Special(begin: begin, end: end, spans: spans)
    }

    /// The fields' values for a venue's own hours.
    static func values(of hours: OpeningHours?) -> [String: String] {
        guard let hours else { return [:] }
        var out = ["hours_holidays": hours.holidays.rawValue]
        for (name, spans) in zip(OpeningHours.dayNames, hours.week) { out["hours_\(name)"] = spans.description }
        out["hours_last_entry"] = hours.lastEntry.map { "\($0)" }
        out["hours_special"] = hours.special.map(line).joined(separator: "\n")
        return out
    }

    private static func line(_ one: OpeningHours.Special) -> String {
        let days = one.begin == one.end ? one.begin.iso : "\(one.begin.iso) \(one.end.iso)"
        return days + " " + (one.spans.isEmpty ? "闭馆" : one.spans.description)
    }
}
