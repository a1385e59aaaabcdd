import Access
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// Plans at the desk: a new one, next year's from this one, other facts of one that is being drawn up.
enum PlanFormRoutes {
    /// For what the form is.
    enum Entry: Sendable {
        case new
        case next(ActionPlan)
        case facts(ActionPlan)

        var path: String {
            switch self {
            case .new: "/desk/plans/new"
            case .next(let plan): "/desk/plans/\(plan.key)/next"
            case .facts(let plan): "/desk/plans/\(plan.key)/facts"
            }
        }

        var form: Form {
            guard case .facts(let plan) = self else { return PlanForm.form(isNew: true) }
            return plan.isIssued ? PlanForm.words : PlanForm.form(isNew: false)
        }
        var old: ActionPlan? { if case .facts(let plan) = self { plan } else { nil } }
    }

    static let routes: [Route] = [
        .get("/desk/plans/new", .permitted(Plans.steer), filters: []) { visit in
            try visit.signedIn().requireSteeredBody()
            var values = PlanForm.beginning
            if let body = try visit.signedIn().onlySteeredBody { values["authority"] = try await visit.database.read { tx in try UnitNames(in: tx).text(body) } }
            return try await page(visit, .new, PlanForm.form(isNew: true).filled(values))
        },
        .post("/desk/plans/new", .permitted(Plans.steer)) { visit in try await receive(visit, .new) },
        .get("/desk/plans/{key}/next", .permitted(Plans.steer), filters: []) { visit in
            try visit.signedIn().requireSteeredBody()
            let (old, values) = try await stood(visit) { old, values, tx in try next(of: old, values, in: tx) }
            return try await page(visit, .next(old), PlanForm.form(isNew: true).filled(values))
        },
        .post("/desk/plans/{key}/next", .permitted(Plans.steer)) { visit in try await receive(visit, .next(try await stood(visit).plan)) },
        .get("/desk/plans/{key}/facts", .permitted(Plans.steer), filters: []) { visit in
            let (old, values) = try await stood(visit)
            return try await page(visit, .facts(old), Entry.facts(old).form.filled(SeenForm.marked(values)))
        },
        .post("/desk/plans/{key}/facts", .permitted(Plans.steer)) { visit in try await receive(visit, .facts(try await stood(visit).plan)) },
    ]

    /// A plan with what its form says.
    private static func stood(
        _ visit: Visit, changed: @escaping @Sendable (ActionPlan, [String: String], Transaction) throws -> [String: String] = { _, values, _ in values }
    ) async throws -> (plan: ActionPlan, values: [String: String]) {
        let (identity, key, regions) = (try visit.signedIn(), visit.parameter("key"), visit.regions)
        return try await visit.database.read { tx in
            let plan = try tx.steeredPlan(key, identity)
            return (plan, try changed(plan, try PlanForm.values(of: plan, try UnitNames(in: tx), regions, in: tx), tx))
        }
    }

    /// What next year's begins with.
    private static func next(of old: ActionPlan, _ values: [String: String], in tx: Transaction) throws -> [String: String] {
        let year = old.year + 1
        var out = values
        (out["key"], out["previous"], out["year"]) = (NextYear.key(old.key, from: old.year, to: year), old.key, String(year))
        if let campaign = try values["campaign"].flatMap({ try tx.campaign(after: $0, from: old.year, to: year) }) { out["campaign"] = campaign.key }
        (out["begin"], out["end"]) = (NextYear.day(old.begin, by: 1).iso, NextYear.day(old.end, by: 1).iso)
        for name in ["name_zh", "name_en", "summary_zh", "summary_en"] { out[name] = values[name]?.replacing(String(old.year), with: String(year)) }
        return out
    }

    private static func receive(_ visit: Visit, _ entry: Entry) async throws -> Answer {
        var reading = entry.form.read(visit.posted)
        for name in ["summary"] { reading.demandChinese(of: name) }
        guard reading.isGood else { return try await page(visit, entry, reading) }
        let (identity, regions, read) = (try visit.signedIn(), visit.regions, reading)
        do {
            let (key, count) = try await visit.database.writeAlone { tx -> (String, Int?) in
                let names = try UnitNames(in: tx)
                if let old = entry.old { try SeenForm.check(read, against: try PlanForm.values(of: try tx.requirePlan(old.key), names, regions, in: tx)) }
                if let old = entry.old, old.isIssued {
                    try tx.amend(try PlanForm.amended(try tx.requirePlan(old.key), read, for: identity, in: tx), because: read.text("reason"), by: identity)
                    return (old.key, nil)
                }
                let plan = try PlanForm.plan(read, over: entry.old, names, regions, for: identity, in: tx)
                if case .next(let old) = entry { return (plan.key, try tx.drawOn(old, as: plan, by: identity)) }
                try tx.draw(plan, by: identity)
                return (plan.key, nil)
            }
            let says = count.map { Phrase("计划已建立，带来 \($0) 项任务。请核对日期和目标。", "The plan is there, with \(Plural.en($0, "task", "tasks")). Check the days and the targets.") }
            return visit.see("/desk/plans/\(key)", saying: says ?? Phrase("计划已保存。", "The plan is kept."))
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return try await page(visit, entry, reading)
        }
    }

    private static func page(_ visit: Visit, _ entry: Entry, _ read: FormReading) async throws -> Answer {
        var reading = read
        reading.suggestions = try await visit.database.read { tx in try PlanSuggestions.forPlan(but: entry.old?.key, in: tx) }
        let title: Phrase
        var lede: Phrase?, trail = [("/desk/plans", SteeringListPage.title)]
        switch entry {
        case .new: title = Phrase("新建计划", "A new plan")
        case .next(let old):
            (title, lede) = (
                Phrase("拟订下一年计划", "Next year's plan"),
                Phrase("章节、任务、牵头单位、目标和节点从本年带过去，日期顺延；取数的活动项目有下一年的就换成下一年的；目标数作为建议保留，印发前请逐项核对。", "Chapters, tasks, leads, goals and milestones come along, days are moved, and campaigns that are read become those of the new year where there are any; targets are kept as proposals, to be checked before the plan is issued.")
            )
            trail.append(("/desk/plans/\(old.key)", old.name.phrase))
        case .facts(let old):
            title = Phrase("更改计划", "Change the plan")
            if old.isIssued {
                lede = Phrase("计划已印发：名称、简介、规则和用来对比的上一年计划可以更改，并写明原因；其余不再更改。任务可逐项更改。", "The plan is issued: its name, summary, rules and last year's plan beside it can be mended, with a reason; the rest stays. Its tasks can be changed one by one.")
            }
            trail.append(("/desk/plans/\(old.key)", old.name.phrase))
        }
        return visit.desk(title, lede: lede, trail: trail, status: reading.isGood ? 200 : 422) { visit.formHTML(reading, action: entry.path, submit: Phrase("保存", "Save")) }
    }
}
