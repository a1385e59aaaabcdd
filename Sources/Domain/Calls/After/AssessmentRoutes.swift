import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web
import Workflow

/// `/desk/assessments`: an authority rates what the holders of its titles filed.
enum AssessmentRoutes {
    static let item = DeskItem("/desk/assessments", "考核", "Assessments", permission: Calls.review, in: .calls, order: 37)

    static let routes: [Route] = [
        .get("/desk/assessments", .permitted(Calls.review), filters: AssessmentList.names) { visit in
            let (identity, page) = (try visit.signedIn(), visit.pageNumber)
            let state = visit.query["state"].flatMap { AssessmentState(rawValue: $0) }
            let scheme = visit.query["scheme"].flatMap { $0.isEmpty ? nil : $0 }
            let list = try await visit.database.read { tx in try AssessmentList(for: identity, state: state, scheme: scheme, page: page, in: tx) }
            try visit.requirePage(of: list.counts[list.state] ?? 0, by: AssessmentList.size)
            return list.answer(visit)
        },
        .get("/desk/assessments/{id}", .permitted(Calls.review)) { visit in try await page(visit).answer(visit) },
        .post("/desk/assessments/{id}", .permitted(Calls.review)) { visit in
            var page = try await page(visit)
            guard let event = page.events.first(where: { $0.rawValue == visit.posted.fields["event"] }) else { throw DecisionForm.unknown }
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood else { return page.answer(visit) }
            let (identity, id, says, remarks) = (try visit.signedIn(), page.view.assessment.id, page.reading.text("says"), page.remarks)
            let seen = visit.posted.fields["seen"].map { SeenReport($0) }
            do {
                try await visit.database.write { tx in try tx.step(id, event, says: says, remarks: remarks, seen: seen, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            if event == .giveBack { return visit.see("/desk/assessments", saying: Phrase("已退回，单位会收到通知。", "It is returned; the unit is told.")) }
            return visit.see("/desk/assessments", saying: Phrase("已评定，单位会收到通知。", "It is rated; the unit is told."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> OfficeAssessmentPage {
        let (identity, id): (Identity, ID<Assessment>) = (try visit.signedIn(), try visit.id("id", of: Assessment.noun))
        return try await visit.database.read { tx in
            guard let assessment = try tx.assessment(id) else { throw Refusal.notFound(Assessment.noun) }
            let view = try AssessmentView(assessment, in: tx)
            // Another authority's does not exist for them.
            guard identity.may(Calls.review, within: try tx.organisationScopes(view.record.authority.id)) else { throw Refusal.notFound(Assessment.noun) }
            return OfficeAssessmentPage(view: view, today: tx.now.day(in: Notice.zone))
        }
    }
}

/// One assessment before the office that rates it.
struct OfficeAssessmentPage: Sendable {
    let view: AssessmentView
    let today: Day
    var reading: FormReading

    init(view: AssessmentView, today: Day) {
        (self.view, self.today) = (view, today)
        reading = Self.form(view.rule).empty
    }

    var form: Form { Self.form(view.rule) }

    /// What is said of single answers.
    var remarks: [AssessmentRemark] {
        view.rule.report.compactMap { field in reading.textOrNil(Self.name(field)).map { AssessmentRemark(field: field.key, says: $0) } }
    }

    private static func name(_ field: SchemeField) -> String { "r-" + field.key }

    private static func form(_ rule: AssessmentRule) -> Form {
        let says = FormField(
            "says", "意见", "Remark", .longText(max: 5000),
            hint: Phrase("退回、限期整改或不合格时必填，单位会看到。", "Needed where it is returned, something is to be put right or it fails; the unit reads it."))
        return Form([says] + rule.report.map { field in FormField(name(field), field.name.phrase.zh, field.name.phrase.en, .text(max: 500)) })
    }

    /// What may be decided now: nobody fails who still has time to file, and nothing is put right where the scheme knows no such way.
    var events: [AssessmentEvent] {
        Assessment.workflow.events(in: view.assessment.state).filter { event in
            guard event == .giveBack || AssessmentOutcome.allCases.contains(where: { $0.event == event }), isKnown(event) else { return false }
            return event != .fail || view.assessment.state == .filed || today > view.assessment.dueOn
        }
    }

    /// Whether the measure knows this outcome; most set no day, so it is asked for its refusal.
    private func isKnown(_ event: AssessmentEvent) -> Bool {
        do {
            _ = try view.rule.until(event, from: today)
            return true
        } catch { return false }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            view.title, lede: view.record.holder.phrase, trail: [("/desk/assessments", Phrase("考核", "Assessments"))], status: reading.isGood ? 200 : 422
        ) {
            view.html(visit)
            if events.isEmpty { visit.formSummary(reading) } else { html(visit) }
            p { a(.href("/desk/register/\(view.record.title.id)")) { visit.say(Phrase("这项称号的全部情况", "All of this title")) } }
            view.history.html(visit)
        }
    }

    private func html(_ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within("/desk/assessments/\(view.assessment.id.text)")), .class("form"), .novalidate()) {
            visit.csrfField
            input(.type("hidden"), .name("seen"), .value(SeenReport(view.assessment.filings).text))
            visit.formSummary(reading)
            for field in reading.form.fields.prefix(1) { visit.fieldHTML(field, in: reading) }
            if !view.rule.report.isEmpty, events.contains(.giveBack) {
                details(.open(!remarks.isEmpty)) {
                    summary { visit.say(Phrase("逐项写补正意见", "Remarks on single answers")) }
                    for field in reading.form.fields.dropFirst() { visit.fieldHTML(field, in: reading) }
                }
            }
            if events.contains(.rectify), let months = view.rule.monthsToRectify {
                let until = today.adding(months: months)
                p(.class("hint")) {
                    visit.say(
                        Phrase("限期整改：\(months) 个月，到 \(Dates.plain(until, .zh)) 为止，逾期为不合格。", "Put right within \(months) months, by \(Dates.plain(until, .en)); after that it fails."))
                }
            }
            div(.class("form-actions")) {
                for event in events {
                    button(.class("button", event == .fail ? "button-danger" : event == .rectify || event == .giveBack ? "" : "button-primary"), .type("submit"), .name("event"), .value(event.rawValue)) {
                        visit.say(event.title)
                    }
                }
            }
        }
    }
}
