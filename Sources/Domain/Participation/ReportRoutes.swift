import Access
import Activities
import Kernel
import Rooms
import Storage
import Venues
import Web

/// The host's side: what is said about a session, reports, readings.
enum ReportRoutes {
    private static let base = "/desk/activities/{id}/sessions/{session}"

    static let routes: [Route] = [
        .get(base + "/claims", .signedIn) { visit in SessionClaimsPage(model: try await load(visit), visit: visit).answer },
        .post(base + "/claims", .permitted(Participation.report), bodyLimit: Evidence.mostBytes + (1 << 20)) { visit in try await report(visit) },
        .post(base + "/readings", .permitted(Participation.deliver)) { visit in try await deliver(visit) },
        .get("/desk/reports", .permitted(Participation.report), filters: ["page", "unknown"]) { visit in
            let identity = try visit.signedIn(), onlyUnknown = visit.query["unknown"] == "1", page = visit.pageNumber
            return try await visit.database.read { tx in
                let (lines, total) = try tx.sessionsToReport(for: identity, onlyUnknown: onlyUnknown, page: page)
                try visit.requirePage(of: total, by: Transaction.reportListSize)
                let unknown = onlyUnknown ? total : try tx.sessionsWithoutFigures(for: identity)
                return ReportListPage(lines: lines, total: total, unknown: unknown, onlyUnknown: onlyUnknown, visit: visit)
            }.answer
        },
    ]

    private static func load(_ visit: Visit) async throws -> ClaimsView {
        let identity = try visit.signedIn()
        let (activity, session) = try subject(visit)
        let model = try await visit.database.read { try $0.claimsView(activity, session) }
        guard model.isDesk(of: identity) else { throw Refusal.notYours(Participation.report) }
        return model
    }

    private static func subject(_ visit: Visit) throws -> (ID<Activity>, ID<ActivitySession>) {
        (try visit.id("id", of: Activity.noun), try visit.id("session", of: ActivitySession.noun))
    }

    private static func report(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let (activity, session) = try subject(visit)
        var reading = ClaimForm.report.read(visit.posted)
        if let draft = ClaimForm.draft(reading, activity, session) {
            do {
                return try await visit.making { tx in
                    try identity.require(Participation.report, within: tx.reportScopes(activity))
                    let id = try tx.makeClaim(draft, by: identity.account.id.number)
                    let warnings: [ClaimWarning] = try tx.claim(id, in: activity)?.warnings ?? []
                    return Made(at: page(activity, session), saying: received(warnings))
                }
            } catch let refusal as Refusal where refusal.field != nil {
                reading.remark(refusal)
            }
        }
        return SessionClaimsPage(model: try await load(visit), reading: reading, visit: visit).answer
    }

    private static func received(_ warnings: [ClaimWarning]) -> Phrase {
        guard !warnings.isEmpty else { return Phrase("已收到，等待核验。", "Received; it waits to be checked.") }
        let zh = warnings.map(\.phrase.zh).joined(separator: "；")
        let en = warnings.map(\.phrase.en).joined(separator: "; ")
        return Phrase("已收到，等待核验。请注意：\(zh)。", "Received; it waits to be checked. Please note: \(en).")
    }

    private static func deliver(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let (activity, session) = try subject(visit)
        var reading = ClaimForm.delivery.read(visit.posted)
        guard reading.isGood, let value = reading.integer("value") else {
            return SessionClaimsPage(model: try await load(visit), delivery: reading, visit: visit).answer
        }
        let (indicator, source) = (reading.text("indicator"), reading.text("source"))
        let isWhole = ["1", "on", "whole"].contains(reading.text("covers"))
        do {
            return try await visit.making { tx in
                try identity.require(Participation.deliver, within: tx.activityScopes(activity))
                try tx.measure(
                    activity: activity, session: session, indicator: indicator, value: value, source: source, coversWhole: isWhole, isTyped: true,
                    by: identity.account.id.number)
                return Made(at: page(activity, session), saying: Phrase("读数已计入。", "The reading is in."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return SessionClaimsPage(model: try await load(visit), delivery: reading, visit: visit).answer
        }
    }

    private static func page(_ activity: ID<Activity>, _ session: ID<ActivitySession>) -> String {
        "/desk/activities/\(activity.text)/sessions/\(session.text)/claims"
    }
}
