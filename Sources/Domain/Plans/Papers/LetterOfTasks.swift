import Access
import Formats
import Kernel
import Language
import Storage
import Venues

/// What one unit owes to a plan: its tasks, by when, goals and targets, who signed them off.
struct LetterOfTasks: Sendable {
    let plan: ActionPlan
    let unit: Organisation
    let tasks: [TaskProgress]
    /// Tasks of other units in which it takes part.
    let joined: [TaskProgress]
    let duties: [Duty]
    /// Reports of quarters that are not over yet, in the order of the days.
    let reports: [UpcomingReport]
    let names: PlanNames
    let now: Instant

    /// For whoever steers the plan, and for the unit itself; for others there is none.
    init(_ key: String, _ unit: ID<Organisation>, for identity: Identity, in tx: Transaction) throws {
        let noun = Phrase("这份任务书", "letter of tasks"), plan = try tx.requirePlan(key)
        let steers = identity.may(Plans.steer, within: try tx.planScopes(plan))
        guard steers || plan.isIssued && identity.may(Plans.carryOut, within: [.organisation(unit.number)]), let found = try tx.organisation(unit) else { throw Refusal.notFound(noun) }
        (self.plan, self.unit, now) = (plan, found, tx.now)
        func inOrder(_ all: [KeyTask]) throws -> [TaskProgress] { plan.inOrder(try tx.progress(of: all, in: [plan.id: plan]), \.task) }
        let shown: SQL = "t.plan_id = \(plan.id) AND t.state <> \(TaskState.dropped)"
        tasks = try inOrder(try tx.tasks(where: "\(sql: shown) AND t.lead_id = \(unit)"))
        joined = try inOrder(try tx.tasks(where: "\(sql: shown) AND t.id IN (SELECT p.task_id FROM plans_participant p WHERE p.organisation_id = \(unit))"))
        guard !tasks.isEmpty || !joined.isEmpty else { throw Refusal.notFound(noun) }
        duties = try tx.duties(of: tasks.map(\.task))
        reports = UpcomingReport.all(of: tasks.map(\.task), in: plan, after: now.day(in: .china))
        names = try PlanNames(tasks + joined, in: tx)
    }
}

/// The letter of tasks on paper, to be signed by both sides.
struct LetterPaper: Sendable {
    let letter: LetterOfTasks
    let language: Tongue
    let origin: String

    private func say(_ phrase: Phrase) -> String { phrase(language) }
    private var plan: ActionPlan { letter.plan }

    func drawn() throws -> [UInt8] {
        let title = Phrase("\(letter.unit.name(.zh))任务书", "Letter of tasks: \(letter.unit.name(.en))")
        let document = try PDFDocument(title: say(title), language: language, author: letter.names.name(plan.authorityID, language), created: letter.now)
        document.paragraph(say(title), .title)
        document.paragraph(plan.name(language), .subheading)
        if !plan.isIssued { document.paragraph(say(Phrase("拟订中，尚未印发。", "Being drawn up; not issued yet.")), .strong) }
        let moment = Dates.moment(letter.now, .china, language)
        document.paragraph(say(Phrase("截至\(moment)。点按数字可打开到每一条记录。", "As of \(moment). Each number opens to its records.")), .small)
        if !letter.tasks.isEmpty { table(document) }
        if !letter.duties.isEmpty || !letter.reports.isEmpty { duties(document) }
        if !letter.joined.isEmpty { joined(document) }
        seal(document)
        return try document.finish()
    }

    private func table(_ document: PDFDocument) {
        document.paragraph(say(Phrase("牵头的任务：\(letter.tasks.count) 项", "\(Plural.en(letter.tasks.count, "task", "tasks")) that it leads")), .heading)
        document.beginTable([
            PDFColumn(say(Phrase("任务", "Task")), share: 0.26), PDFColumn(say(Phrase("期限", "Due")), share: 0.24), PDFColumn(say(Phrase("目标和现在的数", "Goals and where they stand")), share: 0.29),
            PDFColumn(say(Phrase("核验", "Signed off")), share: 0.21),
        ])
        for one in letter.tasks {
            let task = one.task
            var what = [PDFRun(task.name(language), .strong, link: "\(origin)/desk/duties/\(task.id.text)")]
            if let about = task.about { what.append(PDFRun(about(language), .small)) }
            for step in one.milestones { what.append(PDFRun("\(step.done == nil ? "○" : "✓") \(Dates.plain(step.due, language)) \(step.name(language))", .small)) }
            let goals = one.goals.flatMap { goal in
                letter.names.words(goal, isPublic: false).runs(at: origin, language)
                    + goal.goal.targets.map { PDFRun(say(Phrase("\(Dates.plain($0.day, .zh)) 前 \(Numerals.count($0.value, .zh))", "\(Numerals.count($0.value, .en)) by \(Dates.plain($0.day, .en))")), .small) }
            }
            document.row([what, [PDFRun(task.due.map { Dates.plain($0, language) } ?? "–")], goals, signed(task)])
        }
        document.endTable()
    }

    private func signed(_ task: KeyTask) -> [PDFRun] {
        let who = letter.names.name(task.authorityID, language)
        guard task.state == .verified else { return [PDFRun(say(task.state.title)), PDFRun(say(Phrase("由 \(who) 核验", "to be verified by \(who)")), .small)] }
        return [PDFRun(say(task.state.title), .strong), PDFRun(who, .small), PDFRun(Dates.moment(task.stateAt, .china, language), .small)]
    }

    private func duties(_ document: PDFDocument) {
        let names = Dictionary(letter.tasks.map { ($0.task.id, $0.task.name) }, uniquingKeysWith: { first, _ in first }), today = letter.now.day(in: .china)
        document.paragraph(say(Phrase("要做的事", "What is owed")), .heading)
        document.beginTable([
            PDFColumn(say(Phrase("到期", "By")), share: 0.24), PDFColumn(say(Phrase("要做的事", "What is owed")), share: 0.34), PDFColumn(say(Phrase("任务", "Task")), share: 0.42),
        ])
        let owed = letter.duties.map { duty in
            let late = duty.isOverdue(on: today) ? [PDFRun(say(Phrase("已逾期", "Overdue")), .strong)] : []
            return (due: duty.due, cells: [[PDFRun(Dates.plain(duty.due, language))] + late, [PDFRun(say(duty.title))], [PDFRun(names[duty.task]?(language) ?? "")]])
        }
        let reports = letter.reports.map { one in
            let tasks = one.tasks.prefix(10).map { $0(language) }.joined(separator: say(Phrase("、", ", ")))
            let more = one.tasks.count > 10 ? say(Phrase("等 \(one.tasks.count) 项", " and \(one.tasks.count - 10) more")) : ""
            return (due: one.due, cells: [[PDFRun(Dates.plain(one.due, language))], [PDFRun(say(Duty.About.report(one.period).title()))], [PDFRun(tasks + more)]])
        }
        for row in (owed + reports).sorted(by: { $0.due < $1.due }) { document.row(row.cells) }
        document.endTable()
    }

    private func joined(_ document: PDFDocument) {
        document.paragraph(say(Phrase("参与的任务：\(letter.joined.count) 项", "\(Plural.en(letter.joined.count, "task", "tasks")) in which it takes part")), .heading)
        document.beginTable([
            PDFColumn(say(Phrase("任务", "Task")), share: 0.46), PDFColumn(say(Phrase("牵头单位", "Lead")), share: 0.3), PDFColumn(say(Phrase("期限", "Due")), share: 0.24),
        ])
        for one in letter.joined { document.row([one.task.name(language), letter.names.name(one.task.leadID, language), one.task.due.map { Dates.plain($0, language) } ?? "–"]) }
        document.endTable()
    }

    private func seal(_ document: PDFDocument) {
        document.space(24)
        document.paragraph(say(Phrase("交办单位（盖章）：", "The body that assigns (seal):")) + " " + letter.names.name(plan.authorityID, language), .subheading)
        document.space(48)
        document.paragraph(say(Phrase("牵头单位（盖章）：", "The lead (seal):")) + " " + letter.unit.name(language), .subheading)
        document.space(48)
        document.paragraph(say(Phrase("日期：        年    月    日", "Date:")))
    }
}
