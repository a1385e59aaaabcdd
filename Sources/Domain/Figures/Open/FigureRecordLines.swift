import Campaigns
import Kernel
import Storage

/// The lines of an opened figure, of the records themselves: what the roll-ups must say where they are laid out so, and the rest.
extension Transaction {
    /// Three statements: what each activity is, what it adds, and in which campaigns below it is.
    ///
    /// - few: of these activities alone.
    func recordLines(_ opening: FigureOpening, among few: SQL? = nil) throws -> [FigureOpening.Found] {
        var sums = FoundSums(), amounts: [Int64: MethodShares] = [:]
        try each(amountsByDay(opening, among: few)) { row in
            let activity = try row.int64("activity_id")
            let shares = MethodShares(measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated"))
            if opening.term.key == "activities" {
                amounts[activity] = MethodShares(measured: 1)
            } else {
                for method in CountingMethod.allCases { amounts[activity, default: MethodShares()][method] += shares[method] }
            }
            if let day = try row.textOrNil("day") { sums.add(.day, day, shares) }
            return true
        }
        var wanted = opening.question
        wanted.day = nil
        try each(
            """
            SELECT a.activity_id, r.province, r.prefecture, r.county, a.kind, a.mode, a.organiser_id, a.theme, a.block, a.age_min, a.age_max, a.venue_kind, a.line
            FROM \(sql: wanted.sliced(among: few.map(FigureQuestion.among) ?? "")) WHERE \(sql: wanted.conditions())
            """
        ) { row in
            guard let shares = amounts[try row.int64("activity_id")] else { return true }
            for (dimension, key) in try keys(row, opening.question.place) { sums.add(dimension, key, shares) }
            return true
        }
        let below = opening.children.map(\.id.number)
        if !below.isEmpty {
            try each(
                """
                SELECT DISTINCT n.activity_id, x.ancestor_id FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                WHERE x.ancestor_id IN (\(list: below)) \(sql: few.map(FigureQuestion.among) ?? "")
                """
            ) { row in
                if let shares = amounts[try row.int64("activity_id")] { sums.add(.campaign, String(try row.int64("ancestor_id")), shares) }
                return true
            }
        }
        return sums.lines
    }

    private func keys(_ row: Row, _ place: FigureQuestion.Place?) throws -> [(FigureDimension, String)] {
        let lines = CountedActivity.lines(province: try row.textOrNil("province"), prefecture: try row.textOrNil("prefecture"), county: try row.textOrNil("county"))
        let within = if case .within(let code) = place { code } else { "" }
        let group = AudienceGroup(youngest: try row.intOrNil("age_min"), oldest: try row.intOrNil("age_max"))
        // Below a county nothing lies: it is its own line.
        let found = lines.first { $0.within == within } ?? lines.last
        return [
            (.place, found?.line ?? ""), (.line, try row.textOrNil("line") ?? ""), (.block, try row.textOrNil("block") ?? ""), (.theme, try row.textOrNil("theme") ?? ""),
            (.kind, try row.textOrNil("kind") ?? ""), (.venueKind, try row.textOrNil("venue_kind") ?? ""), (.mode, try row.textOrNil("mode") ?? ""),
            (.audience, group.rawValue), (.organiser, String(try row.int64("organiser_id"))),
        ]
    }

    /// What each activity adds, by the local day of its sessions: no day for what is about the whole of it.
    private func amountsByDay(_ opening: FigureOpening, among few: SQL?) -> SQL {
        let question = opening.question
        let plain: SQL = ", CAST(0 AS BIGINT) AS reported, CAST(0 AS BIGINT) AS estimated"
        switch opening.term.key {
        case "activities":
            // Of one without a session there is no day, but it is one.
            let join = question.day == nil ? SQL("LEFT ") + FigureQuestion.sessions : FigureQuestion.sessions
            return """
                SELECT a.activity_id, s.local_day AS day, CAST(1 AS BIGINT) AS measured \(sql: plain) FROM \(sql: question.sliced(among: "")) \(sql: join)
                WHERE \(sql: question.conditions()) GROUP BY a.activity_id, s.local_day
                """
        case "sessions":
            return """
                SELECT a.activity_id, s.local_day AS day, COUNT(*) AS measured \(sql: plain) FROM \(sql: question.sliced(among: "")) \(sql: FigureQuestion.sessions)
                WHERE \(sql: question.conditions()) GROUP BY a.activity_id, s.local_day
                """
        case "booked":
            return """
                SELECT a.activity_id, COALESCE(s.local_day, '') AS day, SUM(b.value) AS measured \(sql: plain)
                FROM \(sql: question.sliced(among: FigureQuestion.among(few ?? FigureQuestion.withBookings))) \(sql: FigureQuestion.booked)
                WHERE \(sql: question.conditions(FigureQuestion.takesPlace)) GROUP BY a.activity_id, COALESCE(s.local_day, '')
                """
        default:
            return """
                SELECT a.activity_id, COALESCE(s.local_day, '') AS day, SUM(CASE WHEN c.method = 'measured' THEN c.value ELSE 0 END) AS measured,
                    SUM(CASE WHEN c.method = 'reported' THEN c.value ELSE 0 END) AS reported, SUM(CASE WHEN c.method = 'estimated' THEN c.value ELSE 0 END) AS estimated
                FROM \(sql: question.sliced(among: FigureQuestion.among(few ?? FigureQuestion.withClaims))) \(sql: FigureQuestion.claims)
                WHERE \(sql: question.conditions(FigureQuestion.takesPlace, "c.indicator = \(opening.term.key)")) GROUP BY a.activity_id, COALESCE(s.local_day, '')
                """
        }
    }
}
