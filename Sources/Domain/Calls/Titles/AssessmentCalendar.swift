import Kernel

/// The years of a title that are looked at, and when each is filed: by the rule of the measure under which it was granted.
struct AssessmentCalendar: Sendable, Hashable {
    let rule: AssessmentRule
    /// The first year that counts: that of the grant, where the title was held for long enough of it.
    let first: Int

    init(grantedOn day: Day, _ rule: AssessmentRule) {
        self.rule = rule
        let next = Day(year: day.year + 1, month: 1, day: 1) ?? day
        first = day.adding(months: rule.leastMonths) <= next ? day.year : day.year + 1
    }

    /// Every so many years, counted from the first.
    func isLookedAt(_ year: Int) -> Bool { year >= first && (year - first + 1) % rule.years == 0 }

    /// The first day on which a year is filed.
    func opens(_ year: Int) -> Day? { Day(year: year + 1, month: rule.opensInMonth, day: 1) }

    /// The years whose day has come, the earliest first: after an outage none is left out.
    func years(by today: Day) -> [Int] {
        guard first <= today.year else { return [] }
        return (first...today.year).filter { year in isLookedAt(year) && opens(year).map { $0 <= today } == true }
    }

    /// When the next year opens.
    func next(after today: Day) -> Day? {
        let from = max(first, today.year - rule.years - 1)
        return (from...from + 2 * rule.years + 2).lazy.filter { isLookedAt($0) }.compactMap { opens($0) }.first { $0 > today }
    }

    /// The days on which a year is filed that opens on `today`: as many as the measure gives, also where it opens late, because nobody
    /// could file before.
    func window(of year: Int, on today: Day) -> (opens: Day, due: Day) {
        let opens = max(self.opens(year) ?? today, today)
        return (opens, opens.adding(days: rule.days - 1))
    }
}
