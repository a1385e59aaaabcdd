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
    static let item = DeskItem("/desk/titles", "我的称号", "My titles", permission: Calls.apply, in: .calls, order: 34)

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
            let act = visit.posted.fields["act"]
            // Who gives up answers nothing but why.
            page.reading = act == AssessmentEvent.giveUp.rawValue ? page.form.entered(visit.posted.fields) : page.form.read(visit.posted)
            if act == "save" { return try await keep(page, visit) }
            let event: AssessmentEvent = act == AssessmentEvent.giveUp.rawValue ? .giveUp : .file
            if event == .giveUp, !page.reading.isChecked("sure") {
                page.reading.remark("sure", Phrase("放弃考核不能收回：请勾选后再提交。", "Giving up cannot be taken back: tick this first."))
            }
            guard page.reading.isGood else { return page.answer(visit) }
            let (identity, id, report) = (try visit.signedIn(), page.view.assessment.id, page.report)
            let seen = event == .file ? SeenReport(visit.posted.fields["version"]) : nil
            do {
                try await visit.database.write { tx in try tx.step(id, event, says: report.says, answers: report.answers, seen: seen, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see(
                "/desk/titles", saying: event == .file ? Phrase("考核已填报，由认定机关评定。", "It is filed; the authority rates it.") : Phrase("已登记放弃考核。", "It is noted that you give up."))
        },
        .post("/desk/titles/assessments/{id}/draft", .permitted(Calls.apply)) { visit in
            var page = try await page(visit)
            page.reading = page.form.entered(visit.posted.fields)
            return try await keep(page, visit)
        },
    ]

    /// Keeps what is typed so far, whether complete or not.
    private static func keep(_ page: HolderAssessmentPage, _ visit: Visit) async throws -> Answer {
        let (identity, id, report) = (try visit.signedIn(), page.view.assessment.id, page.report)
        let seen = SeenReport(visit.posted.fields["version"])
        let version = try await visit.database.write { tx in try tx.saveDraft(report, of: id, seen: seen, by: identity) }
        return ApplicationKeeping.kept(version.text, at: page.path, visit)
    }

    static func page(_ visit: Visit) async throws -> HolderAssessmentPage {
        let (identity, id): (Identity, ID<Assessment>) = (try visit.signedIn(), try visit.id("id", of: Assessment.noun))
        return try await visit.database.read { tx in
            guard let assessment = try tx.assessment(id), let title = try tx.title(assessment.titleID),
                identity.may(Calls.apply, within: try tx.organisationScopes(title.organisationID))
            else { throw Refusal.notFound(Assessment.noun) }
            return HolderAssessmentPage(try AssessmentView(assessment, in: tx))
        }
    }
}
