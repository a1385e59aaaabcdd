import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk of whoever leads tasks or gave them: what is overdue in these.
enum OverdueCard {
    static let card = DeskCard(for: [.host, .organiser], order: 14) { tx, identity in
        let leading = identity.scopes(of: Plans.carryOut).filter { $0.segments.first == "organisation" }
        // Nobody who leads nothing and gave nothing is asked for.
        guard !leading.isEmpty || identity.scopes(of: Plans.steer).contains(where: { $0 != .all }) else { return nil }
        let reach: SQL = "(\(sql: try OrganisationReach.condition("t.lead_id", leading)) OR \(sql: try GivenReach.condition(identity, everything: false)))"
        let (first, total) = try DutyReach(where: reach, by: tx.now.day(in: .china).adding(days: -1), in: tx).first(DeskCard.most, in: tx)
        guard total > 0 else { return nil }
        let lines = first.map { one in
            DeskCard.Line(one.task, meta: one.duty.title + Phrase("，\(Dates.plain(one.duty.due, .zh)) 前", ", by \(Dates.plain(one.duty.due, .en))"), path: "/desk/duties/" + one.duty.task.text)
        }
        // Where all that is shown is of others, it leads to what was given.
        let isOwn = first.contains { one in leading.contains { $0.covers(.organisation(one.lead.number)) } }
        return DeskCard.Content(Phrase("任务中逾期的事", "Overdue in tasks"), total: total, path: isOwn ? "/desk/duties" : "/desk/given", isUrgent: true, lines: lines)
    }
}
