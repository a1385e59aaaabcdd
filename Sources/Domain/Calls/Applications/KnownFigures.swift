import Kernel
import Storage
import Venues

/// What the platform's own records tell of a unit in a year, beside what it declares (promise 1).
struct KnownFigures: Sendable {
    let year: Int
    private let values: [KnownFigure: Int64]

    subscript(_ figure: KnownFigure) -> Int64? { values[figure] }

    /// The figures of `organisation`, of its one venue where the title is sought for one, in that year.
    init(of organisation: ID<Organisation>, venue: ID<Venue>?, year: Int, in tx: Transaction) throws {
        self.year = year
        let (first, last) = ("\(year)-01-01", "\(year)-12-31")
        var values: [KnownFigure: Int64] = [:]
        values[.activitiesHeld] = try tx.number(
            """
            SELECT COUNT(DISTINCT c.activity_id) FROM view_activities_counted c
            JOIN view_activities_session_day d ON d.activity_id = c.activity_id
            WHERE c.organiser_id = \(organisation) AND d.status <> 'cancelled' AND d.local_day BETWEEN \(first) AND \(last)
            """)
        values[.visitsMeasured] = try tx.number(
            """
            SELECT COALESCE(SUM(p.value), 0) FROM view_participation_counted p
            WHERE p.method = 'measured' AND p.indicator = 'visits' AND EXISTS (
                SELECT 1 FROM view_activities_counted c WHERE c.activity_id = p.activity_id AND c.organiser_id = \(organisation))
            AND EXISTS (
                SELECT 1 FROM view_activities_session_day d
                WHERE d.activity_id = p.activity_id AND d.session_id = p.session_id AND d.local_day BETWEEN \(first) AND \(last))
            """)
        if let venue = try venue.flatMap({ try tx.venue($0) }), let hours = venue.hours {
            values[.openDays] = Self.openDays(hours, in: year)
            values[.openRestDays] = Self.openRestDays(hours, in: year)
        }
        self.values = values
    }

    /// Days of the year on which the hours let visitors in.
    static func openDays(_ hours: OpeningHours, in year: Int) -> Int64? {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else { return nil }
        return Int64(Day.days(from: first, to: last).count { !hours.spans(on: $0).isEmpty })
    }

    /// Of these, days on which offices do not work; nil where the year's holidays are not known.
    static func openRestDays(_ hours: OpeningHours, in year: Int, calendar: WorkdayCalendar = .china) -> Int64? {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else { return nil }
        return try? Int64(Day.days(from: first, to: last).count { day in try !calendar.isWorkday(day) && !hours.spans(on: day).isEmpty })
    }
}
