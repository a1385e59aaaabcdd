import API
import Access
import Activities
import Bookings
import Kernel
import Language
import Storage
import Venues
import Web

/// Three questions for whoever came, without an account.
enum FeedbackRoutes {
    /// So many begin from one address in a minute: a hall's guests may share one.
    static let perMinute = 30

    /// - Parameter limiter: made with the site, so that its counts are those of one program.
    static func routes(_ limiter: RateLimiter) -> [Route] { [
        .get("/feedback/{session}", .anyone, filters: []) { visit in
            let (session, page) = try await page(visit)
            let call = try await visit.database.read { try $0.feedbackCall(session.activity, session.id) }
            guard let call, call.isAsking(session, at: visit.now) else { throw FeedbackWords.closed }
            return call.isByTicket ? page.byTicket : page.beginning
        },
        .post("/feedback/{session}", .anyone, bodyLimit: 4_096) { visit in
            let (session, _) = try await page(visit)
            let verdict = limiter.take(visit.remote, at: visit.now)
            guard verdict.isAllowed else { throw FeedbackWords.tooMany(verdict.wait) }
            guard let token = try await visit.database.write({ try $0.beginFeedback(session, browser: visit.browser) }) else {
                return visit.see(
                    "/activities/\(session.activity.text)",
                    saying: Phrase("谢谢！这次没有抽到您：我们只随机请一部分观众填写。", "Thank you! You were not drawn this time: only some of the visitors are asked, by chance."))
            }
            return Answer.see("/feedback/\(session.id.text)/\(token)").header("cache-control", "private, no-store")
        },
        .post("/feedback/{session}/tickets/{code}", .anyone, bodyLimit: 4_096) { visit in
            let (session, _) = try await page(visit)
            guard let code = PublicCode(visit.parameter("code")) else { throw Refusal.notFound(Phrase("这个预约", "booking")) }
            let token = try await visit.database.write { try $0.beginFeedback(session, with: code) }
            return Answer.see("/feedback/\(session.id.text)/\(token)").header("cache-control", "private, no-store")
        },
        .get("/feedback/{session}/thanks", .anyone, filters: []) { visit in try await page(visit).page.thanks },
        .get("/feedback/{session}/{token}", .anyone, filters: []) { visit in
            let (session, page) = try await page(visit)
            let token = visit.parameter("token")
            let call = try await visit.database.read { tx -> FeedbackCall? in
                guard let call = try tx.feedbackCall(session.activity, session.id) else { return nil }
                guard call.turns > 0, FeedbackToken.read(token, session.id, now: tx.now, key: try tx.secret(FeedbackToken.secret)) != nil else { throw FeedbackWords.ended }
                return call
            }
            guard let call, call.isAsking(session, at: visit.now) else { throw FeedbackWords.closed }
            return page.questions(token)
        },
        .post("/feedback/{session}/{token}", .anyone, bodyLimit: 4_096) { visit in try await answer(visit) },
    ] }

    private static func answer(_ visit: Visit) async throws -> Answer {
        let (session, page) = try await page(visit)
        let token = visit.parameter("token")
        let given = Dictionary(FeedbackQuestion.all.map { ($0.key, visit.posted.fields.all($0.key)) }) { first, _ in first }
        do {
            let answer = try FeedbackAnswer(given)
            try await visit.database.write { try $0.takeFeedback(answer, by: token, about: session) }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return page.questions(token, refusal, chosen: given)
        }
        return visit.see("/feedback/\(session.id.text)/thanks")
    }

    /// A session that the public knows.
    private static func page(_ visit: Visit) async throws -> (session: ActivitySession, page: FeedbackPage) {
        let id: ID<ActivitySession> = try visit.id("session", of: ActivitySession.noun)
        let found = try await visit.database.read { tx -> (ActivitySession, Wording)? in
            guard let session = try tx.session(anywhere: id), let activity = try tx.activity(session.activity), activity.isPublic else { return nil }
            let title = try tx.row("SELECT title_zh, title_en FROM view_activities_title WHERE activity_id = \(session.activity)") { try $0.wording("title") }
            return (session, title ?? Wording(""))
        }
        guard let (session, title) = found else { throw Refusal.notFound(ActivitySession.noun) }
        return (session, FeedbackPage(title: title, session: session, visit: visit))
    }
}
