import API
import Campaigns
import Kernel
import Language
import Storage
import Venues
import Web

/// Plans that are issued, at `/api/v1`, as their public pages show them.
enum PlanAPI {
    static let resources = [list, item]

    private static let list = APIResource.list(
        "/plans", name: "listPlans", Phrase("行动计划", "Plans"), says: Phrase("已印发的，年份新的在前。", "Those that are issued, the newest year first."), of: ListedPlan.json,
        examples: [APIExample("全部", "All of them"), APIExample("最新的一个", "The newest", ("limit", "1"))]
    ) { call in
        let all = try await call.visit.database.read { tx in try ListedPlan.all(in: tx) }
        return call.page(of: all) { $0.plan.key }
    }

    private static let item = APIResource.item(
        "/plans/{key}", name: "readPlan", Phrase("一个计划及其任务", "One plan with its tasks"),
        says: Phrase(
            "任务、目标、由记录算出的数和灯，同公开页面；人数少的未成年人群体不给出数（withheld）。", "Its tasks, goals, numbers as computed from the records, and lights, as on its public page; numbers of small groups of minors are withheld."),
        [.path("key", "计划的 key", "The plan's key")], of: PlanRecord.json,
        examples: [APIExample(Phrase("一个计划", "One plan")) { tx in try tx.actionPlans(where: "p.issued_at IS NOT NULL", limit: 1).first.map { [("key", $0.key)] } }]
    ) { call in
        let key = call.visit.parameter("key")
        return try await call.visit.database.read { tx in PlanRecord(assessment: try SelfAssessment(try tx.issuedPlan(key), in: tx), plan: try ListedPlan.all(where: "p.key = \(key)", in: tx).first) }
    }
}

/// A plan as lists show it to machines.
struct ListedPlan: Sendable {
    let plan: ActionPlan
    let campaign: String?

    /// Those that are issued; `p` in the condition.
    static func all(where condition: SQL = "1 = 1", in tx: Transaction) throws -> [ListedPlan] {
        let plans = try tx.actionPlans(where: "p.issued_at IS NOT NULL AND \(sql: condition)"), keys = try tx.campaignKeys(Set(plans.map(\.campaignID)))
        return plans.map { ListedPlan(plan: $0, campaign: keys[$0.campaignID]) }
    }

    static let json = APIObject<ListedPlan>("ListedPlan") { fields { $0 } }

    static func fields<Model>(_ listed: @escaping @Sendable (Model) -> ListedPlan?) -> [APIField<Model>] {
        [
            APIField("key", .text, "key", "Its key") { listed($0)?.plan.key ?? "" },
            APIField("name", .wording, "名称", "Its name") { listed($0)?.plan.name ?? Wording("") },
            APIField("summary", .orNull(.wording), "简介", "What it is") { listed($0)?.plan.summary },
            APIField("year", .integer, "年份", "Its year") { listed($0)?.plan.year ?? 0 },
            APIField("begin", .orNull(.day), "第一天", "Its first day") { listed($0)?.plan.begin },
            APIField("end", .orNull(.day), "最后一天", "Its last day") { listed($0)?.plan.end },
            APIField("region", .orNull(.text), "行政区划代码", "The code of its region") { listed($0)?.plan.region },
            APIField("authority", .orNull(.id), "统筹单位的标识", "The identity of the body that steers it") { listed($0)?.plan.authorityID.text },
            APIField("campaign", .orNull(.text), "所属活动项目的 key", "The key of its campaign") { listed($0)?.campaign },
            APIField("issued_at", .orNull(.instant), "印发时间", "When it was issued") { listed($0)?.plan.issuedAt },
            APIField("address", .address, "网页", "Its page") { "/plans/\(listed($0)?.plan.key ?? "")" },
        ]
    }
}

/// A plan with its tasks.
struct PlanRecord: Sendable {
    let assessment: SelfAssessment
    let plan: ListedPlan?

    static let json = APIObject<PlanRecord>("Plan") {
        ListedPlan.fields { $0.plan }
        APIField("as_of", .instant, "数字截至", "The moment of its numbers") { $0.assessment.now }
        APIField("rule", .wording, "灯的规则", "The rule of the lights") { Wording($0.assessment.plan.rule.words.zh, $0.assessment.plan.rule.words.en) }
        APIField("lights", .map(.integer), "各种灯的任务数", "How many tasks have which light") { record in
            let count = LightCount(record.assessment.tasks.map(\.light))
            return Dictionary(Light.allCases.map { ($0.rawValue, count[$0]) }, uniquingKeysWith: { first, _ in first })
        }
        APIField("chapters", .list(.object(chapter)), "章节", "Its chapters") { $0.assessment.plan.chapters }
        APIField("tasks", .list(.object(PlanTaskRecord.json)), "任务，按计划的顺序", "Its tasks, in its order") { record in
            let keys = Dictionary(record.assessment.tasks.map { ($0.task.id, $0.task.key) }, uniquingKeysWith: { first, _ in first })
            return record.assessment.tasks.map { one in
                PlanTaskRecord(progress: one, above: one.task.parentID.flatMap { keys[$0] }, plan: record.assessment.plan.key, names: record.assessment.names)
            }
        }
    }

    private static let chapter = APIObject<ActionPlan.Chapter>("PlanChapter") {
        APIField("key", .text, "key", "Its key") { $0.key }
        APIField("name", .wording, "名称", "Its name") { $0.name }
    }
}
