import Access
import Kernel
import Storage
import Venues

/// What a unit states for an indicator that the office judges, and the judgement.
struct Material: Sendable, Hashable {
    static let longest = 2_000

    let unit: Int64
    let indicator: String
    let says: String
    let statedAt: Instant
    /// Hundredths of a point; nil while nobody has judged it.
    let points: Int?
    let reason: String
    let judgedAt: Instant?

    init(_ row: Row) throws {
        (unit, indicator, says) = (try row.int64("organisation_id"), try row.text("indicator"), try row.text("says"))
        (statedAt, points, reason) = (try row.instant("stated_at"), try row.intOrNil("points"), try row.text("reason"))
        judgedAt = try row.instantOrNil("judged_at")
    }

    var amount: ScoreAmount { points.map { .judged($0) } ?? .stated }
}

extension Transaction {
    /// By unit and indicator; of one unit, or of all.
    func materials(of one: Commendation, unit: Int64? = nil) throws -> [Int64: [String: Material]] {
        let only: SQL = if let unit { "m.organisation_id = \(unit)" } else { "1 = 1" }
        var out: [Int64: [String: Material]] = [:]
        for found in try rows("SELECT m.* FROM commendations_material m WHERE m.rule_id = \(one.id) AND \(sql: only)", Material.init) {
            out[found.unit, default: [:]][found.indicator] = found
        }
        return out
    }

    /// States it, or states it otherwise; until the deadline. What was judged before is to be judged again.
    func stateMaterial(_ says: String, for indicator: String, of unit: ID<Organisation>, in one: Commendation, by identity: Identity) throws {
        try CommendationRules.mayState(one, at: now)
        guard case .material = one.rule.indicator(indicator)?.measure else { throw Refusal.notFound(Phrase("该指标", "indicator")) }
        guard !says.isEmpty, says.count <= Material.longest else {
            throw Refusal(.invalid, "material-empty", "请填写 1 至 \(Material.longest) 个字。", "Write 1 to \(Material.longest) characters.", field: "says")
        }
        guard try materials(of: one, unit: unit.number)[unit.number]?[indicator]?.says != says else { return }
        try execute(
            """
            INSERT INTO commendations_material (rule_id, organisation_id, indicator, says, stated_at, stated_by)
            VALUES (\(one.id), \(unit), \(indicator), \(says), \(now), \(identity.account.id))
            ON CONFLICT (rule_id, organisation_id, indicator) DO UPDATE SET says = excluded.says, stated_at = excluded.stated_at, stated_by = excluded.stated_by,
                points = NULL, reason = '', judged_at = NULL, judged_by = NULL
            """)
        try record(
            LedgerEntry(
                "commendations.stated", "commendation", one.id, by: identity.account.id.number, scope: Scope.organisation(unit.number).path,
                payload: "{\"indicator\":\"\(indicator)\",\"organisation\":\"\(unit.text)\"}", visibility: .unit))
    }

    /// The office's points for what was stated, with the reason; until the list is published.
    func judgeMaterial(_ points: Int, because reason: String, for indicator: String, of unit: ID<Organisation>, in one: Commendation, by identity: Identity) throws {
        try CommendationRules.mayJudge(one)
        guard let found = one.rule.indicator(indicator), case .material = found.measure else { throw Refusal.notFound(Phrase("该指标", "indicator")) }
        guard points <= found.points else {
            let most = ScorePoints.text(found.points)
            throw Refusal(.invalid, "points-too-many", "该指标最多 \(most) 分。", "This indicator gives \(most) points at most.", field: "points")
        }
        guard !reason.isEmpty else { throw Refusal(.invalid, "reason-missing", "请写明评分理由，单位会看到。", "Give the reason; the unit reads it.", field: "says") }
        let changed = try execute(
            """
            UPDATE commendations_material SET points = \(points), reason = \(reason), judged_at = \(now), judged_by = \(identity.account.id)
            WHERE rule_id = \(one.id) AND organisation_id = \(unit) AND indicator = \(indicator)
            """)
        guard changed == 1 else {
            throw Refusal(.conflict, "material-none", "该单位没有提交这项材料，不得分，无需评定。", "The unit has stated nothing for this indicator: it gives nothing, and nothing is to be judged.")
        }
        if one.reckonedAt != nil { try reckonMaterials(of: unit, in: one) }
        try record(
            LedgerEntry(
                "commendations.judged", "commendation", one.id, by: identity.account.id.number, scope: Scope.organisation(unit.number).path,
                payload: "{\"indicator\":\"\(indicator)\",\"organisation\":\"\(unit.text)\",\"points\":\(points)}", reason: reason, visibility: .unit))
    }
}
