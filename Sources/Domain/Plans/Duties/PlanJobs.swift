import Access
import Jobs
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What happens by itself: leads are told of tasks that an issued plan gives them, and reminded of what they owe; what is a week late is told to the
/// body that gave the task. Parties of agreements are reminded of the days on which they look at them.
enum PlanJobs {
    static let reminders = JobKind(name: "plans-reminders", schedule: .every(seconds: 600)) { context in
        while try await context.database.write({ try $0.tellOfAssigned() }) > 0 {}
        // In the morning, once for each step.
        let hour = try await context.database.read { $0.now.local(in: .china).hour }
        guard (8...19).contains(hour) else { return }
        try await context.database.write { try $0.remindOfReviews() }
        var after: Int64 = 0
        while let last = try await context.database.write({ [after] in try $0.remindOfDuties(after: after) }) { after = last }
    }
}

extension Transaction {
    /// Tells the leads of up to `limit` tasks that they were given them, by a plan or a campaign file; gives of how many. Whom somebody gave a task was told
    /// at once.
    func tellOfAssigned(limit: Int = 200) throws -> Int {
        let found = try tasks(
            where: """
                t.id IN (SELECT a.id FROM plans_task a WHERE a.state = \(TaskState.assigned)
                    AND NOT EXISTS (SELECT 1 FROM plans_reminder r WHERE r.task_id = a.id AND r.about = 'assigned') ORDER BY a.id LIMIT \(limit))
                """)
        for (lead, some) in Dictionary(grouping: found, by: \.leadID).sorted(by: { $0.key.number < $1.key.number }) {
            for account in try peopleOf(lead) { try tell(Self.letter(some, to: account)) }
        }
        for task in found { try remember(task.id, "assigned", 0) }
        return found.count
    }

    private static func letter(_ tasks: [KeyTask], to account: ID<Account>) -> Message {
        let names = tasks.prefix(10).map { $0.name.phrase }
        let list = Phrase(names.map(\.zh).joined(separator: "；"), names.map(\.en).joined(separator: "; "))
        return Message(
            PlanLetter.tasks, to: .account(account), subject: Phrase("交办任务 \(tasks.count) 项", "\(Plural.en(tasks.count, "task", "tasks")) for you"),
            body: Phrase("\(list.zh)。请在 \(Duty.daysToAccept) 天内答复是否接受。", "\(list.en). Please say within \(Duty.daysToAccept) days whether you accept."),
            path: tasks.count == 1 ? "/desk/duties/\(tasks[0].id.text)" : "/desk/duties")
    }

    /// Reminds the leads of the next `limit` open tasks; gives the last one that was looked at, nil after all of them.
    func remindOfDuties(after: Int64, limit: Int = 500) throws -> Int64? {
        let today = now.day(in: .china)
        let some = try rows("SELECT t.* FROM plans_task t WHERE t.id > \(after) AND t.state IN (\(list: TaskState.open)) ORDER BY t.id LIMIT \(limit)", KeyTask.init)
        guard let last = some.last else { return nil }
        let byID = Dictionary(some.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var told: [ID<KeyTask>: Set<String>] = [:]
        try each("SELECT r.task_id, r.about, r.step FROM plans_reminder r WHERE r.task_id IN (\(list: some.map(\.id)))") { row in
            told[try row.id("task_id"), default: []].insert("\(try row.text("about")) \(try row.int64("step"))")
            return true
        }
        var toLeads: [ID<Account>: [(Duty, KeyTask)]] = [:], toGivers: [ID<Account>: [(Duty, KeyTask)]] = [:]
        var people = RemindedPeople()
        for duty in try duties(of: some) {
            guard let step = ReminderStep(due: duty.due, today: today), let task = byID[duty.task] else { continue }
            guard told[duty.task]?.contains("\(duty.about.key) \(step.rawValue)") != true else { continue }
            try remember(duty.task, duty.about.key, step.rawValue)
            for account in try people.leads(of: task, in: self) { toLeads[account, default: []].append((duty, task)) }
            if step == .escalated { for account in try people.givers(of: task, in: self) { toGivers[account, default: []].append((duty, task)) } }
        }
        for (account, duties) in toLeads.sorted(by: { $0.key.number < $1.key.number }) { try remind(account, duties, today, escalates: false) }
        for (account, duties) in toGivers.sorted(by: { $0.key.number < $1.key.number }) { try remind(account, duties, today, escalates: true) }
        return last.id.number
    }

    private func remind(_ account: ID<Account>, _ duties: [(Duty, KeyTask)], _ today: Day, escalates: Bool) throws {
        let lines = duties.prefix(10).map { duty, task in
            Phrase(
                "\(task.name.phrase.zh)——\(duty.title.zh)（\(duty.isOverdue(on: today) ? "已逾期，" : "")\(duty.due.iso)）",
                "\(task.name.phrase.en) – \(duty.title.en) (\(duty.isOverdue(on: today) ? "overdue, " : "")\(duty.due.iso))")
        }
        let list = Phrase(lines.map(\.zh).joined(separator: "；"), lines.map(\.en).joined(separator: "; "))
        let count = duties.count, more = count > lines.count ? Phrase("；另有 \(count - lines.count) 件", "; and \(count - lines.count) more") : Phrase("", "")
        let subject =
            escalates
            ? Phrase("\(count) 件事逾期一周以上", "\(Plural.en(count, "thing is", "things are")) more than a week late")
            : Phrase("任务提醒：\(count) 件", "\(Plural.en(count, "thing", "things")) that your tasks owe")
        try tell(Message(PlanLetter.reminders, to: .account(account), subject: subject, body: list + more + Phrase("。", "."), path: escalates ? "/desk/given" : "/desk/duties"))
    }

    func remember(_ task: ID<KeyTask>, _ about: String, _ step: Int64) throws {
        try execute("INSERT INTO plans_reminder (task_id, about, step, sent_at) VALUES (\(task), \(about), \(step), \(now)) ON CONFLICT (task_id, about, step) DO NOTHING")
    }
}

/// Whom a run reminds, each unit looked up once.
private struct RemindedPeople {
    private var leads: [ID<Organisation>: [ID<Account>]] = [:]
    private var givers: [Giver: [ID<Account>]] = [:]

    /// A body verifies what is a part of something else with more of its people than what its plan says itself.
    private struct Giver: Hashable {
        let unit: ID<Organisation>
        let isSteering: Bool
    }

    mutating func leads(of task: KeyTask, in tx: Transaction) throws -> [ID<Account>] {
        if let known = leads[task.leadID] { return known }
        let found = try tx.peopleOf(task.leadID)
        leads[task.leadID] = found
        return found
    }

    mutating func givers(of task: KeyTask, in tx: Transaction) throws -> [ID<Account>] {
        let giver = Giver(unit: task.authorityID, isSteering: task.parentID == nil && task.planID != nil || task.authorityID == task.leadID)
        if let known = givers[giver] { return known }
        let found = try tx.giversOf(task)
        givers[giver] = found
        return found
    }
}
