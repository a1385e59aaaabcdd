import Access
import Activities
import Jobs
import Kernel
import Language
import Outbox
import Storage
import Venues

/// Hosts who have said nothing about sessions that are over are reminded after three days and after ten, once each: one letter for all
/// sessions of a unit that fall due that day.
enum ReportReminder {
    static let kind = MessageKind("participation.reminder", "提醒上报活动结果", "Reminders to report results")

    static let job = JobKind(name: "participation-reminders", schedule: .daily(hour: 8, minute: 30, .china)) { context in
        for step in ReportDeadline.reminders.indices.reversed() {
            while try await context.database.write({ try $0.remindOfReports(step) }) > 0 {}
        }
    }
}

extension Transaction {
    /// Reminds the units of up to `limit` sessions; gives of how many. A session is looked at for a fortnight after it fell due, so that a
    /// program that stood still catches up, and one that is new does not speak of years ago.
    package func remindOfReports(_ step: Int, limit: Int = 500) throws -> Int {
        let days = ReportDeadline.reminders[step]
        let last = now.day(in: .china).adding(days: -days)
        let due = try rows(
            """
            SELECT s.activity_id, s.session_id, t.organiser_id FROM view_activities_session s
                JOIN view_activities_title t ON t.activity_id = s.activity_id
            WHERE s.local_day BETWEEN \(last.adding(days: -14)) AND \(last) AND s.status <> 'cancelled' AND s.end_at <= \(now)
                AND EXISTS (SELECT 1 FROM view_activities_counted n WHERE n.activity_id = s.activity_id)
                AND NOT EXISTS (SELECT 1 FROM participation_counted c WHERE c.activity_id = s.activity_id AND c.session_id = s.session_id
                    AND c.indicator = \(sql: Self.firstCounted))
                AND NOT EXISTS (SELECT 1 FROM participation_claim q WHERE q.activity_id = s.activity_id AND q.session_id = s.session_id AND q.state = 'received'
                    AND q.method IN ('reported', 'estimated'))
                AND NOT EXISTS (SELECT 1 FROM participation_reminder r WHERE r.activity_id = s.activity_id AND r.session_id = s.session_id AND r.step >= \(days))
            ORDER BY t.organiser_id, s.session_id LIMIT \(limit)
            """
        ) { row in
            (activity: try row.id("activity_id", Activity.self), session: try row.id("session_id", ActivitySession.self), unit: try row.id("organiser_id", Organisation.self))
        }
        for one in due {
            try execute("INSERT INTO participation_reminder (activity_id, session_id, step, sent_at) VALUES (\(one.activity), \(one.session), \(days), \(now))")
        }
        for (unit, sessions) in Dictionary(grouping: due, by: \.unit).sorted(by: { $0.key.number < $1.key.number }) {
            let path = sessions.count == 1 ? "/desk/activities/\(sessions[0].activity.text)/sessions/\(sessions[0].session.text)/results" : ReportListPage.unknownPath
            for account in try holders(of: .host, exactlyOver: .organisation(unit.number)) { try tell(letter(to: account, sessions.count, after: days, path)) }
        }
        return due.count
    }

    private func letter(to account: ID<Account>, _ count: Int, after days: Int, _ path: String) -> Message {
        let isLast = days >= ReportDeadline.days
        let some = Phrase("\(count) 个场次", count == 1 ? "1 session" : "\(count) sessions")
        return Message(
            ReportReminder.kind, to: .account(account),
            subject: isLast ? Phrase("今天到期：\(some.zh)还没有结果", "Due today: \(some.en) without results") : Phrase("请上报结果：\(some.zh)", "Please report: \(some.en)"),
            body: Phrase(
                "\(some.zh)结束已满 \(days) 天，还不知道来了多少人。请填写活动结果：不知道的留空，没有的填 0。" + (isLast ? "之后仍可上报，会注明迟报。" : "期限是结束后 \(ReportDeadline.days) 天。"),
                "\(some.en) ended \(days) days ago or more, and nobody has said how many came. Please state the results: blank for what you do not know, 0 for what there was none of. "
                    + (isLast ? "You can still report later; that it is late will be shown." : "They are expected within \(ReportDeadline.days) days of the end.")),
            path: path)
    }
}
