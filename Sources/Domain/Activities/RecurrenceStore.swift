package import Kernel
package import Storage
import Venues

extension Transaction {
    /// Keeps a rule and makes its sessions, which remember it; gives the rule's id. Refuses a rule that makes none.
    @discardableResult
    package func addRecurrence(
        _ rule: Recurrence, to activity: ID<Activity>, zone: Zone, capacity: Int?, hoursAnnounced: Bool = true, by actor: Int64 = 0,
        calendar: WorkdayCalendar = .china
    ) throws -> ID<Recurrence> {
        let kept = try keepRecurrence(rule, of: activity, zone: zone, capacity: capacity, hoursAnnounced: hoursAnnounced, calendar: calendar)
        try addSessions(kept.drafts, to: activity, by: actor)
        return kept.id
    }

    /// Keeps a rule; gives its id and the sessions that it makes, which remember it and are not there yet. Refuses a rule that makes none.
    func keepRecurrence(
        _ rule: Recurrence, of activity: ID<Activity>, zone: Zone, capacity: Int?, hoursAnnounced: Bool, calendar: WorkdayCalendar = .china
    ) throws -> (id: ID<Recurrence>, drafts: [SessionDraft]) {
        let id: ID<Recurrence> = newID()
        var drafts = try rule.sessions(in: zone, capacity: capacity, hoursAnnounced: hoursAnnounced, calendar: calendar)
        for index in drafts.indices { drafts[index].recurrence = id }
        guard !drafts.isEmpty else {
            throw Refusal(
                .invalid, "recurrence-empty", "按此规则没有任何场次。请检查日期和星期。", "This rule makes no session. Check its dates and days.", field: "days")
        }
        let days = rule.days.sorted().map(String.init).joined(separator: " ")
        let except = rule.except.sorted().map(\.iso).joined(separator: " ")
        try execute(
            """
            INSERT INTO activities_recurrence (activity_id, id, days, from_day, until_day, begin_clock, end_clock, except_days, holidays,
                make_up_days, hours_announced, capacity, made_at)
            VALUES (\(activity), \(id), \(days), \(rule.from), \(rule.until), \(rule.begin.text), \(rule.end.text), \(except), \(rule.holidays),
                \(rule.makeUpDays), \(hoursAnnounced), \(capacity), \(now))
            """)
        return (id, drafts)
    }

    /// The rules of an activity, the oldest first.
    package func recurrences(of activity: ID<Activity>) throws -> [KeptRecurrence] {
        try rows("SELECT * FROM activities_recurrence WHERE activity_id = \(activity) ORDER BY id", KeptRecurrence.init)
    }
}

/// A rule as it was kept, with what its sessions were made with.
package struct KeptRecurrence: Sendable, Hashable {
    package let id: ID<Recurrence>
    package let rule: Recurrence
    package let capacity: Int?
    package let hoursAnnounced: Bool

    init(_ row: Row) throws {
        guard let begin = Recurrence.ClockTime(try row.text("begin_clock")), let end = Recurrence.ClockTime(try row.text("end_clock")) else {
            throw StorageError.other(code: "clock", message: "a recurrence without clock times")
        }
        let days = try row.text("days").split(separator: " ").compactMap { Int($0) }
        let except = try row.text("except_days").split(separator: " ").compactMap { Day(iso: String($0)) }
        id = try row.id("id")
        rule = Recurrence(
            days: Set(days), from: try row.day("from_day"), until: try row.day("until_day"), begin: begin, end: end, except: Set(except),
            holidays: try row.choice("holidays"), makeUpDays: try row.choice("make_up_days"))
        capacity = try row.intOrNil("capacity")
        hoursAnnounced = try row.bool("hours_announced")
    }
}
