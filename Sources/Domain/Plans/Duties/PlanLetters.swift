import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What the two sides of a task are told, and the parties of an agreement.
enum PlanLetter {
    static let tasks = MessageKind("plans.task", "交办的任务及其核验", "Tasks that are assigned, accepted, verified or returned")
    static let reminders = MessageKind("plans.reminder", "任务到期和逾期提醒", "Reminders of what tasks owe")
    static let agreements = MessageKind("plans.agreement", "协议的确认和谢绝", "Agreements that wait for your body, stand, or were declined")
    static let kinds = [tasks, reminders, agreements]
}

extension Transaction {
    /// Tells of a step of a task whom it concerns: its lead, or whoever verifies it. Who is given it is told once.
    func tell(of task: KeyTask, _ state: TaskState, remark: String, from actor: ID<Account>) throws {
        let name = task.name.phrase, who = try organisation(task.leadID)?.name.phrase ?? Phrase("牵头单位", "the lead")
        let subject: Phrase
        var body: Phrase
        switch state {
        case .assigned:
            subject = Phrase("交办任务：\(name.zh)", "A task for you: \(name.en)")
            body = Phrase("请在 \(Duty.daysToAccept) 天内答复是否接受。", "Please say within \(Duty.daysToAccept) days whether you accept it.")
        case .declined:
            subject = Phrase("已谢绝：\(name.zh)", "Declined: \(name.en)")
            body = Phrase("\(who.zh)谢绝了这项任务。请换一家牵头，或更改后再次交办，或撤销。", "\(who.en) has declined the task. Give it to another, change it and assign it again, or drop it.")
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
        let isForGivers = [.accepted, .declined, .done].contains(state)
        try tell(
            isForGivers ? try giversOf(task) : try peopleOf(task.leadID),
            Message(PlanLetter.tasks, to: .account(ID(0)), subject: subject, body: body, path: "/desk/duties/\(task.id.text)"), except: actor)
        if state == .assigned { try remember(task.id, "assigned", 0) }
    }

    /// Tells whoever verifies a task that a report has come.
    func tellOfHandIn(_ task: KeyTask, _ period: ReportPeriod, from actor: ID<Account>) throws {
        let who = try organisation(task.leadID)?.name.phrase ?? Phrase("牵头单位", "the lead")
        let message = Message(
            PlanLetter.tasks, to: .account(ID(0)), subject: Phrase("待审阅的报告：\(task.name.phrase.zh)", "A report to read: \(task.name.phrase.en)"),
            body: Phrase("\(who.zh)上报了\(period.title.zh)的进展。请接受，或退回并写明要改什么。", "\(who.en) has reported on \(period.title.en). Accept it, or return it and say what is to be mended."),
            path: "/desk/duties/\(task.id.text)/reports/\(period.key)")
        try tell(try giversOf(task), message, except: actor)
    }

    /// Tells a lead that its report has come back.
    func tellOfReport(_ task: KeyTask, _ period: ReportPeriod, from actor: ID<Account>) throws {
        let message = Message(
            PlanLetter.tasks, to: .account(ID(0)), subject: Phrase("报告已退回：\(task.name.phrase.zh)", "Report returned: \(task.name.phrase.en)"),
            body: Phrase("\(period.title.zh)的进展报告有栏目需要修改，说明写在各栏旁边。", "The report for \(period.title.en) has fields to mend; what is to change stands beside each."),
            path: "/desk/duties/\(task.id.text)/reports/\(period.key)")
        try tell(try peopleOf(task.leadID), message, except: actor)
    }

    /// Tells whoever verifies a task from now on, since its lead and whoever verified it became one; or its lead, where nobody else can.
    func tellOfPassing(_ task: KeyTask) throws {
        guard task.state != .drafted else { return }
        let isPassed = task.authorityID != task.leadID, name = task.name.phrase
        let message = Message(
            PlanLetter.tasks, to: .account(ID(0)), subject: isPassed ? Phrase("改由贵单位核验：\(name.zh)", "Yours to verify: \(name.en)") : Phrase("没有别的单位核验：\(name.zh)", "Nobody else verifies: \(name.en)"),
            body: isPassed
                ? Phrase("牵头单位与原来的核验单位已合并为一家，这项任务改由贵单位核验。", "Its lead and the body that was to verify it became one, so your unit verifies it now.")
                : Phrase("牵头单位与核验单位已合并为一家，没有别的单位可以核验。请换一家牵头。", "Its lead and the body that was to verify it became one, and no other body can. Give it another lead."),
            path: "/desk/duties/\(task.id.text)")
        for account in try giversOf(task) { try tell(Message(message.kind, to: .account(account), subject: message.subject, body: message.body, path: message.path)) }
    }

    private func tell(_ people: [ID<Account>], _ message: Message, except actor: ID<Account>) throws {
        for account in people where account != actor {
            try tell(Message(message.kind, to: .account(account), subject: message.subject, body: message.body, path: message.path))
        }
    }

    /// Who holds a role over exactly this unit with which tasks are carried out or steered.
    func peopleOf(_ unit: ID<Organisation>) throws -> [ID<Account>] {
        var out: [ID<Account>] = []
        for role in [Role.host, .organiser] { for account in try holders(of: role, exactlyOver: .organisation(unit.number)) where !out.contains(account) { out.append(account) } }
        return out
    }

    /// Who verifies a task for the body that gave it: whoever steers for it; of a part, and of what came of an agreement or a visit, whoever works for it.
    func giversOf(_ task: KeyTask) throws -> [ID<Account>] {
        if (task.parentID != nil || task.planID == nil) && task.authorityID != task.leadID { return try peopleOf(task.authorityID) }
        return try holders(of: .organiser, exactlyOver: .organisation(task.authorityID.number))
    }
}
