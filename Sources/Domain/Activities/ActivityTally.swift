import Kernel
import Storage

/// What the counts beside the list's filters are made of: two numbers for each activity that the public sees, so that to count
/// thousands of results reads little.
///
/// `marks`: the kind, the mode, whether the days are told here, the region's code. `days`: the first day, counted from 1970, in the lowest
/// sixteen bits; above them one bit for each of the 47 days from it on. What is held on later days has the mark `isLong`, and its days
/// stand in `activities_listed_day`, or in the period of `activities_listed`.
struct ActivityTally {
    let marks: Int64
    let days: Int64?

    init(marks: Int64, days: Int64?) { (self.marks, self.days) = (marks, days) }

    private static let span: Int64 = 47
    private static let longMark: Int64 = 1 << 8

    /// The numbers of `marks` are places in these lists: a new kind comes last.
    static let kinds: [ActivityKind] = [
        .exhibition, .lecture, .openDay, .forum, .contest, .training, .show, .tour, .ceremony, .workshop, .visit, .other,
    ]
    static let modes: [AttendanceMode] = [.onsite, .online, .both]

    /// The place in `kinds`, from 1 on; 0 for what is not in it.
    var kindNumber: Int { Int(marks & 63) }
    /// The place in `modes`, from 1 on.
    var modeNumber: Int { Int((marks >> 6) & 3) }
    var isLong: Bool { marks & Self.longMark != 0 }
    /// The region's code as a number; 0 where none is known.
    var region: Int64 { marks >> 9 }

    /// The days on which it is held, one bit for each day from `first` on, which is counted from 1970; for what is not long.
    func days(from first: Int) -> UInt64 {
        guard let days else { return 0 }
        let bits = UInt64(days) >> 16
        let later = Int(days & 0xFFFF) - first
        // Swift's smart shifts give 0 where nothing is left.
        return later >= 0 ? bits << later : bits >> -later
    }

    /// What holds of `t`, a row of the table, that is long.
    static let isLong: SQL = "(t.marks & 256) <> 0"

    /// The tally of the rows of `activities_listed` that fit a condition on `l`.
    static func rows(where condition: SQL = "1 = 1") -> SQL {
        """
        SELECT t.id, t.kind + 64 * t.mode + \(sql: .trusted(String(longMark))) * t.is_long + 512 * t.region,
            CASE WHEN t.is_long = 0 THEN t.first_number + 65536 * CASE
                WHEN t.is_period = 1 THEN (CAST(1 AS BIGINT) << CAST(t.last_number - t.first_number + 1 AS INTEGER)) - 1
                ELSE CAST((
                    SELECT SUM(CAST(1 AS BIGINT) << CAST(\(sql: number("d.local_day")) - t.first_number AS INTEGER))
                    FROM activities_listed_day d WHERE d.activity_id = t.id) AS BIGINT) END END
        FROM (
            SELECT n.*, CASE WHEN n.last_number - n.first_number >= \(sql: .trusted(String(span))) THEN 1 ELSE 0 END AS is_long
            FROM (
                SELECT f.id, f.kind, f.mode, f.region, f.is_period, \(sql: number("f.first_day")) AS first_number,
                    \(sql: number("f.last_day")) AS last_number
                FROM (
                    SELECT l.id, CASE l.kind \(sql: places(kinds.map(\.rawValue))) ELSE 0 END AS kind,
                        CASE l.mode \(sql: places(modes.map(\.rawValue))) ELSE 0 END AS mode, COALESCE(CAST(l.region AS BIGINT), 0) AS region,
                        CASE WHEN l.period_begin IS NULL THEN 0 ELSE 1 END AS is_period,
                        COALESCE(l.period_begin, (SELECT MIN(d.local_day) FROM activities_listed_day d WHERE d.activity_id = l.id)) AS first_day,
                        COALESCE(l.period_end, (SELECT MAX(d.local_day) FROM activities_listed_day d WHERE d.activity_id = l.id)) AS last_day
                    FROM activities_listed l WHERE \(sql: condition)
                ) f
            ) n
        ) t
        """
    }

    private static func places(_ names: [String]) -> SQL {
        .trusted(names.enumerated().map { place, name in "WHEN '\(name)' THEN \(place + 1)" }.joined(separator: " "))
    }

    /// A column's day, counted from 1970, in whole numbers that both engines reckon with alike (Richards' rule of the Julian day).
    private static func number(_ column: SQL) -> SQL {
        let year: SQL = "CAST(SUBSTR(\(sql: column), 1, 4) AS BIGINT)"
        let month: SQL = "CAST(SUBSTR(\(sql: column), 6, 2) AS BIGINT)"
        let day: SQL = "CAST(SUBSTR(\(sql: column), 9, 2) AS BIGINT)"
        let back: SQL = "((14 - \(sql: month)) / 12)"
        let years: SQL = "(\(sql: year) + 4800 - \(sql: back))"
        return """
            (\(sql: day) + (153 * (\(sql: month) + 12 * \(sql: back) - 3) + 2) / 5 + 365 * \(sql: years) + \(sql: years) / 4
                - \(sql: years) / 100 + \(sql: years) / 400 - 2472633)
            """
    }
}
