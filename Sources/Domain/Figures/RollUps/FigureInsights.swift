package import Campaigns
package import Kernel
package import Storage

/// The other questions that must be answered at once (counting.md §4), each from the roll-ups alone.
extension Transaction {
    /// Visits of a campaign by reporting line; the empty key for units without one.
    package func linesByReporting(_ campaign: ID<Campaign>) throws -> [FigureLine] {
        try rolledUpKeys(FigureCell(campaign: campaign.number, grain: .reportingLine, line: .everywhere, key: ""), grain: .reportingLine)
    }

    /// The course of one theme at one place, by day.
    package func linesByDay(_ campaign: ID<Campaign>, place: FigureQuestion.Place?, theme: String) throws -> [FigureLine] {
        guard let line = try cell(of: FigureQuestion(campaign, place: place))?.line else { return [] }
        let cell = FigureCell(campaign: campaign.number, grain: .themeDay, line: line, key: theme)
        // A blank ends the theme, and the sign after the blank is the first that is none of its days.
        return try rolledUpKeys(cell, from: theme + " ", to: theme + "!").map { found in
            var one = FigureLine(key: String(found.key.dropFirst(theme.count + 1)))
            (one.activities, one.sessions, one.booked, one.indicators) = (found.activities, found.sessions, found.booked, found.indicators)
            return one
        }
    }

    /// Activities and sessions at a place, by theme, audience and mode.
    package func offers(_ campaign: ID<Campaign>, place: FigureQuestion.Place?) throws -> [OfferLine] {
        guard let cell = try cell(of: FigureQuestion(campaign, place: place)) else { return [] }
        return try rolledUpKeys(cell, grain: .offer).compactMap { line in
            let parts = line.key.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, line.activities > 0 else { return nil }
            return OfferLine(theme: parts[0], audience: AudienceGroup(rawValue: parts[1]) ?? .everybody, mode: parts[2], activities: line.activities, sessions: line.sessions)
        }
    }

    /// The activities with most visits at a place of the lowest level on one day, the largest first.
    package func mostVisited(_ campaign: ID<Campaign>, county: String, day: String, limit: Int) throws -> [(activity: Int64, visits: Int64)] {
        try rows(
            """
            SELECT b.activity_id, b.visits FROM figures_best b
            WHERE b.campaign_id = \(campaign) AND b.place = \(county) AND b.day = \(day) AND b.visits > 0 ORDER BY b.visits DESC, b.activity_id DESC LIMIT \(limit)
            """) { (try $0.int64("activity_id"), try $0.int64("visits")) }
    }

    /// Visits of a day by prefecture, or by what stands directly below a province.
    package func visitsByPrefecture(_ campaign: ID<Campaign>, day: String) throws -> [String: MethodShares] {
        var out: [String: MethodShares] = [:]
        try each(
            """
            SELECT s.line, s.measured, s.reported, s.estimated FROM figures_sum s
            WHERE s.campaign_id = \(campaign) AND s.grain = \(FigureGrain.day.rawValue)
                AND s.within IN (SELECT r.code FROM view_region r WHERE r.level = 'province') AND s.key = \(day) AND s.indicator = 'visits' AND s.claims > 0
            """
        ) { row in
            out[try row.text("line")] = MethodShares(
                measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated"))
            return true
        }
        return out
    }

    /// Today's counties in which nothing of the campaign takes place, by their codes.
    package func countiesWithout(_ campaign: ID<Campaign>) throws -> [String] {
        try rows(
            """
            SELECT r.code FROM view_region r WHERE r.level = 'county' AND r.code = r.current AND NOT EXISTS (
                SELECT 1 FROM figures_count c WHERE c.campaign_id = \(campaign) AND c.grain = \(FigureGrain.place.rawValue)
                    AND c.within = COALESCE(r.prefecture, r.province) AND c.line = r.code AND c.key = '' AND c.activities > 0)
            ORDER BY r.code
            """) { try $0.text("code") }
    }

    /// How much of each organiser's visits rests on estimates, the largest share first, and of equal ones the larger number.
    package func restingOnEstimates(_ campaign: ID<Campaign>, limit: Int) throws -> [(organiser: Int64, shares: MethodShares)] {
        try rows(
            """
            SELECT s.key, s.measured, s.reported, s.estimated FROM figures_sum s
            WHERE s.campaign_id = \(campaign) AND \(sql: FiguresSchema.estimated) ORDER BY \(sql: FiguresSchema.estimatedShare) DESC, s.estimated DESC LIMIT \(limit)
            """
        ) { row in
            let shares = MethodShares(measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated"))
            return (Int64(try row.text("key")) ?? 0, shares)
        }
    }
}

/// Activities and sessions of one theme for one audience in one mode.
package struct OfferLine: Sendable, Hashable {
    /// The theme's key in its campaign; empty where none is stated.
    package let theme: String
    package let audience: AudienceGroup
    /// The raw text of an activity's mode.
    package let mode: String
    package let activities: Int64
    package let sessions: Int64
}
