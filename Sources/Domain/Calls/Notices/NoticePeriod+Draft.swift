import Kernel
import Language

extension NoticePeriod {
    /// The days of a notice: computed, or to the day that the office names where the scheme leaves it to the office; never shorter than the
    /// scheme's working days.
    static func of(_ draft: NoticeDraft, _ rule: NoticeRule, _ calendar: WorkdayCalendar) throws -> NoticePeriod {
        do {
            let least = try NoticePeriod(begin: draft.begin, workdays: rule.workdays, countsFirstDay: rule.countsFirstDay, calendar: calendar)
            guard let end = draft.end, end != least.end else { return least }
            guard rule.namesLastDay else {
                throw Refusal(
                    .invalid, "notice-end", "公示至 \(least.end.iso)，由工作日历算出，不能另定。", "The notice ends on \(least.end.iso), by the working days; it cannot be set.", field: "end")
            }
            guard end > least.end else {
                throw Refusal(
                    .invalid, "notice-short", "公示不少于 \(rule.workdays) 个工作日，最早到 \(least.end.iso)。",
                    "The notice stands for \(Plural.en(rule.workdays, "working day", "working days")) at least: to \(least.end.iso) or later.", field: "end")
            }
            let first = rule.countsFirstDay ? draft.begin : draft.begin.adding(days: 1)
            return NoticePeriod(begin: draft.begin, end: end, workdays: try calendar.workdays(from: first, to: end))
        } catch let missing as WorkdayCalendar.Missing {
            throw missing.refusal
        }
    }
}
