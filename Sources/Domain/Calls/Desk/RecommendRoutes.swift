import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/recommendations`: what a recommender is to check and forward.
enum RecommendRoutes {
    static let item = DeskItem("/desk/recommendations", "推荐", "Recommendations", permission: Calls.recommend, in: .calls, order: 31)

    static let routes: [Route] = [
        .get("/desk/recommendations", .permitted(Calls.recommend)) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try RecommendList(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/recommendations/{id}", .permitted(Calls.recommend)) { visit in try await page(visit).answer(visit) },
        .post("/desk/recommendations/{id}", .permitted(Calls.recommend)) { visit in
            var page = try await page(visit)
            let step = DecisionForm.step(visit, of: [.recommend, .giveBack, .decline], fields: page.view.fields)
            guard let step else { throw DecisionForm.unknown }
            let (identity, id) = (try visit.signedIn(), page.view.application.id)
            do {
                try await visit.database.write { tx in try tx.step(id, step, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/recommendations", saying: DecisionForm.said(step.event))
        },
    ]

    private static func page(_ visit: Visit) async throws -> DecisionPage {
        let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
        return try await visit.database.read { tx in
            let application = try tx.requireApplication(id)
            guard application.state != .draft, identity.may(Calls.recommend, within: try tx.recommenderScopes(application)) else {
                throw Refusal.notFound(Application.noun)
            }
            let view = try ApplicationView(application, in: tx)
            let phase = view.call.phase(at: tx.now, daysForCorrection: view.scheme.scheme.recommendation.daysForCorrection)
            // Nothing goes back to who could not hand it in again.
            let events: [ApplicationEvent] = phase.takesCorrections ? [.recommend, .giveBack, .decline] : [.decline]
            var page = DecisionPage(
                view: view, events: application.state == .submitted ? events : [],
                path: "/desk/recommendations/\(id.text)", trail: ("/desk/recommendations", Phrase("推荐", "Recommendations")))
            let quotas = try tx.recommenderQuotas(of: application.callID, page.view.scheme.scheme.recommendation, only: application.recommenderID)
            if let deadline = try application.recommenderID.flatMap({ try tx.deadline(of: $0, in: application.callID) }) {
                page.beside = p(.class(tx.now < deadline ? "meta" : "remark")) { visit.say(RecommendList.until(deadline, at: tx.now)) }
            }
            if !quotas.isEmpty { page.below += RecommenderQuotaView(quotas: quotas).html(visit) }
            return page
        }
    }
}

/// What waits for a recommender, by call.
struct RecommendList: Sendable {
    let lines: [(application: Application, holder: Wording, call: Wording, deadline: Instant?)]

    /// Until when the body itself may recommend.
    static func until(_ deadline: Instant, at now: Instant) -> Phrase {
        let text = deadline.local(in: Notice.zone).text
        return now < deadline
            ? Phrase("贵单位须在 \(text) 前推荐。", "Your body recommends until \(text).")
            : Phrase("贵单位的推荐时间已于 \(text) 截止；此前推荐过、退回补正的除外。", "Your time to recommend ended at \(text), but for what you had recommended before and was returned.")
    }

    init(for identity: Identity, in tx: Transaction) throws {
        let names = Dictionary(try tx.calls().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let condition = try OrganisationReach.condition("a.recommender_id", identity.scopes(of: Calls.recommend))
        lines = try tx.rows(
            """
            SELECT a.*, \(sql: Holder.names), d.at AS deadline FROM calls_application a
            \(sql: Holder.join("a"))
            LEFT JOIN calls_deadline d ON d.call_id = a.call_id AND d.organisation_id = a.recommender_id
            WHERE a.state = \(ApplicationState.submitted) AND \(sql: condition) ORDER BY a.submitted_at, a.id LIMIT 200
            """) { row in
                let application = try Application(row)
                return (application, try row.wording("holder"), names[application.callID] ?? Wording(""), try row.instantOrNil("deadline"))
            }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("推荐", "Recommendations"), lede: Phrase("核对申报材料，推荐、退回补正或不予推荐。", "Check the material; recommend, return it for correction, or decline.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有等待推荐的申报", "Nothing waits for you")) }
                    p { visit.say(Phrase("选择贵单位推荐的申报提交后会出现在这里。", "Applications that name your body appear here once they are submitted.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for line in lines {
                        li {
                            div {
                                p { a(.href("/desk/recommendations/\(line.application.id)")) { strong { visit.html(line.holder) } } }
                                p(.class("meta")) { line.call(visit.language) }
                                if let deadline = line.deadline { p(.class(visit.now < deadline ? "meta" : "remark")) { visit.say(Self.until(deadline, at: visit.now)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
