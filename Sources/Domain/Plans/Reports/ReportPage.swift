import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// The fields of a quarterly report, and of the decision on it.
enum ReportForm {
    /// - remarks: of whoever returned it; each stands at its field.
    static func form(_ remarks: [TaskReport.Field: String]) -> Form {
        Form(
            TaskReport.Field.allCases.map { field in
                FormField(
                    field.rawValue, field.title.zh, field.title.en, .longText(max: 4000), required: field == .done,
                    hint: remarks[field].map { Phrase("交办单位的意见：\($0)", "Remark of the body that gave the task: \($0)") })
            })
    }

    static let decision = Form(
        FormField("event", "决定", "Decision", .choice([.init("accept", Phrase("接受", "Accept")), .init("return", Phrase("退回修改", "Return it"))]), required: true),
        FormField("done_remark", "对“完成情况”的意见", "On what was done", .longText(max: 1000)),
        FormField("problems_remark", "对“问题和风险”的意见", "On problems and risks", .longText(max: 1000)),
        FormField("next_remark", "对“下一步”的意见", "On what comes next", .longText(max: 1000)))
}

/// `/desk/duties/{task}/reports/{period}`: prefilled from the records for its lead; to be accepted or returned, field by field, by whoever steers.
struct ReportPage: Sendable {
    let task: KeyTask
    let part: TaskPart
    let period: ReportPeriod
    let due: Day
    let report: TaskReport?
    let progress: TaskProgress?
    let names: PlanNames
    let plan: ActionPlan?
    /// Whether the quarter has not begun: nothing can be reported on it yet.
    let isEarly: Bool
    var reading: FormReading
    var decision: FormReading

    /// - language: in which a report is begun from the records.
    init(_ id: ID<KeyTask>, _ period: ReportPeriod, for identity: Identity, in language: Tongue, _ tx: Transaction) throws {
        (task, part) = try tx.deskTask(id, for: identity)
        self.period = period
        guard let owed = try tx.reportPeriods(of: task).first(where: { $0.period == period }) else { throw Refusal.notFound(Phrase("这一季度的报告", "report for that quarter")) }
        (due, isEarly) = (owed.due, period.begin > tx.now.day(in: .china))
        report = try tx.report(period, of: id)
        plan = try task.planID.flatMap { try tx.actionPlan($0) }
        progress = try tx.progress(of: [task], in: plan.map { [$0.id: $0] } ?? [:]).first
        names = try PlanNames(progress.map { [$0] } ?? [], in: tx)
        let says = try report?.says ?? [.done: tx.prefilled(task, period, progress)(language)]
        reading = ReportForm.form(report?.remarks ?? [:]).filled(["done": says[.done] ?? "", "problems": says[.problems] ?? task.riskSays, "next": says[.next] ?? ""])
        decision = ReportForm.decision.filled(["event": "accept"])
    }

    private var path: String { "/desk/duties/\(task.id.text)/reports/\(period.key)" }
    private var isToBeWritten: Bool { part.leads && report?.state != .accepted && !isEarly }
    private var isToBeDecided: Bool { part.steers && report.map { $0.state != .returned } ?? false }

    /// What was refused and stands beside no field, since its form is not there any more.
    private var problem: Phrase? { (isToBeWritten ? nil : reading.remarks.first?.says) ?? (isToBeDecided ? nil : decision.remarks.first?.says) }

    func answer(_ visit: Visit) -> Answer {
        let list = part.list(visit)
        return visit.desk(
            period.title + Phrase("进展报告", ": report"), lede: task.name.phrase, trail: [list, ("/desk/duties/\(task.id.text)", task.name.phrase)],
            status: reading.isGood && decision.isGood ? 200 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem) } } }
            p(.class("meta")) { visit.say(Phrase("\(Dates.plain(due, .zh)) 前上报。", "Due by \(Dates.plain(due, .en)).")) }
            div(.class("stack", "sections")) {
                if let report, !part.leads || report.state == .accepted || !report.remarks.isEmpty || !reading.isGood {
                    section(.class("stack"), .id("handed-in")) {
                        h2 { visit.say(Phrase("已上报", "As handed in")) }
                        ReportView(report: report, visit: visit, isPublic: false).html
                    }
                }
                if let progress {
                    TaskGoals(
                        progress: progress, rule: plan?.rule ?? .usual, names: names, visit: visit, isPublic: false
                    ).html
                }
                if isToBeWritten {
                    section(.class("form-section"), .id("report")) {
                        h2 { visit.say(report == nil ? Phrase("上报", "Report") : Phrase("修改并重新上报", "Change it and hand it in again")) }
                        p { visit.say(Phrase("“完成情况”已按记录预填，可以修改；数字按上报的时刻自动附上，不能改。", "What was done is filled in from the records and may be changed; the figures of the moment are attached and may not.")) }
                        visit.formHTML(
                            reading, action: path, submit: Phrase("上报", "Hand in"),
                            before: { input(.type("hidden"), .name("seen"), .value(String(report?.changedAt.microseconds ?? 0))) })
                    }
                }
                if isToBeDecided, let report {
                    section(.class("form-section"), .id("decision")) {
                        h2 { visit.say(Phrase("审阅", "Decide")) }
                        visit.formHTML(
                            decision, action: path + "/decision", submit: Phrase("保存决定", "Decide"),
                            before: { input(.type("hidden"), .name("seen"), .value(String(report.handedInAt.microseconds))) })
                    }
                }
                if isEarly { p { visit.say(Phrase("\(period.title.zh)还没有开始，到 \(Dates.plain(period.begin, .zh)) 起可以上报。", "\(period.title.en) has not begun; it can be reported on from \(Dates.plain(period.begin, .en)).")) } }
                if report == nil, !part.leads { p { visit.say(Phrase("还没有上报。", "Not handed in yet.")) } }
            }
        }
    }
}
