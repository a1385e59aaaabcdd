import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about plans say.
enum PlansLedger {
    static let words = [
        LedgerWord("plans.plan-added", "建立了计划", "drew up"), LedgerWord("plans.plan-changed", "更改了计划", "changed"),
        LedgerWord("plans.plan-removed", "删除了计划", "took away"), LedgerWord("plans.plan-issued", "印发了计划", "issued"),
        LedgerWord("plans.task-added", "拟订了任务", "drafted"), LedgerWord("plans.task-changed", "更改了任务", "changed"),
        LedgerWord("plans.task-removed", "删除了任务", "took away"), LedgerWord("plans.task-assigned", "交办了任务", "assigned"),
        LedgerWord("plans.task-accepted", "接受了任务", "accepted"), LedgerWord("plans.task-begun", "开始了任务", "began"),
        LedgerWord("plans.task-declined", "谢绝了任务", "declined"),
        LedgerWord("plans.task-claimed", "申报任务完成", "claimed as done"), LedgerWord("plans.task-resumed", "继续实施任务", "took up again"),
        LedgerWord("plans.task-verified", "核验了任务", "verified"), LedgerWord("plans.task-returned", "退回了任务", "returned"),
        LedgerWord("plans.task-reopened", "重新打开了任务", "opened again"), LedgerWord("plans.task-dropped", "撤销了任务", "dropped"),
        LedgerWord("plans.task-handed-over", "把任务交给另一单位牵头", "gave another lead to"), LedgerWord("plans.task-shared-out", "分解了任务", "shared out"),
        LedgerWord("plans.task-passed-on", "因单位合并，改由另一单位核验任务", "let another body verify"),
        LedgerWord("plans.milestone-done", "完成了任务的节点", "reached a milestone of"), LedgerWord("plans.milestone-open", "重新打开了任务的节点", "opened again a milestone of"),
        LedgerWord("plans.own-number", "用手填数代替了任务的计算值", "put an own number in place of the computed one in"),
        LedgerWord("plans.computed-number", "恢复了任务的计算值", "went back to the computed number in"), LedgerWord("plans.risk", "更改了任务的风险", "changed the risk of"),
        LedgerWord("plans.report-handed-in", "上报了任务进展", "reported on"), LedgerWord("plans.report-accepted", "接受了任务的进展报告", "accepted a report on"),
        LedgerWord("plans.report-returned", "退回了任务的进展报告", "returned a report on"),
    ]

    static let nouns = [
        LedgerNoun("plan", "计划", "plan") { tx, ids in
            var out: [Int64: LedgerNoun.Record] = [:]
            try tx.each("SELECT p.id, p.key, p.name_zh, p.name_en, p.issued_at FROM plans_plan p WHERE p.id IN (\(list: ids))") { row in
                let isPublic = try row.int64OrNil("issued_at") != nil
                out[try row.int64("id")] = LedgerNoun.Record(try row.wording("name").phrase, at: isPublic ? "/plans/\(try row.text("key"))" : nil)
                return true
            }
            return out
        },
        LedgerNoun("task", "任务", "task") { tx, ids in
            var out: [Int64: LedgerNoun.Record] = [:]
            let named: SQL = """
                SELECT t.id, t.key, t.name_zh, t.name_en, p.key AS plan, p.issued_at FROM plans_task t LEFT JOIN plans_plan p ON p.id = t.plan_id WHERE t.id IN (\(list: ids))
                """
            try tx.each(named) { row in
                let plan = try row.int64OrNil("issued_at") != nil ? try row.textOrNil("plan") : nil
                out[try row.int64("id")] = LedgerNoun.Record(try row.wording("name").phrase, at: try plan.map { "/plans/\($0)/\(try row.text("key"))" })
                return true
            }
            return out
        },
    ]
}
