package import Kernel

extension Recurrence {
    /// The longest span that a rule may cover.
    package static let longestSpan = 800

    /// The days on which it makes a session, in order. Refuses a year whose holidays are not known, where they matter.
    ///
    /// `skip` leaves out the statutory holidays. `add` treats a weekend day that is worked as the weekday that it makes up
    /// for: it is added when the rule names any of Monday to Friday; a rule that already names the day keeps it.
    package func days(in calendar: WorkdayCalendar = .china) throws(Refusal) -> [Day] {
        try check()
        let needsCalendar = holidays == .skip || makeUpDays == .add
        let hasWorkday = !days.isDisjoint(with: [1, 2, 3, 4, 5])
        var out: [Day] = []
        for day in Day.days(from: from, to: until) where !except.contains(day) {
            guard needsCalendar else {
                if days.contains(day.weekday) { out.append(day) }
                continue
            }
            let isWorked: Bool
            do { isWorked = try calendar.isWorkday(day) } catch { throw error.refusal }
            if holidays == .skip, calendar.name(of: day) != nil { continue }
            let isMakeUpDay = isWorked && day.weekday > 5
            if days.contains(day.weekday) || (makeUpDays == .add && isMakeUpDay && hasWorkday) { out.append(day) }
        }
        return out
    }

    /// The sessions that it makes, in order.
    package func sessions(
        in zone: Zone, capacity: Int?, hoursAnnounced: Bool = true, calendar: WorkdayCalendar = .china
    ) throws(Refusal) -> [SessionDraft] {
        var out: [SessionDraft] = []
        for day in try days(in: calendar) {
            guard let begin = begin.on(day), let last = end.on(end > self.begin ? day : day.adding(days: 1)) else { continue }
            out.append(SessionDraft(begin: begin, end: last, zone: zone, capacity: capacity, hoursAnnounced: hoursAnnounced))
        }
        return out
    }

    /// Refuses a rule that makes no sense: backwards, without days, longer than `longestSpan` days.
    package func check() throws(Refusal) {
        guard !days.isEmpty else {
            throw Refusal(.invalid, "recurrence-days", "请至少选择星期中的一天。", "Choose at least one day of the week.", field: "days")
        }
        guard from <= until else {
            throw Refusal(.invalid, "recurrence-backwards", "结束日期早于开始日期。", "The last day lies before the first.", field: "until")
        }
        guard from.days(until: until) <= Self.longestSpan else {
            throw Refusal(
                .invalid, "recurrence-long", "规则最长覆盖 \(Self.longestSpan) 天。请缩短日期范围。",
                "A rule covers \(Self.longestSpan) days at most. Shorten it.", field: "until")
        }
    }
}

extension Recurrence.ClockTime {
    func on(_ day: Day) -> LocalTime? { LocalTime(day: day, hour: minutes / 60, minute: minutes % 60) }
}
