package import Kernel
package import Language
import Storage

/// One run of an activity at a time, at its place or online.
package struct ActivitySession: Sendable, Hashable {
    package enum Status: String, Sendable, CaseIterable, SQLConvertible {
        case scheduled, cancelled
        /// Held at another time than first announced.
        case moved

        package var title: Phrase {
            switch self {
            case .scheduled: Phrase("如期举行", "As planned")
            case .cancelled: Phrase("已取消", "Cancelled")
            case .moved: Phrase("已改时间", "Moved")
            }
        }
    }

    package let activity: ID<Activity>
    package let id: ID<ActivitySession>
    /// Its key in a campaign file.
    package let key: String?
    package let begin: Instant
    /// At most 24 hours after `begin`.
    package let end: Instant
    package let zone: Zone
    /// The calendar day of `begin` in `zone`.
    package let day: Day
    /// False where the source gives the day and not the hours.
    package let hoursAnnounced: Bool
    /// Nil is *unlimited*.
    package let capacity: Int?
    /// Places given away; never above `capacity`.
    package let taken: Int
    package let status: Status
    /// How often the desk has changed it: what a clerk saw is what a clerk changes.
    package let changes: Int
    /// What is said beside it, in one line.
    package let note: Wording?
    /// The rule that made it.
    package let recurrence: ID<Recurrence>?

    /// Places left; nil where they are unlimited.
    package var left: Int? { capacity.map { $0 - taken } }
    /// Computed, never stored.
    package var isFull: Bool { left.map { $0 <= 0 } ?? false }
    package func isOver(at now: Instant) -> Bool { end <= now }
    package func words(_ tongue: Tongue) -> String { SessionWords.when(self, tongue) }
}

/// A session to be added.
package struct SessionDraft: Sendable, Hashable {
    package var key: String?
    package var begin: Instant
    package var end: Instant
    package var zone: Zone
    package var hoursAnnounced: Bool
    package var capacity: Int?
    package var note: Wording?
    package var recurrence: ID<Recurrence>?

    package init(
        begin: Instant, end: Instant, zone: Zone = .china, capacity: Int? = nil, key: String? = nil, hoursAnnounced: Bool = true, note: Wording? = nil,
        recurrence: ID<Recurrence>? = nil
    ) {
        (self.begin, self.end, self.zone, self.capacity, self.key) = (begin, end, zone, capacity, key)
        (self.hoursAnnounced, self.note, self.recurrence) = (hoursAnnounced, note, recurrence)
    }

    /// From wall-clock times in `zone`, as a form or a campaign file gives them.
    package init(begin: LocalTime, end: LocalTime, zone: Zone, capacity: Int? = nil, key: String? = nil, hoursAnnounced: Bool = true) {
        self.init(
            begin: begin.instant(in: zone), end: end.instant(in: zone), zone: zone, capacity: capacity, key: key, hoursAnnounced: hoursAnnounced)
    }

    /// The longest a session may be: 24 hours of real time, whatever the clocks do meanwhile.
    package static let longest: Int64 = 24 * 3600

    /// Refuses years that cannot be meant, an end before the begin, more than 24 hours, and a negative capacity.
    package func check() throws(Refusal) {
        let years = Day.plannedYears
        guard years.contains(begin.day(in: zone).year), years.contains(end.day(in: zone).year) else {
            throw Refusal(
                .invalid, "session-year", "场次的年份应在 \(years.lowerBound) 至 \(years.upperBound) 之间，请检查年份。",
                "A session lies in the years \(years.lowerBound) to \(years.upperBound). Check the year.", field: "begin")
        }
        guard begin < end else {
            throw Refusal(.invalid, "session-backwards", "结束时间应晚于开始时间。", "A session ends after it begins.", field: "end")
        }
        guard end.seconds(since: begin) <= Self.longest else {
            throw Refusal(
                .invalid, "session-too-long", "一个场次最长 24 小时；多天的活动请按天分为多个场次。",
                "A session lasts 24 hours at most; make one for each day.", field: "end")
        }
        if let capacity, capacity < 0 {
            throw Refusal(.invalid, "capacity-negative", "名额不能为负数。", "The number of places cannot be negative.", field: "capacity")
        }
    }
}
