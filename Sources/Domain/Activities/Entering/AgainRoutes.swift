import Access
import Campaigns
import Kernel
import Language
import Rooms
import Storage
import Web

/// `/desk/activities/{id}/again` and `/desk/activities/again`: last year's entries used again, one by one or many at once.
enum AgainRoutes {
    static let many = "/desk/activities/again"

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/activities/{id}/again", .permitted(Activities.enter)) { visit in
                let found = try await load(visit, campaign: visit.query["campaign"])
                return AgainPage(plan: found.plan, editions: found.editions, reading: AgainForm.filled(found.plan), visit: visit).answer
            },
            .post("/desk/activities/{id}/again", .permitted(Activities.enter)) { visit in try await make(visit, house) },
            .get(many, .permitted(Activities.enter)) { visit in try await manyPage(visit) },
            .post(many, .permitted(Activities.enter)) { visit in try await makeMany(visit, house) },
        ]
    }

    private static func load(_ visit: Visit, campaign key: String?) async throws -> (plan: AgainPlan, editions: [Campaign]) {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        return try await visit.database.read { tx in
            try identity.require(Activities.enter, within: tx.entryScopes(id))
            let campaigns = try tx.campaigns()
            return (try tx.againPlan(id, into: key, among: campaigns), coming(campaigns, visit))
        }
    }

    private static func coming(_ campaigns: [Campaign], _ visit: Visit) -> [Campaign] {
        campaigns.filter { $0.phase(on: visit.now.day(in: $0.zone)) != .over }.sorted { ($0.begin, $0.key) < ($1.begin, $1.key) }
    }

    private static func make(_ visit: Visit, _ house: House) async throws -> Answer {
        let identity = try visit.signedIn()
        let key = visit.posted.fields["campaign"] ?? ""
        let (plan, editions) = try await load(visit, campaign: key)
        var reading = AgainForm.form(plan).read(visit.posted)
        if let sessions = AgainForm.sessions(plan, from: &reading) {
            let isSubmitted = reading.isChecked("submit")
            do {
                return try await visit.making { tx in
                    try identity.require(Activities.enter, within: tx.entryScopes(plan.activity.id))
                    let new = try tx.useAgain(plan, sessions: sessions, house: house, submitting: isSubmitted, by: identity)
                    return Made(at: "/desk/activities/\(new.text)", saying: said(sessions.count, isSubmitted: isSubmitted && plan.edition != nil))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark("", refusal.phrase) }
        }
        return AgainPage(plan: plan, editions: editions, reading: reading, visit: visit, status: 422).answer
    }

    private static func said(_ sessions: Int, isSubmitted: Bool) -> Phrase {
        let made = Phrase("已建立今年的草稿，带有 \(sessions) 个场次。", sessions == 1 ? "This year's draft is made, with 1 session." : "This year's draft is made, with \(sessions) sessions.")
        return made + (isSubmitted ? Phrase("已提交审核。", " It is submitted to the moderators.") : Phrase("核对后请提交到活动项目。", " Look it over and submit it to a campaign."))
    }

    // Many at once

    private static func manyPage(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let ids = try chosen(visit.query.all("activity"))
        let key = visit.query["campaign"]
        let (plans, editions) = try await visit.database.read { tx in
            let campaigns = try tx.campaigns()
            let plans = try ids.map { id in
                try identity.require(Activities.enter, within: tx.entryScopes(id))
                return try tx.againPlan(id, into: key, among: campaigns)
            }
            return (plans, coming(campaigns, visit))
        }
        return AgainManyPage(plans: plans, editions: editions, chosen: key, visit: visit).answer
    }

    private static func makeMany(_ visit: Visit, _ house: House) async throws -> Answer {
        let identity = try visit.signedIn()
        let ids = try chosen(visit.posted.fields.all("activity"))
        let key = visit.posted.fields["campaign"].flatMap { $0 == "each" ? nil : $0 }
        let isSubmitted = visit.posted.fields["submit"] != nil
        let outcomes = try await visit.database.write { tx in
            let campaigns = try tx.campaigns()
            return try ids.map { try tx.useAgain($0, into: key, among: campaigns, submitting: isSubmitted, house: house, by: identity) }
        }
        return AgainManyPage.told(outcomes, visit)
    }

    /// In the order of their identities, so that two who do the same never wait for each other.
    private static func chosen(_ texts: [String]) throws(Refusal) -> [ID<Activity>] {
        let ids = Set(texts.compactMap { ID<Activity>($0) })
        guard !ids.isEmpty else { throw Refusal(.invalid, "none-ticked", "请先勾选要再次使用的活动。", "Tick the activities to be used again first.") }
        guard ids.count <= 50 else {
            throw Refusal(.invalid, "too-many-ticked", "一次最多 50 项，请分几次。", "At most 50 at once. Do it in several goes.")
        }
        return ids.sorted { $0.number < $1.number }
    }
}
