import Access
import Kernel
import Rooms
import Storage
import Web

/// `/desk/plans`: for the bodies that steer.
enum SteeringRoutes {
    static let item = DeskItem("/desk/plans", "计划统筹", "Steering plans", permission: Plans.steer, in: .plans, order: 13)

    static let routes: [Route] = [
        .get("/desk/plans", .permitted(Plans.steer), filters: ["page"]) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try SteeringListPage(visit, for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/plans/{key}", .permitted(Plans.steer), filters: ["page"]) { visit in try await page(visit).answer(visit) },
        .post("/desk/plans/{key}/issue", .permitted(Plans.steer)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key")), isSure = visit.posted.fields["understood"] == "1"
            do {
                guard isSure else {
                    throw Refusal(.invalid, "issue-unconfirmed", "没有印发：请先勾选“已核对任务和目标”。", "Not issued: tick “The tasks and targets are checked” first.", field: "understood")
                }
                try await visit.database.writeAlone { tx in try tx.issuePlan(key, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/plans/\(key)", saying: Phrase("计划已印发，任务已交办。", "The plan is issued, and its tasks are assigned."))
        },
        .post("/desk/plans/{key}/removal", .permitted(Plans.steer)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key")), isSure = visit.posted.fields["understood"] == "1"
            do {
                guard isSure else {
                    throw Refusal(.invalid, "removal-unconfirmed", "没有删除：请先勾选“连同全部任务一起删除”。", "Not taken away: tick “All of its tasks go with it” first.", field: "understood")
                }
                try await visit.database.writeAlone { tx in try tx.removeDraft(key, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/plans", saying: Phrase("计划已删除。", "The plan is taken away."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> SteeringPage {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try SteeringPage(try tx.steeredPlan(key, identity), visit, for: identity, in: tx) }
    }
}

extension Transaction {
    /// A plan that somebody steers; for others there is none.
    func steeredPlan(_ key: String, _ identity: Identity) throws -> ActionPlan {
        let plan = try requirePlan(key)
        guard identity.may(Plans.steer, within: try planScopes(plan)) else { throw Refusal.notFound(ActionPlan.noun) }
        return plan
    }
}
