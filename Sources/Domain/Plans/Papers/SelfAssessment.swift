import Formats
import Kernel
import Language
import Storage
import Venues

/// A plan's year-end self-assessment: each chapter and task with its light, its numbers, its targets, own numbers with their reason, and its reports.
struct SelfAssessment: Sendable {
    let plan: ActionPlan
    let authority: Wording?
    let tasks: [TaskProgress]
    let participants: [ID<KeyTask>: [ID<Organisation>]]
    let names: PlanNames
    let reports: [ID<KeyTask>: [TaskReport]]
    let now: Instant

    init(_ plan: ActionPlan, in tx: Transaction) throws {
        self.plan = plan
        authority = try tx.organisation(plan.authorityID)?.name
        tasks = plan.inOrder(try tx.progress(of: tx.contents(of: plan)).filter { $0.task.state != .dropped && $0.task.state != .drafted }, \.task)
        participants = try tx.participants(of: plan)
        names = try PlanNames(tasks, also: participants.values.flatMap(\.self), in: tx)
        let accepted = try tx.rows(
            "SELECT r.* FROM plans_report r JOIN plans_task t ON t.id = r.task_id WHERE t.plan_id = \(plan.id) AND r.state = \(ReportState.accepted) ORDER BY r.task_id, r.period",
            TaskReport.init)
        reports = Dictionary(grouping: accepted.compactMap(\.self), by: \.taskID)
        now = tx.now
    }

    /// Chapters with their tasks, those of none behind them.
    var chapters: [(name: Phrase, tasks: [TaskProgress])] {
        let byChapter = Dictionary(grouping: tasks) { $0.task.chapter ?? "" }, keys = Set(plan.chapters.map(\.key))
        let known = plan.chapters.compactMap { one in byChapter[one.key].map { (name: one.name.phrase, tasks: $0) } }
        let rest = tasks.filter { one in !(one.task.chapter.map { keys.contains($0) } ?? false) }
        return known + (rest.isEmpty ? [] : [(known.isEmpty ? Phrase("任务", "Tasks") : Phrase("其他任务", "Other tasks"), rest)])
    }
}

/// The self-assessment on paper; every number opens to its records.
struct SelfAssessmentPaper: Sendable {
    let assessment: SelfAssessment
    let language: Tongue
    let origin: String

    private var plan: ActionPlan { assessment.plan }
    private let wholes: [ID<KeyTask>: Wording]

    init(assessment: SelfAssessment, language: Tongue, origin: String) {
        (self.assessment, self.language, self.origin) = (assessment, language, origin)
        wholes = Dictionary(assessment.tasks.map { ($0.task.id, $0.task.name) }, uniquingKeysWith: { first, _ in first })
    }

    private func say(_ phrase: Phrase) -> String { phrase(language) }

    func drawn() throws -> [UInt8] {
        let title = Phrase("\(plan.name(.zh))年终自评", "\(plan.name(.en)): year-end self-assessment")
        let document = try PDFDocument(title: say(title), language: language, author: assessment.authority?(language) ?? "", created: assessment.now)
        document.paragraph(plan.name(language), .title)
        document.paragraph(say(Phrase("年终自评", "Year-end self-assessment")), .subheading)
        let moment = Dates.moment(assessment.now, .china, language), address = "\(origin)/plans/\(plan.key)"
        if let authority = assessment.authority { document.paragraph(say(Phrase("统筹单位：", "Steered by: ")) + authority(language)) }
        document.paragraph(say(Phrase("期间：", "Term: ")) + Dates.span(plan.begin, plan.end, language))
        document.paragraph(say(Phrase("数字截至\(moment)，由记录算出；点按每个数字可打开到每一条记录。", "Numbers are computed from the records as of \(moment); each of them opens to its records.")), .small)
        document.paragraph(address, .small, link: address)
        summary(document)
        for (name, tasks) in assessment.chapters { chapter(name, tasks, document) }
        document.paragraph(say(Phrase("灯的规则", "The rule of the lights")), .subheading)
        document.paragraph(say(plan.rule.words), .small)
        return try document.finish()
    }

    private func summary(_ document: PDFDocument) {
        let count = LightCount(assessment.tasks.map(\.light))
        let parts = assessment.tasks.count { $0.task.parentID != nil }
        let shared = parts == 0 ? Phrase("", "") : Phrase("，其中 \(parts) 项由别的任务分解而来", ", \(parts) of them parts of others")
        document.paragraph(say(Phrase("共 \(count.total) 项任务", "\(Plural.en(count.total, "task", "tasks")) in all") + shared), .heading)
        let shown = Light.allCases.filter { count[$0] > 0 }
        guard !shown.isEmpty else { return }
        document.beginTable(shown.map { PDFColumn("\($0.sign) \(say($0.title))", share: 1, alignment: .end) })
        document.row(shown.map { [PDFRun(Numerals.count(count[$0], language), .strong, link: "\(origin)/plans/\(plan.key)?light=\($0.rawValue)")] })
        document.endTable()
    }

    private func chapter(_ name: Phrase, _ tasks: [TaskProgress], _ document: PDFDocument) {
        document.paragraph(say(name), .heading)
        document.beginTable([
            PDFColumn(say(Phrase("任务", "Task")), share: 0.34), PDFColumn(say(Phrase("灯和状态", "Light and state")), share: 0.16),
            PDFColumn(say(Phrase("数和目标", "Numbers and targets")), share: 0.5),
        ])
        for one in tasks { row(one, document) }
        document.endTable()
    }

    private func row(_ one: TaskProgress, _ document: PDFDocument) {
        let task = one.task, address = "\(origin)/plans/\(plan.key)/\(task.key)"
        var what = [PDFRun(task.name(language), .strong, link: address), PDFRun(say(Phrase("牵头：", "Lead: ")) + assessment.names.name(task.leadID, language), .small)]
        if let whole = task.parentID.flatMap({ wholes[$0] }) { what.append(PDFRun(say(Phrase("分解自：", "Part of: ")) + whole(language), .small)) }
        if let due = task.due { what.append(PDFRun(say(Phrase("期限：", "Due: ")) + Dates.plain(due, language), .small)) }
        var numbers = one.goals.flatMap { goal in
            assessment.names.words(goal).runs(at: origin, language)
        }
        if !one.milestones.isEmpty {
            numbers.append(PDFRun(say(Phrase("节点完成 \(one.milestones.count { $0.done != nil })/\(one.milestones.count)", "Milestones reached: \(one.milestones.count { $0.done != nil }) of \(one.milestones.count)")), .small, link: address))
        }
        for report in assessment.reports[task.id] ?? [] {
            let said = report.says[.done] ?? ""
            numbers.append(PDFRun(say(report.period.title) + say(Phrase("：", ": ")) + said.prefix(160) + (said.count > 160 ? "…" : ""), .small, link: "\(address)#\(report.period.key)"))
        }
        document.row([what, [PDFRun("\(one.light.sign) \(say(one.light.title))", .strong), PDFRun(say(task.state.title), .small)], numbers])
    }
}
