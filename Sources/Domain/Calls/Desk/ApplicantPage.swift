import Kernel
import Language
import Markup
import Regions
import Storage
import Venues
import Web
import Workflow

/// `/desk/applications/{id}`: the form while it is open, what became of it afterwards.
struct ApplicantPage: Sendable {
    let view: ApplicationView
    var reading: FormReading
    private let recommenders: [Organisation]
    /// By when a recommender has to have recommended, where that is earlier than the call's own close.
    private let deadlines: [ID<Organisation>: Instant]
    /// The printed form of the present version, and the last scan that came.
    private let prints: FormPrint?
    private let scan: SealedScan?

    init(_ application: Application, in tx: Transaction) throws {
        view = try ApplicationView(application, in: tx)
        reading = ApplicationForm.form(view.fields).filled(ApplicationForm.values(of: view.body))
        for remark in view.remarks where application.state == .returned {
            reading.remark(ApplicationForm.name(remark.field), Phrase(same: remark.says))
        }
        (prints, scan) = (try tx.formPrint(of: application.id, version: application.version), try tx.lastScan(of: application.id))
        recommenders = application.state.isOpen && view.scheme.scheme.recommendation.isNeeded ? try tx.recommenders(for: application) : []
        deadlines = recommenders.isEmpty ? [:] : try tx.deadlines(of: application.callID)
    }

    var path: String { "/desk/applications/\(view.application.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        let state = view.application.state
        return visit.desk(
            view.call.name.phrase, lede: Phrase(view.name(.zh), view.name(.en)), trail: [("/desk/applications", Phrase("我的申报", "My applications"))],
            status: reading.isGood || state == .returned && reading.remark(on: "sure") == nil ? 200 : 422
        ) {
            p(.class("actions")) {
                ApplicationBadge.html(view.application, visit)
                if let closes = view.call.closesAt, state.isOpen { span(.class("meta")) { CallListPage.closes(closes, visit) } }
            }
            if !view.application.remark.isEmpty { div(.class("notice", "notice-warning")) { p { view.application.remark } } }
            if view.scheme.scheme.review.mostExcluded > 0, state.allowsExclusions {
                p(.class("actions")) { a(.href(.within(path + "/exclusions"))) { visit.say(Phrase("要求专家回避", "Experts who should not review")) } }
            }
            if state.isOpen { form(visit) } else { view.html(visit) }
            if state.isOpen { AttachmentSection(view, reading: reading, path: path).html(visit) }
            if state.isOpen || prints != nil { FormSection(view: view, prints: prints, scan: scan, reading: reading, path: path).html(visit) }
            if state.isOpen { submission(visit) }
            if state.isDecided {
                p { a(.href(.within(path + "/decision.zip")), .download("decision.zip")) { visit.say(Phrase("下载决定卷宗（ZIP）", "Download the decision file (ZIP)")) } }
            }
            if Application.workflow.events(in: state).contains(.withdraw), state != .draft { withdrawal(visit) }
            if state == .withdrawn, view.call.closesAt.map({ visit.now < $0 }) == true {
                p(.class("actions")) { a(.class("button"), .href("/desk/calls/\(view.call.key)/apply")) { visit.say(Phrase("重新申报", "Apply again")) } }
            }
        }
    }

    /// Two steps, since it takes the unit out of the call.
    private func withdrawal(_ visit: Visit) -> HTML {
        details(.open(reading.remark(on: "sure") != nil)) {
            summary { visit.say(Phrase("撤回申报", "Withdraw the application")) }
            Markup.form(.method(.post), .action(.within(path + "/withdrawal")), .class("form"), .id("withdrawal")) {
                visit.csrfField
                p(.class("hint")) {
                    visit.say(
                        Phrase(
                            "撤回后这份申报退出本次征集。截止之前可以从“申报”重新开始；专家评审开始之后撤回的，不能再申报。",
                            "The application leaves this call. Until the close it can be taken up again under “Apply”; not where it is withdrawn after the review has begun."))
                }
                if let remark = reading.remark(on: "sure") { p(.class("remark")) { visit.say(remark) } }
                label(.class("check"), .for("field-sure")) {
                    input(.type("checkbox"), .id("field-sure"), .name("sure"), .value("1"))
                    span { visit.say(Phrase("确认撤回", "Yes, withdraw it")) }
                }
                div(.class("form-actions")) { button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("撤回", "Withdraw")) } }
            }
        }
    }

    private func form(_ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within(path)), .id("application"), .class("form"), .novalidate(), ApplicationKeeping.attributes(path + "/draft", key: view.application.id.text, visit)) {
            visit.csrfField
            // What was seen stays what it was, also where this page comes back with a remark.
            input(.type("hidden"), .name("version"), .value(reading.posted.fields["version"] ?? SeenVersion(view.application.version, view.body).text))
            visit.formSummary(reading)
            for field in reading.form.fields {
                visit.fieldHTML(field, in: reading)
                knownHTML(field, visit)
            }
            if !recommenders.isEmpty { recommenderField(visit) }
            div(.class("form-actions")) {
                button(.class("button"), .type("submit"), .name("act"), .value("save")) { visit.say(Phrase("保存草稿", "Keep the draft")) }
            }
            ApplicationKeeping.status()
        }
    }

    /// Below the files and the printed form, because it comes after them; it sends the form above.
    private func submission(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("提交", "Submit")) }
            p(.class("hint")) { visit.say(Phrase("提交后在退回补正之前不能修改。", "Once submitted it cannot be changed, unless it is returned for correction.")) }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit"), .form("application"), .name("act"), .value("submit")) {
                    visit.say(Phrase("提交", "Submit"))
                }
            }
        }
    }

    @HTMLBuilder private func knownHTML(_ field: FormField, _ visit: Visit) -> HTML {
        let own = view.fields.first { ApplicationForm.name($0.key) == field.name }
        if let figure = own?.known, let known = view.known, let number = known[figure] {
            p(.class("field-note")) { visit.say(Phrase("\(figure.title.zh)，\(known.year)年：\(number)", "\(figure.title.en), \(known.year): \(number)")) }
        }
    }

    private func recommenderField(_ visit: Visit) -> HTML {
        div(.class("field", reading.remark(on: "recommender") == nil ? "" : "field-wrong")) {
            label(.for("field-recommender")) { visit.say(Phrase("推荐单位", "Recommender")) }
            p(.class("hint")) { visit.say(Phrase("由它核对材料并转报。", "It checks the material and forwards the application.")) }
            if let remark = reading.remark(on: "recommender") { p(.class("remark")) { visit.say(remark) } }
            select(.id("field-recommender"), .name("recommender")) {
                option(.value("")) { visit.say(Phrase("请选择", "Choose")) }
                for one in recommenders { option(.value(one.id.text), .selected(one.id == view.application.recommenderID)) { title(one, visit) } }
            }
        }
    }

    private func title(_ recommender: Organisation, _ visit: Visit) -> String {
        guard let deadline = deadlines[recommender.id] else { return recommender.name(visit.language) }
        let text = deadline.local(in: Notice.zone).text
        return recommender.name(visit.language)
            + visit.say(visit.now < deadline ? Phrase("（\(text) 前推荐）", " (recommends until \(text))") : Phrase("（\(text) 已截止）", " (closed \(text))"))
    }
}

extension Transaction {
    /// Who may recommend this unit: the body above it, and the associations and offices along the line of its seat.
    func recommenders(for application: Application) throws -> [Organisation] {
        try organisation(application.organisationID).map { try bodies(over: $0, kinds: [.association, .bureau, .government]) } ?? []
    }
}
