import Access
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// `/desk/applications`: a unit's own applications.
enum ApplicantRoutes {
    static let item = DeskItem("/desk/applications", "我的申报", "My applications", permission: Calls.apply, in: .calls, order: 30)

    static let routes: [Route] = [
        .get("/desk/applications", .permitted(Calls.apply)) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try ApplicantListPage(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/calls/{key}/apply", .permitted(Calls.apply)) { visit in try await start(visit).answer(visit) },
        .post("/desk/calls/{key}/apply", .permitted(Calls.apply)) { visit in
            var page = try await start(visit)
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood, let subject = ApplicationStart.subject(page.reading.text("subject")) else { return page.answer(visit) }
            let (identity, call, category) = (try visit.signedIn(), page.call, page.reading.textOrNil("category"))
            do {
                return try await visit.making { tx in
                    let before = try tx.existing(call.id, subject.unit, subject.venue).map { try tx.requireApplication($0).state }
                    let id = try tx.startApplication(to: call, organisation: subject.unit, venue: subject.venue, category: category, by: identity)
                    return Made(at: "/desk/applications/\(id.text)", saying: ApplicationStart.said(before))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .get("/desk/applications/{id}", .permitted(Calls.apply)) { visit in try await page(visit).answer(visit) },
        .post("/desk/applications/{id}", .permitted(Calls.apply)) { visit in
            var page = try await page(visit)
            page.reading = page.reading.form.entered(visit.posted.fields)
            let (identity, body) = (try visit.signedIn(), ApplicationForm.body(page.reading, page.view.fields))
            let (id, seen) = (page.view.application.id, SeenVersion(visit.posted.fields["version"]))
            let recommender = visit.posted.fields["recommender"].flatMap { ID<Organisation>($0) }
            let submits = visit.posted.fields["act"] == "submit"
            // What cannot be read is told beside its field; what is merely missing is no fault of a draft.
            let checked = page.reading.form.read(visit.posted)
            for remark in checked.remarks where submits || checked.textOrNil(remark.field) != nil { page.reading.remark(remark.field, remark.says) }
            guard page.reading.isGood else { return page.answer(visit) }
            do {
                try await visit.database.write { tx in
                    try tx.saveApplication(id, body, seen: seen.version, mark: seen.mark, by: identity)
                    if submits { try tx.step(id, ApplicationStep(.submit, recommender: recommender), by: identity) }
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            let said = submits ? Phrase("已提交。进展会显示在本页。", "It is submitted. How it goes on is shown on this page.") : Phrase("草稿已保存。", "The draft is kept.")
            return visit.see("/desk/applications/\(id.text)", saying: said)
        },
        .post("/desk/applications/{id}/withdrawal", .permitted(Calls.apply)) { visit in
            var page = try await page(visit)
            let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), page.view.application.id)
            guard visit.posted.fields["sure"] != nil else {
                page.reading.remark("sure", Phrase("请勾选确认后再撤回。", "Tick that you mean it, then withdraw."))
                return page.answer(visit)
            }
            try await visit.database.write { tx in try tx.step(id, ApplicationStep(.withdraw), by: identity) }
            return visit.see("/desk/applications/\(id.text)", saying: Phrase("申报已撤回。", "The application is withdrawn."))
        },
    ]

    private static func start(_ visit: Visit) async throws -> ApplicationStart {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try ApplicationStart(try tx.requireCall(key), for: identity, in: tx) }
    }

    /// The application of this address, where it is theirs.
    static func page(_ visit: Visit) async throws -> ApplicantPage {
        let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
        return try await visit.database.read { tx in
            let application = try tx.requireApplication(id)
            // Somebody else's does not exist for them.
            guard identity.may(Calls.apply, within: try tx.organisationScopes(application.organisationID)) else { throw Refusal.notFound(Application.noun) }
            return try ApplicantPage(application, in: tx)
        }
    }
}
