import Access
import Activities
import Dispatch
import Formats
import Kernel
import Language
import Participation
import Storage
import Venues
import Web

/// The host's side: whether visitors are asked, what they said, the poster. Whoever may report a session's figures may do this.
enum FeedbackDeskRoutes {
    private static let one = "/desk/activities/{id}/sessions/{session}/feedback"

    static let routes: [Route] = [
        .get(one, .permitted(Participation.report), filters: []) { visit in try await page(visit).answer },
        .post(one, .permitted(Participation.report)) { visit in
            let identity = try visit.signedIn()
            let (activity, session) = try subject(visit)
            var reading = FeedbackDeskPage.form.read(visit.posted)
            if reading.isGood, let oneIn = reading.integer("one_in") {
                do {
                    let isOpen = reading.isChecked("is_open"), isByTicket = reading.isChecked("by_ticket")
                    try await visit.database.write { tx in
                        try identity.require(Participation.report, within: tx.reportScopes(activity))
                        try tx.askForFeedback(activity, session, oneIn: Int(oneIn), isOpen: isOpen, isByTicket: isByTicket, by: identity.account.id.number)
                    }
                    return visit.see(
                        "/desk/activities/\(activity.text)/sessions/\(session.text)/feedback",
                        saying: isOpen ? Phrase("已保存，可以打印海报了。", "Saved; the poster can be printed.") : Phrase("已保存，不再收集。", "Saved; nobody is asked any more."))
                } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                    reading.remark(refusal)
                }
            }
            var page = try await page(visit)
            page.reading = reading
            return page.answer
        },
        .get(one + "/poster.pdf", .permitted(Participation.report), filters: []) { visit in
            let page = try await page(visit)
            let poster = FeedbackPoster(
                title: page.title.phrase, when: Phrase(page.session.words(.zh), page.session.words(.en)), address: visit.origin + "/feedback/\(page.session.id.text)")
            let now = visit.now
            // Drawing takes its time: not on the threads that everybody else's requests need.
            let bytes = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<[UInt8], any Error>) in
                DispatchQueue.global().async {
                    do throws(FormatProblem) {
                        continuation.resume(returning: try poster.bytes(now: now))
                    } catch {
                        continuation.resume(throwing: Refusal(.unavailable, error.code.rawValue, error.phrase))
                    }
                }
            }
            return Answer(mediaType: "application/pdf", body: bytes).header("content-disposition", "inline; filename=\"feedback-\(page.session.id.text).pdf\"")
                .header("cache-control", "private, no-store")
        },
    ]

    private static func subject(_ visit: Visit) throws -> (ID<Activity>, ID<ActivitySession>) {
        (try visit.id("id", of: Activity.noun), try visit.id("session", of: ActivitySession.noun))
    }

    private static func page(_ visit: Visit) async throws -> FeedbackDeskPage {
        let identity = try visit.signedIn()
        let (activity, session) = try subject(visit)
        return try await visit.database.read { tx in
            let record = try tx.requireActivity(activity)
            guard identity.may(Participation.report, within: try tx.reportScopes(activity)) else { throw Refusal.notYours(Participation.report) }
            guard let found = try tx.session(activity, session) else { throw Refusal.notFound(ActivitySession.noun) }
            let title = try tx.row("SELECT title_zh, title_en FROM view_activities_title WHERE activity_id = \(activity)") { try $0.wording("title") }
            return FeedbackDeskPage(
                activity: record, title: title ?? Wording(""), session: found, call: try tx.feedbackCall(activity, session),
                summary: try tx.feedback(of: activity, session), visit: visit)
        }
    }
}
