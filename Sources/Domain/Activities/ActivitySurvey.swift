package import Kernel
import Language
import Regions
import Storage

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

/// What one pass over everything that the public sees tells: the counts beside the filters, and the first of the list.
struct ActivitySurvey {
    let facets: ActivityFacets
    let ids: [ID<Activity>]
    /// The answers to further questions about days.
    let shelves: [(ids: [ID<Activity>], total: Int)]
}

/// The first of what is still to come on some days; asked beside a survey, so that one pass answers all.
struct ShelfQuestion {
    let begin: Day
    let end: Day
    /// How many identities are wanted.
    let first: Int
}

extension Transaction {
    /// The counts beside a list's filters and its first activities. What the filter itself says of a field does not count for that field's
    /// own values.
    func survey(_ asked: ActivityFilter, first most: Int, shelves: [ShelfQuestion] = [], regions: RegionTable) throws -> ActivitySurvey {
        let filter = try resolved(asked), sieve = ActivitySieve(filter)
        var counts = SurveyCounts(from: now.day(in: .china), first: most, shelves: shelves)
        var later: [LaterRow] = []
        try pass(filter, .around) { row, rank in
            let misses = sieve.misses(row)
            if row.isLong || filter.places != nil {
                // What misses two things counts nowhere.
                let fixed = misses.subtracting(.days)
                if fixed.rawValue & (fixed.rawValue &- 1) == 0 { later.append(LaterRow(row: row, misses: fixed, rank: rank())) }
            } else {
                counts.add(row, misses, held: row.days(from: counts.today), rank: rank)
                if misses.isEmpty { counts.shelve(row, at: now, rank: rank) }
            }
            return true
        }
        if !later.isEmpty { try add(later, of: filter, to: &counts) }
        return ActivitySurvey(facets: facets(counts, regions), ids: counts.ranks.ids(), shelves: counts.shelves.map { ($0.ranks.ids(), $0.total) })
    }

    /// How many activities fit.
    func countListed(_ asked: ActivityFilter) throws -> Int {
        let filter = try resolved(asked)
        return Int(try number("SELECT COUNT(*) FROM (\(sql: filter.ids(at: now))) n") ?? 0)
    }

    /// Rows whose days do not stand in their numbers, or whose places are asked for.
    private func add(_ rows: [LaterRow], of filter: ActivityFilter, to counts: inout SurveyCounts) throws {
        let search = DaySearch(filter, among: rows.map(\.row.id), at: now)
        // The days are counted of what fits everything else.
        let near = DaySearch(filter, among: rows.filter(\.misses.isEmpty).map(\.row.id), at: now)
        let isAsked = filter.begin != nil || filter.end != nil || filter.places != nil
        let fitting = isAsked ? try search.ids(in: self) : []
        let strip = try near.days(in: self, from: now.day(in: .china), count: ActivityFacets.dayCount)
        for one in rows {
            let misses = isAsked && !fitting.contains(one.row.id) ? one.misses.union(.days) : one.misses
            counts.add(one.row, misses, held: strip[one.row.id] ?? 0) { one.rank }
        }
        for place in counts.shelves.indices {
            let held = try near.ids(in: self, counts.shelves[place].question)
            for one in rows where one.misses.isEmpty && held.contains(one.row.id) { counts.shelves[place].add(one.row, at: now) { one.rank } }
        }
    }

    private func facets(_ counts: SurveyCounts, _ regions: RegionTable) -> ActivityFacets {
        var provinces: [String: Int] = [:]
        for (code, count) in counts.regions {
            if let province = regions.todaysPath(of: String(code)).first { provinces[province.code, default: 0] += count }
        }
        return ActivityFacets(total: counts.total, provinces: provinces, days: counts.days, kinds: counts.kinds, modes: counts.modes)
    }
}

/// A row that waits until the database has told its days.
private struct LaterRow {
    let row: ActivityTally
    let misses: ActivitySieve.Misses
    let rank: ListRank
}
