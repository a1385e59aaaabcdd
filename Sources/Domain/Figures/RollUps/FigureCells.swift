import Participation
import Rooms

/// Sums by cell: what some activities put into the roll-ups, or what has to be added to them.
struct FigureCells {
    private(set) var counts: [FigureCell: CellCounts] = [:]
    private(set) var claims: [FigureClaimCell: CellClaims] = [:]
    /// How many activities a campaign has at a venue.
    private(set) var venues: [FigureVenueCell: Int64] = [:]
    private(set) var best: [FigureBestCell: Int64] = [:]

    /// Adds an activity, or takes it out again.
    mutating func put(_ activity: Int64, _ counted: CountedActivity, sign: Int64) {
        let booked = counted.booked.values.reduce(0, +)
        for standing in counted.standings {
            let whole = CellCounts(activities: sign, sessions: sign * standing.sessions, booked: sign * booked)
            for line in standing.lines {
                for (grain, key) in Self.keys(of: standing) { put(whole, FigureCell(campaign: standing.campaign, grain: grain, line: line, key: key)) }
                putDays(counted, standing, line, sign)
            }
            for (grain, key) in Self.keysEverywhere(of: standing) { put(whole, FigureCell(campaign: standing.campaign, grain: grain, line: .everywhere, key: key)) }
            putClaims(counted, standing, sign)
            for one in standing.venues {
                venues[FigureVenueCell(campaign: standing.campaign, venue: one.venue, direct: one.direct, kind: one.kind, lines: one.lines), default: 0] += sign
            }
            for one in counted.claimed where one.indicator == Indicators.visits.key {
                let place = standing.lines.last?.line ?? ""
                best[FigureBestCell(campaign: standing.campaign, activity: activity, place: place, day: one.day), default: 0] += sign * one.value
            }
        }
    }

    private static func keys(of standing: CountedActivity.Standing) -> [(FigureGrain, String)] {
        [
            (.place, ""), (.kind, standing.kind), (.offer, "\(standing.theme) \(standing.audience) \(standing.mode)"),
        ]
    }

    private static func keysEverywhere(of standing: CountedActivity.Standing) -> [(FigureGrain, String)] {
        [
            (.block, standing.block), (.organiser, String(standing.organiser)), (.reportingLine, standing.reports),
            // Where campaigns pin different versions, the smallest kind stands for the activity.
            (.venueKind, standing.venues.map(\.kind).min() ?? ""),
        ]
    }

    private mutating func putDays(_ counted: CountedActivity, _ standing: CountedActivity.Standing, _ line: CountedActivity.Line, _ sign: Int64) {
        for day in Set(counted.days.keys).union(counted.booked.keys) {
            let sessions = counted.days[day] ?? 0
            let some = CellCounts(activities: sessions > 0 ? sign : 0, sessions: sign * sessions, booked: sign * (counted.booked[day] ?? 0))
            put(some, FigureCell(campaign: standing.campaign, grain: .day, line: line, key: day))
            put(some, FigureCell(campaign: standing.campaign, grain: .themeDay, line: line, key: "\(standing.theme) \(day)"))
        }
    }

    private mutating func putClaims(_ counted: CountedActivity, _ standing: CountedActivity.Standing, _ sign: Int64) {
        for one in counted.claimed {
            guard let method = CountingMethod(rawValue: one.method) else { continue }
            var sum = CellClaims()
            sum.shares[method] = sign * one.value
            sum.claims = sign * one.claims
            for line in standing.lines {
                for (grain, key) in Self.keys(of: standing) + [(.day, one.day), (.themeDay, "\(standing.theme) \(one.day)")] {
                    put(sum, one.indicator, FigureCell(campaign: standing.campaign, grain: grain, line: line, key: key))
                }
            }
            for (grain, key) in Self.keysEverywhere(of: standing) {
                put(sum, one.indicator, FigureCell(campaign: standing.campaign, grain: grain, line: .everywhere, key: key))
            }
        }
    }

    private mutating func put(_ sum: CellCounts, _ cell: FigureCell) { counts[cell, default: CellCounts()] += sum }

    private mutating func put(_ sum: CellClaims, _ indicator: String, _ cell: FigureCell) {
        claims[FigureClaimCell(cell: cell, indicator: indicator), default: CellClaims()] += sum
    }
}
