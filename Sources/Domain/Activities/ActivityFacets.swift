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
    /// The counts beside a list's filters.
    func facets(of asked: ActivityFilter) throws -> ActivityFacets {
        let filter = try resolved(asked)
        var out = ActivityFacets(total: try countListed(filter))
        out.provinces = try provinceCounts(filter.without("region"))
        out.days = try dayCounts(filter.without("begin").without("end"))
        for (name, count) in try counts(of: "listed.kind", filter.without("kind")) {
            if let kind = ActivityKind(rawValue: name) { out.kinds[kind] = count }
        }
        for (name, count) in try counts(of: "listed.mode", filter.without("mode")) {
            if let mode = AttendanceMode(rawValue: name) { out.modes[mode] = count }
        }
        return out
    }

    /// The counts of everything that the public sees, for pages of other rooms.
    package func activityFacets() throws -> ActivityFacets { try facets(of: ActivityFilter()) }

    /// How many activities fit.
    func countListed(_ asked: ActivityFilter, _ strength: TextQuery.Strength = .any) throws -> Int {
        let filter = try resolved(asked)
        if filter.isWordsOnly, let query = filter.query(strength) {
            return Int(try number("SELECT COUNT(*) FROM (\(sql: ListedSchema.words.ids(query))) n") ?? 0)
        }
        return Int(try number("SELECT COUNT(*) \(sql: filter.from(at: now, strength))") ?? 0)
    }

    private func counts(of column: SQL, _ filter: ActivityFilter) throws -> [(name: String, count: Int)] {
        try rows("SELECT \(sql: column) AS name, COUNT(*) AS count \(sql: filter.from(at: now)) GROUP BY \(sql: column)") { row in
            (try row.text("name"), try row.int("count"))
        }
    }

    private func provinceCounts(_ filter: ActivityFilter) throws -> [String: Int] {
        let found = try rows(
            """
            SELECT r.province AS code, SUM(n.count) AS count
            FROM (SELECT listed.region AS region, COUNT(*) AS count \(sql: filter.from(at: now)) GROUP BY listed.region) n
                JOIN view_region r ON r.code = n.region
            WHERE r.province IS NOT NULL GROUP BY r.province
            """
        ) { row in (try row.text("code"), try row.int("count")) }
        return Dictionary(found, uniquingKeysWith: +)
    }

    private func dayCounts(_ filter: ActivityFilter) throws -> [(day: Day, count: Int)] {
        let today = now.day(in: .china)
        let days = (0..<ActivityFacets.dayCount).map { today.adding(days: $0) }
        guard filter.places == nil, let last = days.last else {
            return try days.map { day in
                var one = filter
                (one.begin, one.end) = (day, day)
                return (day, try countListed(one))
            }
        }
        let listed: SQL = filter.isOpen ? "" : "AND d.activity_id IN (SELECT listed.id \(sql: filter.from(at: now)))"
        var counts = Dictionary(
            try rows(
                """
                SELECT d.local_day, COUNT(*) AS count FROM activities_listed_day d
                WHERE d.local_day >= \(today) AND d.local_day <= \(last) \(sql: listed) GROUP BY d.local_day
                """
            ) { row in (try row.day("local_day"), try row.int("count")) }, uniquingKeysWith: +)
        try each(
            """
            SELECT listed.period_begin, listed.period_end, COUNT(*) AS count \(sql: filter.from(at: now))
                AND listed.period_begin IS NOT NULL AND listed.period_begin <= \(last) AND listed.period_end >= \(today)
            GROUP BY listed.period_begin, listed.period_end
            """
        ) { row in
            let begin = try row.day("period_begin"), end = try row.day("period_end"), count = try row.int("count")
            for day in days where begin <= day && day <= end { counts[day, default: 0] += count }
            return true
        }
        return days.map { ($0, counts[$0] ?? 0) }
    }
}
