import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: tasks to answer, agreements to agree to, tasks that came back, tasks and reports to decide.
enum PlanQueues {
    static let all = [assigned, agreements, returned, returnedReports, declined, claimed, reports]

    private static let assigned = mine(Phrase("交办给您、等答复的任务", "Tasks to accept"), "t.state = 'assigned'", order: 15)
    private static let returned = mine(Phrase("退回给您的任务", "Tasks returned to you"), "t.state = 'returned'", order: 15, isUrgent: true)

    /// Agreements that wait for a body's word, for whoever may speak for it.
    private static let agreements = DeskQueue(Phrase("等您确认的协议", "Agreements to agree to"), path: "/desk/agreements", order: 15) { identity in
        let scopes = AgreementReach.scopes(identity, everything: false)
        guard !scopes.isEmpty else { return nil }
        return DeskQueue.Source(
            id: "p.agreement_id", since: "p.changed_at", name: .init("p.name"), of: .init("o.name"),
            from: """
                view_venues_agreement_party p JOIN view_venues_organisation o ON o.id = p.organisation_id
                WHERE p.state = \(AgreementState.waiting) AND p.said IS NULL AND \(sql: try OrganisationReach.condition("p.organisation_id", scopes))
                """)
    } line: { one in DeskCard.Line(one.name, meta: one.of, path: "/desk/agreements/" + one.idText) }

    /// Reports that came back, to be mended.
    private static let returnedReports = DeskQueue(Phrase("退回给您的季度报告", "Reports returned to you"), path: "/desk/duties", order: 15, isUrgent: true) { identity in
        let scopes = identity.scopes(of: Plans.carryOut).filter { $0.segments.first == "organisation" }
        guard !scopes.isEmpty else { return nil }
        return DeskQueue.Source(
            id: "t.id", since: "COALESCE(r.decided_at, r.handed_in_at)", name: .init("t.name"), of: .init("o.name"), key: "r.period",
            from: """
                plans_report r JOIN plans_task t ON t.id = r.task_id JOIN view_venues_organisation o ON o.id = t.lead_id
                WHERE r.state = \(ReportState.returned) AND t.state IN (\(list: TaskState.owing)) AND \(sql: try OrganisationReach.condition("t.lead_id", scopes))
                """)
    } line: { one in DeskCard.Line(one.name, meta: one.of, path: "/desk/duties/\(one.idText)/reports/\(one.key)") }

    private static func mine(_ title: Phrase, _ condition: SQL, order: Int, isUrgent: Bool = false) -> DeskQueue {
        DeskQueue(title, path: "/desk/duties", order: order, isUrgent: isUrgent) { identity in
            let scopes = identity.scopes(of: Plans.carryOut).filter { $0.segments.first == "organisation" }
            guard !scopes.isEmpty else { return nil }
            return try source(condition, "t.lead_id", scopes)
        } line: { one in DeskCard.Line(one.name, meta: one.note.isEmpty ? one.of : Phrase(same: one.note), path: "/desk/duties/" + one.idText) }
    }

    private static let claimed = given(Phrase("申报完成、待核验的任务", "Tasks to verify"), .verify, order: 16)
    private static let declined = given(Phrase("被谢绝的任务", "Tasks that were declined"), .declined, order: 16, isUrgent: true)

    /// Those that one's bodies gave.
    private static func given(_ title: Phrase, _ list: GivenList, order: Int, isUrgent: Bool = false) -> DeskQueue {
        DeskQueue(title, path: "/desk/given?list=\(list.rawValue)", order: order, isUrgent: isUrgent) { identity in
            guard let reach = try reach(identity) else { return nil }
            let state = list == .verify ? TaskState.done : .declined
            return DeskQueue.Source(
                id: "t.id", since: "t.state_at", name: .init("t.name"), of: .init("o.name"), note: "t.remark",
                from: "plans_task t JOIN view_venues_organisation o ON o.id = t.lead_id WHERE t.state = \(state) AND \(sql: reach)")
        } line: { one in DeskCard.Line(one.name, meta: one.of, path: "/desk/duties/" + one.idText) }
    }

    private static let reports = DeskQueue(GivenList.reports.title, path: "/desk/given?list=reports", order: 17) { identity in
        guard let reach = try reach(identity) else { return nil }
        return DeskQueue.Source(
            id: "t.id", since: "r.handed_in_at", name: .init("t.name"), of: .init("o.name"), key: "r.period",
            from: """
                plans_report r JOIN plans_task t ON t.id = r.task_id JOIN view_venues_organisation o ON o.id = t.lead_id
                WHERE r.state = \(ReportState.handedIn) AND \(sql: reach)
                """)
    } line: { one in DeskCard.Line(one.name, meta: one.of, path: "/desk/duties/\(one.idText)/reports/\(one.key)") }

    /// Nil for whoever verifies nothing. Whoever may do everything is asked for nobody's word.
    private static func reach(_ identity: Identity) throws -> SQL? {
        let isSteering = identity.scopes(of: Plans.steer).contains { $0 != .all }
        guard isSteering || identity.scopes(of: Plans.carryOut).contains(where: { $0.segments.first == "organisation" }) else { return nil }
        return try GivenReach.condition(identity, everything: false)
    }

    private static func source(_ condition: SQL, _ column: SQL, _ scopes: [Scope]) throws -> DeskQueue.Source {
        DeskQueue.Source(
            id: "t.id", since: "t.state_at", name: .init("t.name"), of: .init("o.name"), note: "t.remark",
            from: """
                plans_task t JOIN view_venues_organisation o ON o.id = t.lead_id WHERE \(sql: condition) AND \(sql: try OrganisationReach.condition(column, scopes))
                """)
    }
}
