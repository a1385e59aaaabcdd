import Access
import Activities
import Kernel
import Participation
import Rooms
import Storage

/// On the desk: parties that ask a host, and appeals of those who did not come.
enum BookingQueues {
    static let all = [requests, appeals]

    private static let requests = DeskQueue(Phrase("待您确认的预约", "Bookings to confirm"), path: "/desk/activities", order: 22, isUrgent: true) { identity in
        guard identity.mayAnywhere(Bookings.see) else { return nil }
        return source("b.state = 'requested'", "", identity)
    } line: { one in line(one) }

    private static let appeals = DeskQueue(Phrase("待答复的爽约申诉", "Appeals about not coming"), path: "/desk/activities", order: 23) { identity in
        guard identity.mayAnywhere(Bookings.see) else { return nil }
        return source("x.state = 'appealed'", "JOIN bookings_strike x ON x.activity_id = b.activity_id AND x.booking_id = b.id", identity)
    } line: { one in line(one) }

    private static func line(_ one: DeskQueue.Record) -> DeskCard.Line {
        let parts = one.key.split(separator: "/").compactMap { Int64($0) }
        let (activity, session) = (ID<Activity>(parts.first ?? 0), ID<ActivitySession>(parts.last ?? 0))
        return DeskCard.Line(
            one.name, meta: Phrase("\(one.number) 人", "\(one.number) persons"), path: "/desk/activities/\(activity.text)/sessions/\(session.text)/bookings/\(one.idText)")
    }

    private static func source(_ condition: SQL, _ join: SQL, _ identity: Identity) -> DeskQueue.Source {
        DeskQueue.Source(
            id: "b.id", since: "b.id", name: .init("t.title"), key: "b.activity_id || '/' || b.session_id", number: "b.party",
            from: """
                bookings_booking b \(sql: join)
                    JOIN view_activities_session s ON s.activity_id = b.activity_id AND s.session_id = b.session_id
                    JOIN view_activities_title t ON t.activity_id = b.activity_id
                WHERE \(sql: condition) AND \(sql: ClaimScope.condition(identity.scopes(of: Bookings.see)))
                """)
    }
}
