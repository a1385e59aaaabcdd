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
    func facets(of filter: ActivityFilter) throws -> ActivityFacets {
        var out = ActivityFacets(total: try countListed(filter))
        out.provinces = try provinceCounts(filter.without("region"))
        out.days = try dayCounts(filter.without("begin").without("end"))
        for (name, count) in try counts(of: "v.kind", filter.without("kind")) { if let kind = ActivityKind(rawValue: name) { out.kinds[kind] = count } }
        for (name, count) in try counts(of: "v.mode", filter.without("mode")) { if let mode = AttendanceMode(rawValue: name) { out.modes[mode] = count } }
        return out
    }

    /// The counts of everything that the public sees, for pages of other rooms.
    package func activityFacets() throws -> ActivityFacets { try facets(of: ActivityFilter()) }

    /// How many activities fit.
    func countListed(_ filter: ActivityFilter) throws -> Int {
        Int(try number("SELECT COUNT(*) \(sql: filter.from(at: now))") ?? 0)
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
            FROM (SELECT v.region AS region, COUNT(*) AS count \(sql: filter.from(at: now)) GROUP BY v.region) n
                JOIN view_region r ON r.code = n.region
            WHERE r.province IS NOT NULL GROUP BY r.province
            """
        ) { row in (try row.text("code"), try row.int("count")) }
        return Dictionary(found, uniquingKeysWith: +)
    }

    private func dayCounts(_ filter: ActivityFilter) throws -> [(day: Day, count: Int)] {
        let today = now.day(in: .china)
        return try (0..<ActivityFacets.dayCount).map { step in
            var one = filter
            (one.begin, one.end) = (today.adding(days: step), today.adding(days: step))
            return (today.adding(days: step), try countListed(one))
        }
    }
}
