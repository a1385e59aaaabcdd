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
        .get("/desk/plans/{key}/table", .permitted(Plans.steer), filters: []) { visit in page(visit, try await plan(visit), TableReport()) },
        .post("/desk/plans/{key}/table", .permitted(Plans.steer), bodyLimit: TableReport.bodyLimit) { visit in
            let (identity, key, regions, plan) = (try visit.signedIn(), visit.parameter("key"), visit.regions, try await plan(visit))
            let report = try await TableReport.receive(visit, PlanTable.table, noting: { tx, rows in try PlanTaking.take(rows, into: key, regions, by: identity, in: tx) })
            return page(visit, plan, report)
        },
    ]

    private static func plan(_ visit: Visit) async throws -> ActionPlan {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try tx.steeredPlan(key, identity) }
    }

    private static func page(_ visit: Visit, _ plan: ActionPlan, _ report: TableReport) -> Answer {
        let path = "/desk/plans/\(plan.key)"
        return visit.desk(
            Phrase("用表格拟订计划", "The plan as a spreadsheet"),
            lede: Phrase(
                "一行一项任务；第二个目标起另起一行，只写任务编号和目标各列。空格不改原有内容，表格里没有的任务保持不变。",
                "One task a row; its second goal and those behind it have rows of their own, with the task's key. Empty cells change nothing, and tasks that have no row stay."),
            trail: [("/desk/plans", SteeringListPage.title), (path, plan.name.phrase)], status: report.isWell ? 200 : 422
        ) {
            if plan.isIssued {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("计划已印发：新任务立即交办，更改会通知牵头单位。", "The plan is issued: new tasks are assigned at once, and leads are told of changes.")) }
                }
            }
            report.html(
                visit, action: path + "/table",
                downloads: [
                    (path + "/template.xlsx", Phrase("模板（XLSX）", "Template (XLSX)")), (path + "/tasks.xlsx", Phrase("现有任务（XLSX）", "What there is (XLSX)")),
                ], mostRows: PlanTable.mostRows)
        }
    }
}
