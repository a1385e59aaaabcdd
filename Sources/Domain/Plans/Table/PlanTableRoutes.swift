import Access
import Kernel
import Language
import Markup
import Resources
import Rooms
import Storage
import Web

/// `/desk/plans/{key}/table`: a plan as a spreadsheet, out and in. Uploading is a rehearsal unless it is ticked that the rows be taken in; each row is
/// reported.
enum PlanTableRoutes {
    static let routes: [Route] = [
        .get("/desk/plans/{key}/tasks.xlsx", .permitted(Plans.steer), filters: []) { visit in
            let (identity, key, regions) = (try visit.signedIn(), visit.parameter("key"), visit.regions)
            let (plan, rows) = try await visit.database.read { tx in
                let plan = try tx.steeredPlan(key, identity)
                return (plan, try PlanTable.rows(plan, try UnitNames(in: tx), regions, in: tx))
            }
            return try PlanTable.table.download(plan.name.phrase, rows, named: plan.key, visit)
        },
        .get("/desk/plans/{key}/template.xlsx", .permitted(Plans.steer), filters: []) { visit in
            let plan = try await plan(visit)
            return try PlanTable.table.download(plan.name.phrase, [], named: plan.key, visit)
        },
        .get("/desk/plans/{key}/table", .permitted(Plans.steer), filters: []) { visit in
            let (plan, asks) = try await asked(visit)
            return page(visit, plan, asks, TableReport())
        },
        .post("/desk/plans/{key}/table", .permitted(Plans.steer), bodyLimit: TableReport.bodyLimit) { visit in
            let (identity, key, regions) = (try visit.signedIn(), visit.parameter("key"), visit.regions)
            let (plan, asks) = try await asked(visit), posted = visit.posted.fields
            let wish = PlanTakingWish(reason: Typed.trimmed(posted["reason"] ?? ""), overwrites: posted["overwrite"] != nil, takes: posted["take"] != nil)
            let report = try await TableReport.receive(
                visit, PlanTable.table, more: more(asks), noting: { tx, rows in try PlanTaking.take(rows, into: key, wish, regions, by: identity, in: tx) })
            return page(visit, plan, asks, report)
        },
    ]

    private static func plan(_ visit: Visit) async throws -> ActionPlan {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try tx.steeredPlan(key, identity) }
    }

    /// The plan, and whether the table may change tasks that are assigned, so that a reason is asked.
    private static func asked(_ visit: Visit) async throws -> (ActionPlan, Bool) {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in
            let plan = try tx.steeredPlan(key, identity)
            let given = try tx.number("SELECT COUNT(*) FROM plans_task t WHERE t.plan_id = \(plan.id) AND t.state <> \(TaskState.drafted)") ?? 0
            return (plan, plan.isIssued || given > 0)
        }
    }

    /// What is asked beside the file.
    private static func more(_ asksReason: Bool) -> [FormField] {
        let reason = FormField(
            "reason", "为什么更改", "Why it changes", .longText(max: 1000),
            hint: Phrase("会更改已交办的任务时必填；记录在案，牵头单位会收到。", "Needed where tasks that are assigned change; it is recorded, and their leads read it."))
        let overwrite = FormField(
            "overwrite", PlanTaking.overwrite.zh, PlanTaking.overwrite.en, .checkbox,
            hint: Phrase("不勾选时，下载之后改过的任务会告诉您，不会被表里的旧内容改回去。", "Without it tasks that were changed since you downloaded the table are told, and not put back to what it says."))
        return (asksReason ? [reason] : []) + [overwrite]
    }

    private static func page(_ visit: Visit, _ plan: ActionPlan, _ asksReason: Bool, _ report: TableReport) -> Answer {
        let path = "/desk/plans/\(plan.key)"
        return visit.desk(
            Phrase("用表格拟订计划", "The plan as a spreadsheet"),
            lede: Phrase(
                "一行一项任务；第二个目标起另起一行，只写任务编号和目标各列。空格不改原有内容，表格里没有的任务保持不变。列名上面可以有标题行。",
                "One task a row; its second goal and those behind it have rows of their own, with the task's key. Empty cells change nothing, and tasks that have no row stay. A title may stand above the names of the columns."),
            trail: [("/desk/plans", SteeringListPage.title), (path, plan.name.phrase)], status: report.isWell ? 200 : 422
        ) {
            if plan.isIssued {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("计划已印发：新任务立即交办；更改已交办的任务要写明原因，牵头单位会收到改了什么。", "The plan is issued: new tasks are assigned at once; where assigned tasks change say why, and their leads are told what changed.")) }
                }
            }
            report.html(
                visit, action: path + "/table",
                downloads: [
                    (path + "/template.xlsx", Phrase("模板（XLSX）", "Template (XLSX)")), (path + "/tasks.xlsx", Phrase("现有任务（XLSX）", "What there is (XLSX)")),
                ], mostRows: PlanTable.mostRows, more: more(asksReason))
        }
    }
}
