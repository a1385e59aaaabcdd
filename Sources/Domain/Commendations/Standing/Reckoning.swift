import Activities
import Kernel
import Language
import Participation
import Regions
import Storage
import Venues

/// Everybody's score is worked out together: for the ranking now and then, and once at the deadline, when its numbers are taken for good.
extension Transaction {
    /// Everybody's score at this moment: for a reading transaction, because at the nation's size it takes some seconds.
    func scores(in one: Commendation) throws -> [(unit: Int64, score: UnitScore)] {
        let (known, stated) = (try knownAmounts(one), try materials(of: one))
        return try candidates(one, known, stated: Set(stated.keys)).map { unit in
            let amounts = known.amounts(of: unit, under: one.rule).merging((stated[unit.id] ?? [:]).mapValues(\.amount)) { first, _ in first }
            return (unit.id, UnitScore(amounts, under: one.rule))
        }
    }

    /// Keeps the ranking. From the deadline on the numbers stand, and nothing is worked out anew.
    func keep(_ scores: [(unit: Int64, score: UnitScore)], of one: Commendation) throws {
        guard try requireCommendation(one.key).takenAt == nil else { return }
        try execute("DELETE FROM commendations_standing WHERE rule_id = \(one.id)")
        for begin in stride(from: 0, to: scores.count, by: 100) {
            let some = scores[begin..<min(begin + 100, scores.count)].map { row($0.score, of: $0.unit, in: one) }.joined(", ")
            try execute("INSERT INTO commendations_standing (rule_id, organisation_id, rank_key, total, open, lines) VALUES \(sql: some)")
        }
        try execute("UPDATE commendations_rule SET reckoned_at = \(now) WHERE id = \(one.id)")
    }

    /// At the deadline: what counts then is taken for good. Changes of claims that are under way are waited for, so that each is either in the
    /// numbers or listed as a correction.
    func takeNumbers(_ one: Commendation) throws {
        guard one.takenAt == nil, one.rule.places != nil, let closesAt = one.closesAt, now >= closesAt else { return }
        try lock("commendations.\(one.key)")
        guard try requireCommendation(one.key).takenAt == nil else { return }
        try holdCountedActivities()
        try holdCountedClaims()
        let seq = try number("SELECT MAX(h.seq) FROM view_participation_change h") ?? 0
        try keep(try scores(in: one), of: one)
        try execute("UPDATE commendations_rule SET taken_at = \(now), taken_seq = \(seq) WHERE id = \(one.id)")
        try record(LedgerEntry("commendations.taken", "commendation", one.id, by: 0, visibility: .public))
    }

    /// What was judged is put into the unit's score.
    func reckonMaterials(of unit: ID<Organisation>, in one: Commendation) throws {
        guard let kept = try standing(of: unit.number, in: one) else { return }
        let score = kept.with(try materials(of: one, unit: unit.number)[unit.number] ?? [:], under: one.rule)
        try execute(
            """
            UPDATE commendations_standing SET rank_key = \(ScoreOrder.key(score, of: unit.number, in: one.key, under: one.rule)), total = \(score.total), open = \(score.open),
                lines = \(score.json)
            WHERE rule_id = \(one.id) AND organisation_id = \(unit)
            """)
    }

    /// Rules whose deadline is over and whose numbers have not been taken.
    func commendationsDue() throws -> [Commendation] { try commendations(where: "r.taken_at IS NULL AND r.closes_at <= \(now)").filter { $0.rule.places != nil } }

    /// Rules that are being scored and whose ranking is older than that.
    func commendationsToReckon(before: Instant) throws -> [Commendation] {
        let today = now
        return try commendations(where: "r.taken_at IS NULL AND r.closes_at > \(today) AND (r.reckoned_at IS NULL OR r.reckoned_at <= \(before))")
            .filter { $0.phase(at: today) == .counting }
    }

    private func row(_ score: UnitScore, of unit: Int64, in one: Commendation) -> SQL {
        "(\(one.id), \(unit), \(ScoreOrder.key(score, of: unit, in: one.key, under: one.rule)), \(score.total), \(score.open), \(score.json))"
    }

    /// Who fits the rule and has held anything, stated anything, or answers for a region in which something took place.
    private func candidates(_ one: Commendation, _ known: KnownAmounts, stated: Set<Int64>) throws -> [ScoredUnit] {
        let who = one.rule.who
        var conditions: [SQL] = ["1 = 1"]
        if !who.kinds.isEmpty { conditions.append("o.kind IN (\(list: who.kinds.map(\.rawValue)))") }
        if !who.units.isEmpty { conditions.append("o.key IN (\(list: who.units))") }
        if !who.regions.isEmpty { conditions.append("o.region \(.binary) IN \(sql: RegionCodes.within(anyOf: who.regions))") }
        let (own, regions) = (known.keys(.own), known.keys(.region))
        var out: [ScoredUnit] = []
        try each(
            """
            SELECT o.id, r.current FROM view_venues_organisation o LEFT JOIN view_region r ON r.code = o.region
            WHERE \(sql: conditions.joined(" AND ")) ORDER BY o.id
            """
        ) { row in
            let unit = ScoredUnit(id: try row.int64("id"), region: try row.textOrNil("current").flatMap { Int64($0) })
            if own.contains(unit.id) || stated.contains(unit.id) || unit.region.map({ regions.contains($0) }) == true {
                out.append(unit)
            }
            return true
        }
        return out
    }
}
