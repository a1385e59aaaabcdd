import Kernel
import Storage

/// What lists are counted and ranked by: four numbers for each activity that the public sees, so that to go through half a million of them
/// reads little.
///
/// `marks`, from the lowest bit on: the kind (6 bits), the mode (2), whether it is long (1), the region's code (20), the access needs (4), free
/// or not (2; 0 for unknown), the youngest (8) and the oldest age (8; 255 where none is given), whether it is cancelled (1).
/// `days`: the first day, counted from 1970, in the lowest sixteen bits; above them one bit for each of the 47 days from it on; 0 where it has
/// none. What is held on later days is long, and its days stand in `activities_listed_day`, or in the period of `activities_listed`.
/// `first_at`, `last_at`: in microseconds; 0 where it has no days.
struct ActivityTally {
    let id: Int64
    let marks: Int64
    let days: Int64
    let firstAt: Int64
    let lastAt: Int64

    init(id: Int64 = 0, marks: Int64, days: Int64, firstAt: Int64 = 0, lastAt: Int64 = 0) {
        (self.id, self.marks, self.days, self.firstAt, self.lastAt) = (id, marks, days, firstAt, lastAt)
    }

    /// From the first columns of a row that was asked for `t.id, t.marks, t.days, t.first_at, t.last_at`.
    init(_ row: NumberRow) { self.init(id: row[0], marks: row[1], days: row[2], firstAt: row[3], lastAt: row[4]) }

    private static let span: Int64 = 47
    private static let longMark: Int64 = 1 << 8
    private static let regionPlace = 9, accessPlace = 29, freePlace = 33, youngestPlace = 35, oldestPlace = 43, cancelledPlace = 51

    /// The numbers of `marks` are places in these lists: a new kind comes last. Migrations have their own list (`ListedSchema.firstKinds`).
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
    var region: Int64 { (marks >> Self.regionPlace) & 0xFFFFF }
    var isCancelled: Bool { marks & Self.cancelledMark != 0 }

    /// The days on which it is held, one bit for each day from `first` on, which is counted from 1970; for what is not long.
    func days(from first: Int) -> UInt64 {
        let bits = UInt64(days) >> 16
        let later = Int(days & 0xFFFF) - first
        // Swift's smart shifts give 0 where nothing is left.
        return later >= 0 ? bits << later : bits >> -later
    }

    /// Whether it is held on one of these days, counted from 1970; for what is not long.
    func isHeld(_ asked: ClosedRange<Int>) -> Bool {
        let own = Int(days & 0xFFFF)
        let (low, high) = (max(asked.lowerBound - own, 0), min(asked.upperBound - own, Int(Self.span) - 1))
        guard days != 0, low <= high else { return false }
        return (UInt64(days) >> 16) & ((1 << (high + 1)) - (1 << low)) != 0
    }

    /// What holds of `t`, a row of the table, that is long.
    static let isLong: SQL = "(t.marks & \(sql: .trusted(String(longMark)))) <> 0"
    private static let cancelledMark: Int64 = 1 << cancelledPlace
    /// What holds of a row that is on or to come, and not cancelled.
    static func isComing(at now: Instant) -> SQL { "(t.marks & \(sql: .trusted(String(cancelledMark)))) = 0 AND t.last_at >= \(now)" }
    static let isFree: SQL = "(t.marks & \(sql: .trusted(String(3 << freePlace)))) = \(sql: .trusted(String(1 << freePlace)))"

    static func has(_ kind: ActivityKind) -> SQL { "(t.marks & 63) = \(Int64(number(of: kind)))" }
    /// Or of one that is held both ways.
    static func has(_ mode: AttendanceMode) -> SQL { "((t.marks >> 6) & 3) IN (\(Int64(number(of: mode))), \(Int64(number(of: .both))))" }

    static func number(of kind: ActivityKind) -> Int { (kinds.firstIndex(of: kind) ?? -1) + 1 }
    static func number(of mode: AttendanceMode) -> Int { (modes.firstIndex(of: mode) ?? -1) + 1 }

    /// What holds of a row that meets all these needs, the sum of `AccessNeed.bit`.
    static func meets(_ needs: Int64) -> SQL {
        let mask: SQL = .trusted(String(needs << accessPlace))
        return "(t.marks & \(sql: mask)) = \(sql: mask)"
    }

    /// What holds of a row that is for somebody of that age, or says nothing about ages.
    static func isFor(age: Int) -> SQL {
        let place: (Int) -> SQL = { "((t.marks >> \(sql: .trusted(String($0)))) & 255)" }
        return "\(sql: place(youngestPlace)) <= \(age) AND \(sql: place(oldestPlace)) >= \(age)"
    }

    static let columns: SQL = "id, marks, days, first_at, last_at"

    /// The tally of the rows of `activities_listed` that fit a condition on `l`.
    static func rows(where condition: SQL = "1 = 1", kinds: [String] = kinds.map(\.rawValue)) -> SQL {
        """
        SELECT l.id, o.marks + l.access * \(sql: .trusted(String(1 << accessPlace)))
            + CASE l.is_free WHEN 1 THEN 1 WHEN 0 THEN 2 ELSE 0 END * \(sql: .trusted(String(1 << freePlace)))
            + COALESCE(l.age_min, 0) * \(sql: .trusted(String(1 << youngestPlace))) + COALESCE(l.age_max, 255) * \(sql: .trusted(String(1 << oldestPlace)))
            + CASE l.status WHEN 'cancelled' THEN 1 ELSE 0 END * \(sql: .trusted(String(1 << cancelledPlace))), COALESCE(o.days, 0),
            COALESCE(l.first_at, 0), COALESCE(l.last_at, 0)
        FROM (\(sql: days(where: condition, named: true, kinds: kinds))) o JOIN activities_listed l ON l.id = o.id
        """
    }

    /// Its first form: `marks` up to the region, and `days`.
    static func days(where condition: SQL = "1 = 1", named: Bool = false, kinds: [String] = kinds.map(\.rawValue)) -> SQL {
        """
        SELECT t.id, t.kind + 64 * t.mode + \(sql: .trusted(String(longMark))) * t.is_long + 512 * t.region\(sql: named ? " AS marks" : ""),
            CASE WHEN t.is_long = 0 THEN t.first_number + 65536 * CASE
                WHEN t.is_period = 1 THEN (CAST(1 AS BIGINT) << CAST(t.last_number - t.first_number + 1 AS INTEGER)) - 1
                ELSE CAST((
                    SELECT SUM(CAST(1 AS BIGINT) << CAST(\(sql: number("d.local_day")) - t.first_number AS INTEGER))
                    FROM activities_listed_day d WHERE d.activity_id = t.id) AS BIGINT) END END\(sql: named ? " AS days" : "")
        FROM (
            SELECT n.*, CASE WHEN n.last_number - n.first_number >= \(sql: .trusted(String(span))) THEN 1 ELSE 0 END AS is_long
            FROM (
                SELECT f.id, f.kind, f.mode, f.region, f.is_period, \(sql: number("f.first_day")) AS first_number,
                    \(sql: number("f.last_day")) AS last_number
                FROM (
                    SELECT l.id, CASE l.kind \(sql: places(kinds)) ELSE 0 END AS kind,
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
    static func number(_ column: SQL) -> SQL {
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
