import Access
import Activities
import Kernel
import Storage
import Venues
import Web

/// The office's side: the queue, one claim, the decision, the correction.
enum DecisionRoutes {
    private static let one = "/desk/claims/{activity}/{claim}"

    static let routes: [Route] = [
        .get("/desk/claims", .permitted(Participation.decide), filters: ["page"]) { visit in
            let identity = try visit.signedIn(), page = visit.pageNumber
            return try await visit.database.read { tx in
                let (lines, total) = try tx.claimQueue(for: identity, page: page)
                return ClaimQueuePage(lines: lines, together: try tx.waitingTogether(lines), total: total, page: page, visit: visit)
            }.answer
        },
        .get(one, .signedIn) { visit in
            let (model, claim) = try await load(visit)
            return DeskClaimPage(model: model, claim: claim, visit: visit).answer
        },
        .post(one, .permitted(Participation.decide)) { visit in try await decide(visit) },
        .post("/desk/results/{activity}/{result}", .permitted(Participation.decide)) { visit in
            let identity = try visit.signedIn()
            let activity: ID<Activity> = try visit.id("activity", of: Activity.noun), result: ID<ResultFacts> = try visit.id("result", of: ResultFacts.noun)
            let count = try await visit.database.write { tx in
                try identity.require(Participation.decide, within: tx.activityScopes(activity))
                return try tx.acceptResults(result, of: activity, by: identity.account.id.number)
            }
            return visit.see("/desk/claims", saying: Phrase("已认定 \(count) 个数。", count == 1 ? "1 number accepted." : "\(count) numbers accepted."))
        },
        .post(one + "/correction", .permitted(Participation.decide)) { visit in try await correct(visit) },
    ]

    private static func load(_ visit: Visit) async throws -> (ClaimsView, Claim) {
        let identity = try visit.signedIn()
        let (activity, id) = try ClaimAddress.read(visit)
        let (model, claim) = try await visit.database.read { try $0.claimWithView(id, in: activity) }
        guard model.isDesk(of: identity) else { throw Refusal.notYours(Participation.decide) }
        return (model, claim)
    }

    private static func decide(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let (activity, id) = try ClaimAddress.read(visit)
        var reading = ClaimForm.decision.read(visit.posted)
        let event = ClaimEvent(rawValue: visit.posted.fields["decision"] ?? "")
        if event == nil { reading.remark("", Phrase("请选择认定、退回或不予认定。", "Choose to accept, to return or to reject.")) }
        guard reading.isGood, let event else {
            let (model, claim) = try await load(visit)
            return DeskClaimPage(model: model, claim: claim, decision: reading, visit: visit).answer
        }
        do {
            let reason = reading.text("reason")
            try await visit.database.write { tx in
                try identity.require(Participation.decide, within: tx.activityScopes(activity))
                try tx.decideClaim(id, in: activity, on: event, reason: reason, by: identity.account.id.number)
            }
            return visit.see("/desk/claims", saying: Phrase("已处理：\(event.title.zh)。", "Done: \(event.title.en)."))
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            let (model, claim) = try await load(visit)
            return DeskClaimPage(model: model, claim: claim, decision: reading, visit: visit).answer
        }
    }

    private static func correct(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let (activity, id) = try ClaimAddress.read(visit)
        var reading = ClaimForm.correction.read(visit.posted)
        guard reading.isGood, let value = reading.integer("value") else {
            let (model, claim) = try await load(visit)
            return DeskClaimPage(model: model, claim: claim, corrected: reading, visit: visit).answer
        }
        do {
            let (reason, method) = (reading.text("reason"), ClaimMethod(rawValue: reading.text("method")))
            return try await visit.making { tx in
                try identity.require(Participation.decide, within: tx.activityScopes(activity))
                let new = try tx.correctClaim(
                    id, in: activity, value: value, reason: reason, method: method, by: identity.account.id.number)
                return Made(
                    at: "/desk/claims/\(activity.text)/\(new.text)", saying: Phrase("已更正，原数据保留。", "Corrected; the earlier claim stays beside it."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            let (model, claim) = try await load(visit)
            return DeskClaimPage(model: model, claim: claim, corrected: reading, visit: visit).answer
        }
    }
}

/// The claim that an address names.
enum ClaimAddress {
    static func read(_ visit: Visit) throws -> (ID<Activity>, ID<Claim>) {
        (try visit.id("activity", of: Activity.noun), try visit.id("claim", of: Claim.noun))
    }
}

extension Transaction {
    func claimWithView(_ id: ID<Claim>, in activity: ID<Activity>) throws -> (ClaimsView, Claim) {
        guard let claim = try claim(id, in: activity) else { throw Refusal.notFound(Claim.noun) }
        return (try claimsView(activity, claim.session), claim)
    }
}
