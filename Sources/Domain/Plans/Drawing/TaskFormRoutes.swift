import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/plans/{key}/tasks`: a task is added to a plan, changed, or taken away while the plan is being drawn up.
enum TaskFormRoutes {
    static let routes: [Route] = [
        .get("/desk/plans/{key}/tasks/new", .permitted(Plans.steer), filters: []) { visit in try await show(visit, nil) },
        .post("/desk/plans/{key}/tasks/new", .permitted(Plans.steer)) { visit in try await receive(visit, nil) },
        .get("/desk/plans/{key}/tasks/{task}", .permitted(Plans.steer), filters: []) { visit in try await show(visit, visit.parameter("task")) },
        .post("/desk/plans/{key}/tasks/{task}", .permitted(Plans.steer)) { visit in try await receive(visit, visit.parameter("task")) },
        .post("/desk/plans/{key}/tasks/{task}/removal", .permitted(Plans.steer)) { visit in
            let (identity, key, task) = (try visit.signedIn(), visit.parameter("key"), visit.parameter("task"))
            do {
                try await visit.database.write { tx in try tx.removeDraft(task, of: try tx.steeredPlan(key, identity), by: identity) }
            } catch let refusal as Refusal where refusal.kind == .conflict {
                let (form, values) = try await stood(visit, task)
                var reading = form.form.filled(SeenForm.marked(values))
                reading.remark(refusal)
                return try await page(visit, form, reading)
            }
            return visit.see("/desk/plans/\(key)", saying: Phrase("任务已删除。", "The task is taken away."))
        },
    ]

    private static func stood(_ visit: Visit, _ task: String?) async throws -> (form: TaskForm, values: [String: String]) {
        let (identity, key, regions) = (try visit.signedIn(), visit.parameter("key"), visit.regions)
        return try await visit.database.read { tx in try form(key, task, identity, tx).withValues(regions, in: tx) }
    }

    private static func form(_ key: String, _ task: String?, _ identity: Identity, _ tx: Transaction) throws -> TaskForm {
        let plan = try tx.steeredPlan(key, identity)
        guard let task else { return TaskForm(plan: plan, old: nil) }
        guard let old = try tx.wholes(where: "t.plan_id = \(plan.id) AND t.key = \(task)").first else { throw Refusal.notFound(KeyTask.noun) }
        return TaskForm(plan: plan, old: old)
    }

    private static func show(_ visit: Visit, _ task: String?) async throws -> Answer {
        let (form, values) = try await stood(visit, task)
        return try await page(visit, form, form.form.filled(task == nil ? values : SeenForm.marked(values)))
    }

    private static func receive(_ visit: Visit, _ task: String?) async throws -> Answer {
        let (identity, key, regions) = (try visit.signedIn(), visit.parameter("key"), visit.regions)
        let before = try await stood(visit, task).form
        var reading = before.form.read(visit.posted)
        for name in ["name", "about", "budget"] { reading.demandChinese(of: name) }
        guard reading.isGood else { return try await page(visit, before, reading) }
        do {
            let read = reading
            let (id, flaws) = try await visit.database.writeAlone { tx -> (ID<KeyTask>, [CascadeFlaw]) in
                try tx.lock("plans.plan.\(key)")
                let form = try form(key, task, identity, tx), names = try UnitNames(in: tx)
                if form.old != nil { try SeenForm.check(read, against: try form.values(names, regions, in: tx)) }
                var new = try form.whole(read, names, regions, for: identity, in: tx)
                if form.old == nil { new.task.stateBy = identity.account.id.number }
                let reason = read.text("reason"), change = try tx.enter(new, over: form.old, because: reason, by: identity)
                try tx.tell(of: [change], because: reason, by: identity)
                return (new.task.id, try tx.flaws(in: form.plan).filter { $0.task == new.task.id || $0.task == new.task.parentID })
            }
            guard let first = flaws.first else { return visit.see("/desk/duties/\(id.text)", saying: Phrase("任务已保存。", "The task is kept.")) }
            return visit.see("/desk/duties/\(id.text)", saying: Phrase("任务已保存。还有对不上的地方：\(first.says.zh)", "The task is kept. Something does not fit together: \(first.says.en)"))
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return try await page(visit, before, reading)
        }
    }

    private static func page(_ visit: Visit, _ form: TaskForm, _ read: FormReading) async throws -> Answer {
        var reading = read
        reading.suggestions = try await visit.database.read { tx in try PlanSuggestions.forTask(form.old?.task.key, of: form.plan, in: tx) }
        let plan = form.plan, path = "/desk/plans/\(plan.key)/tasks/\(form.old?.task.key ?? "new")"
        let trail = [("/desk/plans", SteeringListPage.title), ("/desk/plans/\(plan.key)", plan.name.phrase)] + (form.old.map { [("/desk/duties/\($0.task.id.text)", $0.task.name.phrase)] } ?? [])
        return visit.desk(form.old == nil ? Phrase("添加任务", "Add a task") : Phrase("更改任务", "Change the task"), trail: trail, status: reading.isGood ? 200 : 422) {
            if form.beyond > 0 {
                div(.class("notice")) {
                    p {
                        visit.say(
                            Phrase(
                                "这里只列出前 \(TaskForm.mostGoals) 个目标，另有 \(form.beyond) 个保持不变，请用表格更改：",
                                "Only the first \(TaskForm.mostGoals) goals stand here; \(form.beyond) more stay as they are and are changed by the spreadsheet: "))
                        a(.href("/desk/plans/\(plan.key)/table")) { visit.say(Phrase("用表格拟订", "As a spreadsheet")) }
                    }
                }
            }
            visit.formHTML(reading, action: path, submit: Phrase("保存", "Save"))
            if form.old?.task.state == .drafted {
                details {
                    summary { visit.say(Phrase("删除任务", "Take the task away")) }
                    p { visit.say(Phrase("连同目标和节点一起删除，不能恢复。", "Its goals and milestones go with it, and do not come back.")) }
                    Markup.form(.method(.post), .action(.within(path + "/removal")), .class("stack")) {
                        visit.csrfField
                        button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("删除", "Take it away")) }
                    }
                }
            }
        }
    }
}
