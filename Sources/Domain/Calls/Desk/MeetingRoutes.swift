import Access
import Kernel
import Storage
import Venues
import Web

/// `/desk/calls/{key}/meetings`: what the meetings decided, and a form for the next.
enum MeetingRoutes {
    static let routes: [Route] = [
        .get("/desk/calls/{key}/meetings", .permitted(Calls.review), filters: ["first"]) { visit in try await page(visit).answer(visit) },
        .post("/desk/calls/{key}/meetings", .permitted(Calls.review)) { visit in
            var page = try await page(visit)
            page.read(visit.posted)
            guard let draft = page.draft else { return page.answer(visit) }
            let (identity, call) = (try visit.signedIn(), page.call)
            do {
                return try await visit.making { tx in
                    _ = try tx.hold(draft, in: call, by: identity)
                    let count = draft.items.count { $0.outcome == .propose }
                    return Made(
                        at: "/desk/calls/\(call.key)",
                        saying: Phrase("会议决定已登记：拟认定 \(count) 家，不列入 \(draft.items.count - count) 家。", "The meeting is entered: \(count) proposed, \(draft.items.count - count) set aside."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
    ]

    private static func page(_ visit: Visit) async throws -> MeetingPage {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        let first = visit.query["first"].flatMap { Int($0) }
        return try await visit.database.read { tx in
            let call = try tx.requireCall(key)
            try identity.require(Calls.review, within: try tx.organisationScopes(try tx.scheme(of: call).authorityID))
            return try MeetingPage(call, first: first, in: tx)
        }
    }
}
