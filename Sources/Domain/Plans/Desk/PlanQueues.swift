import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: tasks to answer, tasks that came back, tasks and reports to decide.
enum PlanQueues {
    static let all = [assigned, returned, claimed, reports]

    private static let assigned = mine(Phrase("交办给您、等答复的任务", "Tasks to accept"), "t.state = 'assigned'", order: 15)
    private static let returned = mine(Phrase("退回给您的任务", "Tasks returned to you"), "t.state = 'returned'", order: 15, isUrgent: true)

    private static func mine(_ title: Phrase, _ condition: SQL, order: Int, isUrgent: Bool = false) -> DeskQueue {
        DeskQueue(title, path: "/desk/duties", order: order, isUrgent: isUrgent) { identity in
            let scopes = identity.scopes(of: Plans.carryOut).filter { $0.segments.first == "organisation" }
            guard !scopes.isEmpty else { return nil }
            return try source(condition, "t.lead_id", scopes)
        } line: { one in DeskCard.Line(one.name, meta: one.note.isEmpty ? one.of : Phrase(same: one.note), path: "/desk/duties/" + one.idText) }
    }

    private static let claimed = DeskQueue(Phrase("申报完成、待核验的任务", "Tasks to verify"), path: "/desk/duties", order: 16) { identity in
        let steering = identity.scopes(of: Plans.steer).filter { $0 != .all }, acting = identity.scopes(of: Plans.carryOut).filter { $0.segments.first == "organisation" }
        guard !steering.isEmpty || !acting.isEmpty else { return nil }
        let (any, own) = (try OrganisationReach.condition("t.authority_id", steering), try OrganisationReach.condition("t.authority_id", acting))
        return DeskQueue.Source(
            id: "t.id", since: "t.state_at", name: .init("t.name"), of: .init("o.name"), note: "t.remark",
            from: """
                plans_task t JOIN view_venues_organisation o ON o.id = t.lead_id
                WHERE t.state = 'done' AND (\(sql: any) OR (t.parent_id IS NOT NULL OR t.plan_id IS NULL) AND \(sql: own))
                """)
    } line: { one in DeskCard.Line(one.name, meta: one.of, path: "/desk/duties/" + one.idText) }

    private static let reports = DeskQueue(Phrase("待审阅的进展报告", "Reports to read"), path: "/desk/plans", order: 17) { identity in
        let scopes = identity.scopes(of: Plans.steer).filter { $0 != .all }
        guard !scopes.isEmpty else { return nil }
        return DeskQueue.Source(
            id: "t.id", since: "r.handed_in_at", name: .init("t.name"), of: .init("o.name"), key: "r.period",
            from: """
                plans_report r JOIN plans_task t ON t.id = r.task_id JOIN view_venues_organisation o ON o.id = t.lead_id
                WHERE r.state = 'handed-in' AND \(sql: try OrganisationReach.condition("t.authority_id", scopes))
                """)
    } line: { one in DeskCard.Line(one.name, meta: one.of, path: "/desk/duties/\(one.idText)/reports/\(one.key)") }

    private static func source(_ condition: SQL, _ column: SQL, _ scopes: [Scope]) throws -> DeskQueue.Source {
        DeskQueue.Source(
            id: "t.id", since: "t.state_at", name: .init("t.name"), of: .init("o.name"), note: "t.remark",
            from: """
                plans_task t JOIN view_venues_organisation o ON o.id = t.lead_id WHERE \(sql: condition) AND \(sql: try OrganisationReach.condition(column, scopes))
                """)
    }
}
