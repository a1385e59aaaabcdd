import Kernel
import Language
import Markup
import Venues
import Web
import Workflow

/// One assessment before its holder: filed question by question, corrected, mended or given up.
struct HolderAssessmentPage: Sendable {
    let view: AssessmentView
    var reading: FormReading

    var path: String { "/desk/titles/assessments/\(view.assessment.id.text)" }

    /// With what was typed; before that, with what was filed last; at the beginning with what is known already.
    init(_ view: AssessmentView) {
        self.view = view
        let (form, asked) = (Self.form(view.assessment.state, view.rule), view.rule.report)
        let report: AssessmentReport
        if view.draft.version > 0 {
            report = view.draft.report
        } else if view.assessment.state == .open {
            report = AssessmentReport(beginning: asked, known: view.known, profile: view.profile)
        } else {
            // What was put right is said anew.
            report = AssessmentReport(says: view.assessment.state == .returned ? view.report.says : "", answers: view.report.answers)
        }
        reading = form.filled(ApplicationForm.values(of: report.answers).merging(["says": report.says]) { first, _ in first })
    }

    /// Which state of the report the page shows.
    var seen: SeenReport { SeenReport(view.assessment.filings, view.draft.version) }

    var form: Form { Self.form(view.assessment.state, view.rule) }

    /// What the form says now.
    var report: AssessmentReport { AssessmentReport(says: reading.text("says"), answers: ApplicationForm.body(reading, view.rule.report)) }

    private static func form(_ state: AssessmentState, _ rule: AssessmentRule) -> Form {
        let asks: FormField
        if state == .rectifying {
            asks = FormField("says", "整改情况", "What was put right", .longText(max: 10_000), required: true)
        } else if rule.report.isEmpty {
            asks = FormField(
                "says", "年度工作报告", "Report of the year", .longText(max: 10_000), required: true,
                hint: Phrase("平台已有的数字不必重复；写它看不到的：效果、困难、明年打算。放弃考核时写明原因。", "The figures above need not be repeated; say what they do not show. Where you give up, say why."))
        } else {
            asks = FormField(
                "says", "补充说明", "Anything else", .longText(max: 10_000),
                hint: Phrase("上面没有问到的；放弃考核时在此写明原因。", "What is not asked above. Where you give up, say why here."))
        }
        let sure = FormField("sure", "我确认放弃本次考核", "I do give up this assessment", .checkbox)
        return ApplicationForm.form(rule.report) + Form(state == .open ? [asks, sure] : [asks])
    }

    func answer(_ visit: Visit) -> Answer {
        let events = Assessment.workflow.events(in: view.assessment.state)
        return visit.desk(
            view.title, lede: view.record.holder.phrase, trail: [("/desk/titles", Phrase("我的称号", "My titles"))], status: reading.isGood ? 200 : 422
        ) {
            view.html(visit)
            if events.contains(.file) {
                html(events.contains(.giveUp), visit)
                AttachmentSection(view, reading: reading, path: path).html(visit)
                filing(visit)
            } else {
                visit.formSummary(reading)
            }
            view.history.html(visit)
        }
    }

    private func html(_ mayGiveUp: Bool, _ visit: Visit) -> HTML {
        let kept = ApplicationKeeping.attributes(path + "/draft", key: view.assessment.id.text, visit)
        return Markup.form(.method(.post), .action(.within(path)), .id("report"), .class("form"), .novalidate(), kept) {
            visit.csrfField
            input(.type("hidden"), .name("version"), .value(reading.posted.fields["version"] ?? seen.text))
            visit.formSummary(reading)
            for field in reading.form.fields where field.name != "sure" {
                visit.fieldHTML(field, in: reading)
                beside(field, visit)
            }
            div(.class("form-actions")) {
                if !asksFiles { fileButton(visit) }
                button(.class("button"), .type("submit"), .name("act"), .value("save")) { visit.say(Phrase("保存草稿", "Keep the draft")) }
            }
            ApplicationKeeping.status()
            if mayGiveUp {
                details {
                    summary { visit.say(Phrase("放弃考核", "Give up this assessment")) }
                    if view.rule.givingUpRevokes { p(.class("remark")) { visit.say(Phrase("按办法，放弃考核即撤销称号。", "By the measure, giving up takes the title away.")) } }
                    for field in reading.form.fields where field.name == "sure" { visit.fieldHTML(field, in: reading) }
                    button(.class("button", "button-danger"), .type("submit"), .name("act"), .value(AssessmentEvent.giveUp.rawValue)) { visit.say(Phrase("放弃考核", "Give up")) }
                }
            }
        }
    }

    private var asksFiles: Bool { view.rule.report.contains { $0.kind == .file } }

    private func fileButton(_ visit: Visit) -> HTML {
        button(.class("button", "button-primary"), .type("submit"), .form("report"), .name("act"), .value("file")) { visit.say(Phrase("填报", "File")) }
    }

    /// Below the files, because it comes after them; it sends the form above.
    @HTMLBuilder private func filing(_ visit: Visit) -> HTML {
        if asksFiles {
            section(.class("stack")) {
                h2 { visit.say(Phrase("填报", "File the report")) }
                p(.class("hint")) { visit.say(Phrase("填报后由认定机关评定，退回之前不能修改。", "The authority rates it then; it cannot be changed unless it is returned.")) }
                div(.class("form-actions")) { fileButton(visit) }
            }
        }
    }

    /// What the records show of the question, and what the office said of the last answer.
    @HTMLBuilder private func beside(_ field: FormField, _ visit: Visit) -> HTML {
        if let own = view.rule.report.first(where: { ApplicationForm.name($0.key) == field.name }) {
            if let figure = own.known, let number = view.known[figure] {
                let year = view.assessment.year
                p(.class("field-note")) { visit.say(Phrase("\(figure.title.zh)，\(year)年：\(number)", "\(figure.title.en), \(year): \(number)")) }
            }
            for remark in view.remarks where remark.field == own.key && view.assessment.state != .open {
                p(.class("remark")) { visit.say(Phrase("补正意见：\(remark.says)", "To be corrected: \(remark.says)")) }
            }
        }
    }
}
