import Access
import Kernel
import Rooms
import Storage
import Venues

/// On the desk: records that wait for one's body, and conclusions of which nobody has made a task.
enum VisitQueues {
    static let all = [toAgree, withoutTask]

    private static let toAgree = DeskQueue(Phrase("等您确认的调研交流", "Working visits to agree to"), path: "/desk/visits?state=recorded", order: 22) { identity in
        guard identity.mayAnywhere(WorkingVisits.keep) else { return nil }
        // Whoever may do everything is asked for nobody's word.
        let own = try OrganisationReach.condition("b.organisation_id", identity.scopes(of: WorkingVisits.keep).filter { $0 != .all })
        return DeskQueue.Source(
            id: "v.id", since: "v.changed_at", name: .init("v.name"), of: .init("o.name"), key: "v.day",
            from: """
                workingvisits_visit v JOIN workingvisits_body b ON b.visit_id = v.id JOIN view_venues_organisation o ON o.id = b.organisation_id
                WHERE v.state = \(VisitState.recorded) AND b.agreed_at IS NULL AND \(sql: own)
                """)
    } line: { line($0) }

    private static let withoutTask = DeskQueue(Phrase("还没有转为任务的议定事项", "Conclusions without a task"), path: "/desk/visits?state=agreed", order: 23) { identity in
        guard identity.mayAnywhere(WorkingVisits.keep) else { return nil }
        let own = try OrganisationReach.condition("v.keeper_id", identity.scopes(of: WorkingVisits.keep).filter { $0 != .all })
        return DeskQueue.Source(
            id: "v.id", since: "v.changed_at", name: .init("k.text"), of: .init("v.name"), key: "v.day",
            from: """
                workingvisits_conclusion k JOIN workingvisits_visit v ON v.id = k.visit_id
                WHERE v.state = \(VisitState.agreed) AND k.task_id IS NULL AND \(sql: own)
                """)
    } line: { line($0) }

    private static func line(_ one: DeskQueue.Record) -> DeskCard.Line {
        DeskCard.Line(one.name, meta: Phrase("\(one.of.zh) · \(one.key)", "\(one.of.en) · \(one.key)"), path: "/desk/visits/" + one.idText)
    }
}
