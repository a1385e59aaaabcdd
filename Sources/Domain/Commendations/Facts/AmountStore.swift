import Campaigns
import Kernel
import Storage

/// What units held in a rule's term, read from the records: two or three statements for each source of numbers, whether for one unit or for all.
/// The nation's units together take as long as a recount of the campaign; one unit's page reads that unit's activities alone.
struct AmountReading {
    let term: ClosedRange<Day>
    /// The campaign with all below it.
    let campaign: ID<Campaign>
    let slice: ScoreSource.Slice
    let codes: Set<String>
    /// The unit or the region that is asked for; nil: all.
    let only: Int64?
}

extension Transaction {
    func amounts(_ reading: AmountReading) throws -> AmountTable {
        guard reading.slice == .region else { return try amounts(reading, by: "a.organiser_id") }
        // A unit answers for a province, a prefecture or a county: each is a key of its own.
        var table = AmountTable()
        for column: SQL in ["r.province", "r.prefecture", "r.county"] {
            table.byKey.merge(try amounts(reading, by: "CAST(\(sql: column) AS BIGINT)").byKey) { first, _ in first }
        }
        return table
    }

    private func amounts(_ reading: AmountReading, by key: SQL) throws -> AmountTable {
        var table = AmountTable()
        let held = self.held(reading, by: key)
        try each(
            """
            SELECT h.unit, COUNT(*) AS activities, CAST(SUM(h.sessions) AS BIGINT) AS sessions, CAST(SUM(h.past) AS BIGINT) AS past,
                COUNT(DISTINCT h.venue_id) AS venues, COUNT(DISTINCT h.county) AS counties, COUNT(DISTINCT h.organiser_id) AS organisers
            FROM \(sql: held) GROUP BY h.unit
            """
        ) { row in
            var found = AmountTable.Amounts()
            for name in ["activities", "sessions", "venues", "counties", "organisers"] { found.counted[name] = try row.int64(name) }
            found.past = try row.int64("past")
            table.byKey[try row.int64("unit")] = found
            return true
        }
        if reading.codes.contains("themes") { try readThemes(reading, held, into: &table) }
        let claimed = reading.codes.intersection(ScoredFigures.claimed).sorted()
        if !claimed.isEmpty { try readClaims(reading, claimed, held, into: &table) }
        return table
    }

    /// `… h`: each activity that counts and of which a session in the term has taken place, once, with whose it is. What is still to come gives nothing yet.
    ///
    /// Campaigns may pin different versions of an activity; the smallest value stands for it, as everywhere in figures.
    func held(_ reading: AmountReading, by key: SQL) -> SQL {
        let (first, last, today) = (reading.term.lowerBound.iso, reading.term.upperBound.iso, now.day(in: .china).iso)
        var few: SQL = "1 = 1"
        if let only = reading.only, reading.slice == .own {
            few = "n.activity_id IN (SELECT t.activity_id FROM view_activities_title t WHERE t.organiser_id = \(only))"
        }
        let mine: SQL = if reading.slice == .region, let only = reading.only { "\(sql: key) = \(only)" } else { "\(sql: key) IS NOT NULL" }
        return """
            (SELECT a.activity_id, \(sql: key) AS unit, a.organiser_id, a.venue_id, r.county, COUNT(*) AS sessions,
                SUM(CASE WHEN s.local_day < \(today) THEN 1 ELSE 0 END) AS past
            FROM (SELECT n.activity_id, MIN(n.organiser_id) AS organiser_id, MIN(n.venue_id) AS venue_id, MIN(n.region) AS region
                FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                WHERE x.ancestor_id = \(reading.campaign) AND \(sql: few) GROUP BY n.activity_id) a
                JOIN view_activities_session s ON s.activity_id = a.activity_id AND s.status <> 'cancelled'
                    AND s.local_day >= \(first) AND s.local_day <= \(last) AND s.end_at <= \(now)
                LEFT JOIN view_region r ON r.code = a.region
            WHERE \(sql: mine) GROUP BY a.activity_id, \(sql: key), a.organiser_id, a.venue_id, r.county) h
            """
    }

    private func readThemes(_ reading: AmountReading, _ held: SQL, into table: inout AmountTable) throws {
        try each(
            """
            SELECT q.unit, COUNT(*) AS amount FROM (
                SELECT DISTINCT h.unit, p.campaign_id, p.theme FROM \(sql: held)
                    JOIN view_activities_placed p ON p.activity_id = h.activity_id JOIN view_campaigns_ancestor y ON y.campaign_id = p.campaign_id
                WHERE y.ancestor_id = \(reading.campaign) AND p.theme IS NOT NULL) q GROUP BY q.unit
            """
        ) { row in
            table.byKey[try row.int64("unit")]?.counted["themes"] = try row.int64("amount")
            return true
        }
    }

    /// A claim about the whole activity stands for its sessions of the term; one of a cancelled session counts nowhere.
    private func readClaims(_ reading: AmountReading, _ codes: [String], _ held: SQL, into table: inout AmountTable) throws {
        let (first, last, today) = (reading.term.lowerBound.iso, reading.term.upperBound.iso, now.day(in: .china).iso)
        try each(
            """
            SELECT h.unit, c.indicator, CAST(SUM(c.value) AS BIGINT) AS amount,
                CAST(SUM(CASE WHEN c.session_id = 0 THEN h.past WHEN s.local_day < \(today) THEN 1 ELSE 0 END) AS BIGINT) AS covered
            FROM \(sql: held) JOIN view_participation_counted c ON c.activity_id = h.activity_id
                LEFT JOIN view_activities_session s ON s.activity_id = c.activity_id AND s.session_id = c.session_id
            WHERE c.indicator IN (\(list: codes))
                AND (c.session_id = 0 OR (s.status <> 'cancelled' AND s.local_day >= \(first) AND s.local_day <= \(last) AND s.end_at <= \(now)))
            GROUP BY h.unit, c.indicator
            """
        ) { row in
            let (unit, code) = (try row.int64("unit"), try row.text("indicator"))
            table.byKey[unit]?.claimed[code] = (try row.int64("amount"), try row.int64("covered"))
            return true
        }
    }
}
