import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web
import Workflow

/// `/desk/titles`: a holder's titles and their assessments.
enum HolderRoutes {
    static let item = DeskItem("/desk/titles", "我的称号", "My titles", permission: Calls.apply, order: 34)

    static let routes: [Route] = [
        .get("/desk/titles", .permitted(Calls.apply), filters: ["page"]) { visit in
            let (identity, page) = (try visit.signedIn(), visit.pageNumber)
            let titles = try await visit.database.read { tx in try HolderTitles(for: identity, page: page, in: tx) }
            try visit.requirePage(of: titles.total, by: HolderTitles.size)
            return titles.answer(visit)
        },
        .get("/desk/titles/assessments/{id}", .permitted(Calls.apply)) { visit in try await page(visit).answer(visit) },
        .post("/desk/titles/assessments/{id}", .permitted(Calls.apply)) { visit in
            var page = try await page(visit)
            page.reading = page.form.read(visit.posted)
            let event: AssessmentEvent = visit.posted.fields["act"] == AssessmentEvent.giveUp.rawValue ? .giveUp : .file
            if event == .giveUp, !page.reading.isChecked("sure") {
                page.reading.remark("sure", Phrase("放弃考核不能收回：请勾选后再提交。", "Giving up cannot be taken back: tick this first."))
            }
            guard page.reading.isGood else { return page.answer(visit) }
            let (identity, id, says) = (try visit.signedIn(), page.view.assessment.id, page.reading.text("says"))
            do {
                try await visit.database.write { tx in try tx.step(id, event, says: says, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see(
                "/desk/titles", saying: event == .file ? Phrase("考核已填报，由认定机关评定。", "It is filed; the authority rates it.") : Phrase("已登记放弃考核。", "It is noted that you give up."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> HolderAssessmentPage {
        let (identity, id): (Identity, ID<Assessment>) = (try visit.signedIn(), try visit.id("id", of: Assessment.noun))
        return try await visit.database.read { tx in
            guard let assessment = try tx.assessment(id), let title = try tx.title(assessment.titleID),
                identity.may(Calls.apply, within: try tx.organisationScopes(title.organisationID))
            else { throw Refusal.notFound(Assessment.noun) }
            return HolderAssessmentPage(try AssessmentView(assessment, in: tx))
        }
    }
}

/// One assessment before its holder: filed, mended or given up.
struct HolderAssessmentPage: Sendable {
    let view: AssessmentView
    var reading: FormReading

    init(_ view: AssessmentView) {
        self.view = view
        reading = Self.form(view.assessment.state).empty
    }

    var form: Form { Self.form(view.assessment.state) }

    private static func form(_ state: AssessmentState) -> Form {
        let asks = state == .rectifying
            ? FormField("says", "整改情况", "What was put right", .longText(max: 10_000), required: true)
            : FormField(
                "says", "年度工作报告", "Report of the year", .longText(max: 10_000), required: true,
                hint: Phrase("平台已有的数字不必重复；写它看不到的：效果、困难、明年打算。放弃考核时写明原因。", "The figures above need not be repeated; say what they do not show. Where you give up, say why."))
        return state == .open ? Form(asks, FormField("sure", "我确认放弃本次考核", "I do give up this assessment", .checkbox)) : Form(asks)
    }

    func answer(_ visit: Visit) -> Answer {
        let events = Assessment.workflow.events(in: view.assessment.state)
        return visit.desk(
            view.title, lede: view.record.holder.phrase, trail: [("/desk/titles", Phrase("我的称号", "My titles"))], status: reading.isGood ? 200 : 422
        ) {
            view.html(visit)
            if events.contains(.file) { html(events.contains(.giveUp), visit) }
            view.history.html(visit)
        }
    }

    private func html(_ mayGiveUp: Bool, _ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within("/desk/titles/assessments/\(view.assessment.id.text)")), .class("form"), .novalidate(), .data("kept", "")) {
            visit.csrfField
            visit.formSummary(reading)
            for field in reading.form.fields where field.name != "sure" { visit.fieldHTML(field, in: reading) }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit"), .name("act"), .value("file")) { visit.say(Phrase("填报", "File")) }
            }
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
}
