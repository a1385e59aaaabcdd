import Kernel
import Storage
import Web

/// Plans for everybody.
enum PlanRoutes {
    static let routes: [Route] = [
        .get("/plans", .anyone, filters: ["page"]) { visit in try await visit.database.read { tx in try PlanListPage(visit, in: tx) }.answer(visit) },
        .get("/plans/{key}", .anyone, filters: ["light", "page"]) { visit in
            let key = visit.parameter("key")
            return try await visit.database.read { tx in try PlanPage(try tx.issuedPlan(key), visit, in: tx) }.answer(visit)
        },
        .get("/plans/{key}/{task}", .anyone, filters: ["page"]) { visit in
            let (key, task) = (visit.parameter("key"), visit.parameter("task"))
            return try await visit.database.read { tx in
                let plan = try tx.issuedPlan(key)
                guard let found = try tx.keyTask(key: task), found.planID == plan.id, found.state != .drafted else { throw Refusal.notFound(KeyTask.noun) }
                return try TaskPage(plan, found, visit, in: tx)
            }.answer(visit)
        },
    ]
}

extension Transaction {
    /// A plan that is public.
    func issuedPlan(_ key: String) throws -> ActionPlan {
        let plan = try requirePlan(key)
        guard plan.isIssued else { throw Refusal.notFound(ActionPlan.noun) }
        return plan
    }
}
