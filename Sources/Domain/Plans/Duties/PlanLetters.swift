import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What the two sides of a task are told.
enum PlanLetter {
    static let tasks = MessageKind("plans.task", "交办的任务及其核验", "Tasks that are assigned, accepted, verified or returned")
    static let reminders = MessageKind("plans.reminder", "任务到期和逾期提醒", "Reminders of what tasks owe")
    static let kinds = [tasks, reminders]
}

extension Transaction {
    /// Tells the people of a unit of a step of a task.
    func tell(of task: KeyTask, _ state: TaskState, remark: String, to unit: ID<Organisation>, from actor: ID<Account>) throws {
        let name = task.name.phrase, who = try organisation(task.leadID)?.name.phrase ?? Phrase("牵头单位", "the lead")
        let subject: Phrase
        var body: Phrase
        switch state {
        case .assigned:
            subject = Phrase("交办任务：\(name.zh)", "A task for you: \(name.en)")
            body = Phrase("请在 \(Duty.daysToAccept) 天内答复是否接受。", "Please say within \(Duty.daysToAccept) days whether you accept it.")
        case .accepted:
            subject = Phrase("已接受：\(name.zh)", "Accepted: \(name.en)")
            body = Phrase("\(who.zh)接受了这项任务。", "\(who.en) has accepted the task.")
        case .done:
            subject = Phrase("申报完成，等待核验：\(name.zh)", "To be verified: \(name.en)")
            body = Phrase("\(who.zh)申报任务完成。请核验或退回。", "\(who.en) says that the task is done. Verify it, or return it.")
        case .verified:
            subject = Phrase("已核验：\(name.zh)", "Verified: \(name.en)")
            body = Phrase("这项任务已核验通过。", "The task is verified.")
        case .returned:
            subject = Phrase("已退回：\(name.zh)", "Returned: \(name.en)")
            body = Phrase("请按说明修改后继续。", "Please mend it as the remark says, and go on.")
        case .dropped:
            subject = Phrase("任务已撤销：\(name.zh)", "Dropped: \(name.en)")
            body = Phrase("这项任务不再需要完成。", "The task need not be done any more.")
        case .drafted, .underWay: return
        }
        if !remark.isEmpty { body = body + Phrase("说明：\(remark)", " Remark: \(remark)") }
        try tell(unit, Message(PlanLetter.tasks, to: .account(ID(0)), subject: subject, body: body, path: "/desk/duties/\(task.id.text)"), except: actor)
    }

    /// Tells a lead that its report has come back.
    func tellOfReport(_ task: KeyTask, _ period: ReportPeriod, from actor: ID<Account>) throws {
        let message = Message(
            PlanLetter.tasks, to: .account(ID(0)), subject: Phrase("报告已退回：\(task.name.phrase.zh)", "Report returned: \(task.name.phrase.en)"),
            body: Phrase("\(period.title.zh)的进展报告有栏目需要修改，说明写在各栏旁边。", "The report for \(period.title.en) has fields to mend; what is to change stands beside each."),
            path: "/desk/duties/\(task.id.text)/reports/\(period.key)")
        try tell(task.leadID, message, except: actor)
    }

    /// Sends a message to everybody who works for a unit itself.
    private func tell(_ unit: ID<Organisation>, _ message: Message, except actor: ID<Account>) throws {
        for account in try peopleOf(unit) where account != actor {
            try tell(Message(message.kind, to: .account(account), subject: message.subject, body: message.body, path: message.path))
        }
    }

    /// Who holds a role over exactly this unit with which tasks are carried out or steered.
    func peopleOf(_ unit: ID<Organisation>) throws -> [ID<Account>] {
        var out: [ID<Account>] = []
        for role in [Role.host, .organiser] { for account in try holders(of: role, exactlyOver: .organisation(unit.number)) where !out.contains(account) { out.append(account) } }
        return out
    }
}
