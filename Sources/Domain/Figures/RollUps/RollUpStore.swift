import Foundation
import Kernel
import Storage

extension Transaction {
    /// Reads what these activities are now and moves the roll-ups by the difference to what they were; gives how many had changed.
    ///
    /// Idempotent: what an activity puts in stands in `figures_contribution`, so that it may be asked as often as anybody likes.
    @discardableResult
    func refreshRollUps(of ids: [Int64]) throws -> Int {
        var changed = 0
        for begin in stride(from: 0, to: ids.count, by: Self.activitiesAtOnce) {
            changed += try refreshSome(Array(ids[begin..<min(begin + Self.activitiesAtOnce, ids.count)]))
        }
        return changed
    }

    private static let activitiesAtOnce = 500
    private static let rowsAtOnce = 80

    private func refreshSome(_ ids: [Int64]) throws -> Int {
        let (now, before) = (try countedActivities(ids), try contributions(ids))
        try refreshSketches(now, before)
        var cells = FigureCells(), gone: [Int64] = [], put: [SQL] = []
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for id in ids where now[id] != before[id] {
            if let old = before[id] { cells.put(id, old, sign: -1) }
            guard let new = now[id], !new.isNothing else {
                gone.append(id)
                continue
            }
            cells.put(id, new, sign: 1)
            put.append("(\(id), \(String(decoding: try encoder.encode(new), as: UTF8.self)))")
        }
        guard !gone.isEmpty || !put.isEmpty else { return 0 }
        try add(cells)
        if !gone.isEmpty { try execute("DELETE FROM figures_contribution WHERE activity_id IN (\(list: gone))") }
        try upsert(put, into: "figures_contribution (activity_id, body)", "(activity_id) DO UPDATE SET body = excluded.body")
        return gone.count + put.count
    }

    /// Activities of which the roll-ups hold something else than their records say, in a word.
    func differingContributions(_ ids: [Int64]) throws -> [(Int64, String)] {
        guard !ids.isEmpty else { return [] }
        let (now, before) = (try countedActivities(ids), try contributions(ids))
        return ids.filter { now[$0] != before[$0] }.map { ($0, "\(before[$0]?.claimed.count ?? 0) → \(now[$0]?.claimed.count ?? 0)") }
    }

    private func contributions(_ ids: [Int64]) throws -> [Int64: CountedActivity] {
        let decoder = JSONDecoder()
        var out: [Int64: CountedActivity] = [:]
        try each("SELECT activity_id, body FROM figures_contribution WHERE activity_id IN (\(list: ids))") { row in
            out[try row.int64("activity_id")] = try decoder.decode(CountedActivity.self, from: Data(try row.text("body").utf8))
            return true
        }
        return out
    }

    private func add(_ cells: FigureCells) throws {
        try upsert(
            cells.counts.filter { !$0.value.isZero }.map { cell, sum in "(\(sql: values(cell)), \(sum.activities), \(sum.sessions), \(sum.booked))" },
            into: "figures_count (campaign_id, grain, within, line, key, activities, sessions, booked)",
            """
            (campaign_id, grain, within, line, key) DO UPDATE SET activities = figures_count.activities + excluded.activities,
                sessions = figures_count.sessions + excluded.sessions, booked = figures_count.booked + excluded.booked
            """)
        try upsert(
            cells.claims.filter { !$0.value.isZero }.map { cell, sum in
                "(\(sql: values(cell.cell)), \(cell.indicator), \(sum.shares.measured), \(sum.shares.reported), \(sum.shares.estimated), \(sum.claims))"
            },
            into: "figures_sum (campaign_id, grain, within, line, key, indicator, measured, reported, estimated, claims)",
            """
            (campaign_id, grain, within, line, key, indicator) DO UPDATE SET measured = figures_sum.measured + excluded.measured,
                reported = figures_sum.reported + excluded.reported, estimated = figures_sum.estimated + excluded.estimated,
                claims = figures_sum.claims + excluded.claims
            """)
        try upsert(
            cells.best.filter { $0.value != 0 }.map { cell, visits in "(\(cell.campaign), \(cell.activity), \(cell.place), \(cell.day), \(visits))" },
            into: "figures_best (campaign_id, activity_id, place, day, visits)",
            "(campaign_id, activity_id, place, day) DO UPDATE SET visits = figures_best.visits + excluded.visits")
        try addVenues(cells.venues.filter { $0.value != 0 })
    }

    private func values(_ cell: FigureCell) -> SQL { "\(cell.campaign), \(cell.grain.rawValue), \(cell.line.within), \(cell.line.line), \(cell.key)" }

    /// A venue counts while one activity is left at it, and once more for each campaign below that has one.
    private func addVenues(_ cells: [FigureVenueCell: Int64]) throws {
        struct Place: Hashable {
            let campaign: Int64
            let line: CountedActivity.Line
            let kind: String
        }
        guard !cells.isEmpty else { return }
        var known = try venueActivities(cells.keys), sums: [Place: (venues: Int64, times: Int64)] = [:]
        for (cell, amount) in cells {
            let before = known[cell.seat] ?? [:]
            var after = before
            after[cell.direct, default: 0] += amount
            if after[cell.direct] == 0 { after[cell.direct] = nil }
            known[cell.seat] = after
            let venues = Int64(after.isEmpty ? 0 : 1) - Int64(before.isEmpty ? 0 : 1), times = Int64(after.count - before.count)
            for line in cell.lines {
                let place = Place(campaign: cell.campaign, line: line, kind: cell.kind), sum = sums[place] ?? (0, 0)
                sums[place] = (sum.venues + venues, sum.times + times)
            }
        }
        try upsert(
            cells.map { cell, amount in "(\(cell.campaign), \(cell.venue), \(cell.kind), \(cell.place), \(cell.direct), \(amount))" },
            into: "figures_venue (campaign_id, venue_id, kind, place, direct_id, activities)",
            "(campaign_id, venue_id, kind, place, direct_id) DO UPDATE SET activities = figures_venue.activities + excluded.activities")
        try upsert(
            sums.filter { $0.value != (0, 0) }.map { place, sum in "(\(place.campaign), \(place.line.within), \(place.line.line), \(place.kind), \(sum.venues), \(sum.times))" },
            into: "figures_venue_count (campaign_id, within, line, kind, venues, times)",
            """
            (campaign_id, within, line, kind) DO UPDATE SET venues = figures_venue_count.venues + excluded.venues,
                times = figures_venue_count.times + excluded.times
            """)
    }

    /// How many activities there are at those venues, by campaign below.
    private func venueActivities(_ cells: some Collection<FigureVenueCell>) throws -> [FigureVenueCell.Seat: [Int64: Int64]] {
        var known: [FigureVenueCell.Seat: [Int64: Int64]] = [:]
        for (campaign, some) in Dictionary(grouping: cells, by: \.campaign) {
            let venues = Array(Set(some.map(\.venue))).sorted()
            for begin in stride(from: 0, to: venues.count, by: Self.activitiesAtOnce) {
                let few = Array(venues[begin..<min(begin + Self.activitiesAtOnce, venues.count)])
                try each("SELECT * FROM figures_venue WHERE campaign_id = \(campaign) AND venue_id IN (\(list: few)) AND activities > 0") { row in
                    let seat = FigureVenueCell.Seat(campaign: campaign, venue: try row.int64("venue_id"), kind: try row.text("kind"), place: try row.text("place"))
                    known[seat, default: [:]][try row.int64("direct_id")] = try row.int64("activities")
                    return true
                }
            }
        }
        return known
    }

    private func upsert(_ rows: [SQL], into table: SQL, _ conflict: SQL) throws {
        for some in rows.inStatements(of: Self.rowsAtOnce) { try execute("INSERT INTO \(sql: table) VALUES \(sql: some.joined(", ")) ON CONFLICT \(sql: conflict)") }
    }
}

extension FigureVenueCell {
    /// A venue as one of its kind at its place.
    struct Seat: Hashable {
        let campaign: Int64
        let venue: Int64
        let kind: String
        let place: String
    }
    var place: String { lines.last?.line ?? "" }
    var seat: Seat { Seat(campaign: campaign, venue: venue, kind: kind, place: place) }
}
