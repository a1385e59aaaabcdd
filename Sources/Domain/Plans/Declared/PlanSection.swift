import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// `plans` in a campaign file.
enum PlanSection {
    static let section = Section(
        "plans", order: 100, noun: Phrase("计划", "plan"), shape: PlanShape.plan, isEdition: true, apply: apply, current: current,
        hasRecords: { tx, key in
            guard let plan = try tx.actionPlan(key: key) else { return false }
            return try plan.isIssued || tx.number("SELECT COUNT(*) FROM plans_task t WHERE t.plan_id = \(plan.id)") != 0
        },
        withdraw: { tx, key, context in
            guard let plan = try tx.actionPlan(key: key) else { return }
            try tx.remove(plan, by: context.actor)
        })

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        let old = try tx.actionPlan(key: record.key)
        let previous = try record.textOrNil("previous").flatMap { try tx.actionPlan(key: $0)?.id }
        let rule = LightRule(green: try record.integerOrNil("green") ?? LightRule.usual.green, amber: try record.integerOrNil("amber") ?? LightRule.usual.amber)
        var new = ActionPlan(
            id: old?.id ?? tx.newID(), key: record.key, name: try record.name("name"), authorityID: try tx.organisationID(declared: try record.text("authority")),
            campaignID: try tx.campaignID(declared: try record.text("campaign")), previousID: previous, year: try record.integer("year"), begin: try record.day("from"),
            end: try record.day("to"), region: try record.textOrNil("region"), reportDays: try record.integerOrNil("report_days") ?? 10, rule: rule, issuedAt: old?.issuedAt)
        new.summary = try record.nameOrNil("summary")
        new.chapters = try record.records("chapters").map { ActionPlan.Chapter(key: $0.key, name: try $0.name("name")) }
        new.rules = try record.records("rules").map { PlanRule(key: $0.key, text: try $0.name("text"), sources: $0.texts("source")) }
        new.provenance = try record.provenance()
        try tx.save(new, by: context.actor)
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.actionPlan(key: key) else { return nil }
        let chapters: [DeclaredValue] = one.chapters.map { .record(of: ["key": $0.key, "name": $0.name.phrase]) }
        return .record(of: [
            "key": one.key, "name": one.name.phrase, "campaign": try tx.campaign(one.campaignID)?.key, "authority": try tx.key(of: one.authorityID), "year": one.year,
            "from": one.begin, "to": one.end, "region": one.region, "previous": try one.previousID.flatMap { try tx.actionPlan($0)?.key }, "summary": one.summary?.phrase,
            "report_days": one.reportDays, "green": one.rule.green, "amber": one.rule.amber, "chapters": chapters, "rules": one.rules.map(\.declared),
            "source": one.provenance.sources, "note": one.provenance.note?.phrase,
        ])
    }
}
