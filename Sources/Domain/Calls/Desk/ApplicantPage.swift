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
    }

    var path: String { "/desk/applications/\(view.application.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        let state = view.application.state
        return visit.desk(
            view.call.name.phrase, lede: Phrase(view.name(.zh), view.name(.en)), trail: [("/desk/applications", Phrase("我的申报", "My applications"))],
            status: reading.isGood || state == .returned ? 200 : 422
        ) {
            p(.class("actions")) {
                ApplicationBadge.html(state, visit)
                if let closes = view.call.closesAt, state.isOpen { span(.class("meta")) { CallListPage.closes(closes, visit) } }
            }
            if !view.application.remark.isEmpty { div(.class("notice", "notice-warning")) { p { view.application.remark } } }
            if view.scheme.scheme.review.mostExcluded > 0, state.allowsExclusions {
                p(.class("actions")) { a(.href(.within(path + "/exclusions"))) { visit.say(Phrase("要求专家回避", "Experts who should not review")) } }
            }
            if state.isOpen { form(visit) } else { view.html(visit) }
            if state.isOpen { AttachmentSection(view: view, reading: reading, path: path).html(visit) }
            if state.isOpen || prints != nil { FormSection(view: view, prints: prints, scan: scan, reading: reading, path: path).html(visit) }
            if state.isOpen { submission(visit) }
            if state.isDecided {
                p { a(.href(.within(path + "/decision.zip")), .download("decision.zip")) { visit.say(Phrase("下载决定卷宗（ZIP）", "Download the decision file (ZIP)")) } }
            }
            if Application.workflow.events(in: state).contains(.withdraw), state != .draft {
                visit.postButton(Phrase("撤回申报", "Withdraw the application"), posts: path + "/withdrawal", style: "button-danger")
            }
        }
    }

    private func form(_ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within(path)), .id("application"), .class("form"), .novalidate(), ApplicationKeeping.attributes(path + "/draft", key: view.application.id.text, visit)) {
            visit.csrfField
            input(.type("hidden"), .name("version"), .value(String(view.application.version)))
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
                for one in recommenders { option(.value(one.id.text), .selected(one.id == view.application.recommenderID)) { one.name(visit.language) } }
            }
        }
    }
}

extension Transaction {
    /// Who may recommend this unit: the body above it, and the associations and offices along the line of its seat.
    func recommenders(for application: Application) throws -> [Organisation] {
        try organisation(application.organisationID).map { try bodies(over: $0, kinds: [.association, .bureau, .government]) } ?? []
    }
}
