import Kernel
import Language
import Regions
import Storage
import Venues

extension Transaction {
    static var rankingPageSize: Int { 50 }

    /// A unit's score at this moment: until the deadline from the records; from then on its numbers as they were taken.
    func score(of unit: ScoredUnit, in one: Commendation) throws -> UnitScore {
        let own = try materials(of: one, unit: unit.id)[unit.id] ?? [:]
        if one.takenAt != nil, let kept = try standing(of: unit.id, in: one) { return kept.with(own, under: one.rule) }
        // Whoever was not there at the deadline has no numbers.
        let known = one.takenAt == nil ? try knownAmounts(one, of: unit).amounts(of: unit, under: one.rule) : [:]
        return UnitScore(known.merging(own.mapValues(\.amount)) { first, _ in first }, under: one.rule)
    }

    func standing(of unit: Int64, in one: Commendation) throws -> UnitScore? {
        try row("SELECT s.lines FROM commendations_standing s WHERE s.rule_id = \(one.id) AND s.organisation_id = \(unit)") {
            try UnitScore(json: try $0.text("lines"), under: one.rule)
        }
    }

    /// The ranking as it was last worked out, the first first.
    func standings(of one: Commendation, page: Int, commendedOnly: Bool = false) throws -> (items: [Standing], total: Int) {
        let only: SQL = commendedOnly ? "s.is_commended = 1" : "1 = 1"
        let total = try number("SELECT COUNT(*) FROM commendations_standing s WHERE s.rule_id = \(one.id) AND \(sql: only)") ?? 0
        let offset = (page - 1) * Self.rankingPageSize
        var place = offset
        let items = try rows(
            """
            SELECT s.organisation_id, s.lines, s.is_commended, o.name_zh, o.name_en, o.region FROM commendations_standing s
                JOIN view_venues_organisation o ON o.id = s.organisation_id
            WHERE s.rule_id = \(one.id) AND \(sql: only) ORDER BY s.rank_key, s.organisation_id LIMIT \(Self.rankingPageSize) OFFSET \(offset)
            """
        ) { row in
            place += 1
            return Standing(
                unit: try row.int64("organisation_id"), name: try row.wording("name"), region: try row.textOrNil("region"), place: place,
                score: try UnitScore(json: try row.text("lines"), under: one.rule), isCommended: try row.bool("is_commended"))
        }
        return (items, Int(total))
    }

    /// The unit's place among all, as it was last worked out.
    func place(of unit: Int64, in one: Commendation) throws -> Int? {
        guard let key = try row("SELECT s.rank_key FROM commendations_standing s WHERE s.rule_id = \(one.id) AND s.organisation_id = \(unit)", { try $0.text("rank_key") }) else { return nil }
        return Int(try number("SELECT COUNT(*) FROM commendations_standing s WHERE s.rule_id = \(one.id) AND s.rank_key < \(key)") ?? 0) + 1
    }

    /// The unit as sources know it.
    func scoredUnit(_ unit: Organisation) throws -> ScoredUnit {
        let seat = try unit.region.flatMap { code in try row("SELECT r.current FROM view_region r WHERE r.code = \(code)") { Int64(try $0.text("current")) } } ?? nil
        return ScoredUnit(id: unit.id.number, region: seat)
    }

    /// Codes of its seat and of everything above, for rules that are for some regions.
    func seatCodes(_ unit: Organisation) throws -> Set<String> {
        guard let region = unit.region else { return [] }
        return Set(try regionPaths(region).flatMap { $0 })
    }

    func hindrance(of unit: Organisation, in one: Commendation) throws -> Phrase? {
        CommendationRules.hindrance(unit, codes: one.rule.who.regions.isEmpty ? [] : try seatCodes(unit), under: one.rule)
    }
}

extension UnitScore {
    /// The same numbers with what was stated as it stands now.
    func with(_ materials: [String: Material], under rule: CommendationRule) -> UnitScore {
        var amounts = Dictionary(lines.map { ($0.indicator, $0.amount) }, uniquingKeysWith: { first, _ in first })
        for one in rule.indicators { if case .material = one.measure { amounts[one.key] = materials[one.key]?.amount ?? .notStated } }
        return UnitScore(amounts, under: rule)
    }
}
