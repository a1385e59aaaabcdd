package import Kernel
import Language
package import Storage

/// How many activities each value of a filter would give, the other filters left as they are.
package struct ActivityFacets: Sendable {
    /// How many fit the filter itself.
    package var total = 0
    /// By today's code of the province; those whose region is not known stand under none.
    package var provinces: [String: Int] = [:]
    /// The next fourteen days from today on, each with the activities that have a session on it.
    package var days: [(day: Day, count: Int)] = []
    package var kinds: [ActivityKind: Int] = [:]
    package var modes: [AttendanceMode: Int] = [:]

    /// How many days are told.
    static let dayCount = 14
}

extension Transaction {
    /// The counts beside a list's filters; `asked.codes` and `asked.spot` are worked out here. What the filter itself says of a field does
    /// not count for that field's own values.
    func facets(of asked: ActivityFilter) throws -> ActivityFacets {
        let filter = try resolved(asked)
        let base = try tallied(filter)
        func without(_ names: String...) throws -> TallyCount {
            guard names.contains(where: filter.given.contains) else { return base }
            return try tallied(names.reduce(filter) { $0.without($1) })
        }
        var out = ActivityFacets(total: base.total)
        out.provinces = try provinces(of: without("region").regions)
        out.kinds = try without("kind").kinds
        out.modes = try without("mode").modes
        out.days = try filter.places == nil ? without("begin", "end").days : daysWithPlaces(filter)
        return out
    }

    /// The counts of everything that the public sees, for pages of other rooms.
    package func activityFacets() throws -> ActivityFacets { try facets(of: ActivityFilter()) }

    /// How many activities fit.
    func countListed(_ asked: ActivityFilter, _ strength: TextQuery.Strength = .any) throws -> Int {
        let filter = try resolved(asked)
        return Int(try number("SELECT COUNT(*) FROM (\(sql: filter.ids(at: now, strength))) n") ?? 0)
    }

    private func tallied(_ filter: ActivityFilter) throws -> TallyCount {
        var count = TallyCount(from: now.day(in: .china))
        let fitting: SQL = filter.isOpen ? "" : "WHERE t.id IN (\(sql: filter.ids(at: now)))"
        try stream("SELECT t.marks, t.days FROM activities_tally t \(sql: fitting)") { row in
            // By their places: half a million rows need not look up two names each.
            if case .integer(let marks) = row.values[0] {
                let days: Int64? = if case .integer(let days) = row.values[1] { days } else { nil }
                count.add(ActivityTally(marks: marks, days: days))
            }
            return true
        }
        if count.hasLong { try addLong(filter, to: &count) }
        return count
    }

    /// The days of what is held longer than a tally tells.
    private func addLong(_ filter: ActivityFilter, to count: inout TallyCount) throws {
        guard let first = count.days.first?.day, let last = count.days.last?.day else { return }
        let fitting: SQL = filter.isOpen ? "" : "AND t.id IN (\(sql: filter.ids(at: now)))"
        let long: SQL = "SELECT t.id FROM activities_tally t WHERE \(sql: ActivityTally.isLong) \(sql: fitting)"
        try each(
            """
            SELECT d.local_day, COUNT(*) AS count FROM activities_listed_day d
            WHERE d.local_day >= \(first) AND d.local_day <= \(last) AND d.activity_id IN (\(sql: long)) GROUP BY d.local_day
            """
        ) { row in
            count.add(try row.int("count"), from: try row.day("local_day"), to: try row.day("local_day"))
            return true
        }
        try each(
            """
            SELECT listed.period_begin, listed.period_end, COUNT(*) AS count FROM activities_listed listed
            WHERE listed.period_begin IS NOT NULL AND listed.period_begin <= \(last) AND listed.period_end >= \(first)
                AND listed.id IN (\(sql: long))
            GROUP BY listed.period_begin, listed.period_end
            """
        ) { row in
            count.add(try row.int("count"), from: try row.day("period_begin"), to: try row.day("period_end"))
            return true
        }
    }

    /// One and the same session must be on the day and have the places: each day is a question of its own.
    private func daysWithPlaces(_ filter: ActivityFilter) throws -> [(day: Day, count: Int)] {
        let today = now.day(in: .china)
        return try (0..<ActivityFacets.dayCount).map { number in
            var one = filter
            one.begin = today.adding(days: number)
            one.end = one.begin
            return (today.adding(days: number), try countListed(one))
        }
    }

    /// By today's code of the province.
    private func provinces(of counts: [Int64: Int]) throws -> [String: Int] {
        var out: [String: Int] = [:]
        guard !counts.isEmpty else { return out }
        try each("SELECT r.code, r.province FROM view_region r WHERE r.province IS NOT NULL") { row in
            guard let code = Int64(try row.text("code")), let count = counts[code] else { return true }
            out[try row.text("province"), default: 0] += count
            return true
        }
        return out
    }
}

/// Counts in the making: of what a list holds, by each value.
private struct TallyCount {
    private(set) var total = 0
    /// By the number of the region's code.
    private(set) var regions: [Int64: Int] = [:]
    private(set) var days: [(day: Day, count: Int)]
    private(set) var hasLong = false
    private var kindCounts = [Int](repeating: 0, count: 64)
    private var modeCounts = [Int](repeating: 0, count: 4)
    private let today: Int
    private static let window: UInt64 = (1 << ActivityFacets.dayCount) - 1

    init(from today: Day) {
        self.today = today.daysSince1970
        days = (0..<ActivityFacets.dayCount).map { (today.adding(days: $0), 0) }
    }

    mutating func add(_ one: ActivityTally) {
        total += 1
        if one.region != 0 { regions[one.region, default: 0] += 1 }
        kindCounts[one.kindNumber] += 1
        modeCounts[one.modeNumber] += 1
        if one.isLong { hasLong = true }
        var held = one.days(from: today) & Self.window
        while held != 0 {
            days[held.trailingZeroBitCount].count += 1
            held &= held - 1
        }
    }

    mutating func add(_ count: Int, from begin: Day, to end: Day) {
        for place in days.indices where begin <= days[place].day && days[place].day <= end { days[place].count += count }
    }

    var kinds: [ActivityKind: Int] { Self.named(ActivityTally.kinds, kindCounts) }
    var modes: [AttendanceMode: Int] { Self.named(ActivityTally.modes, modeCounts) }

    private static func named<T: Hashable>(_ values: [T], _ counts: [Int]) -> [T: Int] {
        let pairs = values.enumerated().map { ($1, counts[$0 + 1]) }
        return Dictionary(pairs.filter { $0.1 > 0 }, uniquingKeysWith: +)
    }
}
