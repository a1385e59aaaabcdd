import Access
import Kernel
import Language
import Rooms
import Storage

/// Who moved a task, stated a number, or handed in a report: what this room holds about persons.
enum PlansPersonalData {
    static let all = [
        PersonalData(
            "plans.acts", Phrase("在任务上的操作", "What somebody did with tasks"), holds: Phrase("操作人的账号编号", "the numbers of the accounts that did it"),
            purpose: Phrase("说明任务由谁推进、报告由谁上报、手填数由谁负责", "so that it is known who moved a task, who reported, and who answers for an own number"),
            kept: Phrase("与计划一同保留", "as long as the plan"),
            records: { tx, account in
                try tx.rows(
                    """
                    SELECT t.key, 'state' AS act, t.state_at AS at FROM plans_task t WHERE t.state_by = \(account.id)
                    UNION ALL SELECT t.key, 'own-number', g.own_at FROM plans_goal g JOIN plans_task t ON t.id = g.task_id WHERE g.own_by = \(account.id)
                    UNION ALL SELECT t.key, 'milestone', m.done_at FROM plans_milestone m JOIN plans_task t ON t.id = m.task_id WHERE m.done_by = \(account.id)
                    UNION ALL SELECT t.key, 'report', r.handed_in_at FROM plans_report r JOIN plans_task t ON t.id = r.task_id WHERE r.handed_in_by = \(account.id)
                    UNION ALL SELECT t.key, 'decision', r.decided_at FROM plans_report r JOIN plans_task t ON t.id = r.task_id WHERE r.decided_by = \(account.id)
                    ORDER BY 3 DESC, 1, 2
                    """
                ) { row in
                    HeldRecord(
                        .init("task", "任务", "Task", try row.text("key")), .init("act", "操作", "Act", try row.text("act")),
                        .init("at", "时间", "Time", try row.instantOrNil("at")?.iso ?? ""))
                }
            })
    ]
}
