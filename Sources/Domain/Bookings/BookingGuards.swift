import Activities
import Jobs
import Kernel
import Rooms
import Storage

/// What this room asks of changes to a session.
enum BookingGuards {
    static let all = [
        // Never refuses: a capacity below the places taken is refused by Activities. Places that are added go to the waiting list.
        Guard(on: Activities.sessionCapacity) { tx, subject, detail in
            guard let activity = detail["activity"] else { return }
            try tx.enqueue(BookingJobs.offer, SessionReference(ID(activity), ID(subject)), key: ID<ActivitySession>(subject).text)
        },
        Guard(on: Activities.sessionRemoval) { tx, subject, detail in
            guard let activity = detail["activity"] else { return }
            let count = try tx.number("SELECT COUNT(*) FROM bookings_booking WHERE activity_id = \(activity) AND session_id = \(subject)") ?? 0
            guard count == 0 else {
                throw Refusal(
                    .conflict, "session-has-bookings", "该场次已有 \(count) 个预约记录（含候补和已取消的），不能删除。请改为“取消”，预约者会看到说明。",
                    "This session has \(count) bookings, those waiting or cancelled included, so it cannot be removed. Cancel it instead: those who booked will see why.")
            }
        },
        // Those who booked come at the time that their tickets name: whoever changes it hears how many they are.
        Guard(on: Activities.sessionMove) { tx, subject, detail in
            guard let activity = detail["activity"] else { return }
            try tx.lockBookings(of: ID(subject))
            let standing = try tx.standing("session_id", subject, in: activity)
            guard standing.any else { return }
            guard detail["past"] != 1 else {
                throw Refusal(
                    .conflict, "session-move-past", "该场次\(standing.phrase.zh)，不能改到过去的时间。请检查日期。",
                    "This session has \(standing.phrase.en); it cannot be moved into the past. Check the date.", field: "begin")
            }
            guard detail["confirmed"] == 1 else {
                throw Refusal(
                    .conflict, "session-move-booked", "该场次\(standing.phrase.zh)。时间更改后，他们只能在预约页面看到新的时间；确实要改请勾选确认。",
                    "This session has \(standing.phrase.en). They see the new times on their booking's page only. Tick the box if the times are to change all the same.",
                    field: "confirmed")
            }
        },
        Guard(on: Activities.unpublication) { tx, subject, detail in
            guard detail["confirmed"] != 1 else { return }
            let standing = try tx.standing("activity_id", subject, in: subject)
            guard standing.any else { return }
            throw Refusal(
                .conflict, "unpublication-booked", "该活动\(standing.phrase.zh)。公众将看不到它的页面，而这些预约仍然有效；确实要这样做请勾选确认。",
                "This activity has \(standing.phrase.en). The public would no longer find its page, while these bookings stand. Tick the box if it is meant all the same.",
                field: "confirmed")
        },
        // Who has or waits for a place would stand before an activity that nobody sees any more.
        Guard(on: Activities.importUndo) { tx, subject, _ in
            let count =
                try tx.number(
                    "SELECT COUNT(*) FROM bookings_booking WHERE activity_id = \(subject) AND state IN ('booked', 'waiting', 'offered', 'held', 'requested')") ?? 0
            guard count == 0 else {
                throw Refusal(
                    .conflict, "activity-has-bookings", "保留：已有 \(count) 个预约（含候补）。",
                    count == 1 ? "Kept: it has 1 booking (or party that waits)." : "Kept: it has \(count) bookings (those waiting included).")
            }
        },
    ]
}

/// Bookings and waiting parties that a change would leave behind.
struct StandingBookings {
    var bookings: Int64 = 0
    var places: Int64 = 0
    var waiting: Int64 = 0

    var any: Bool { bookings + waiting > 0 }

    var phrase: Phrase {
        let booked = bookings == 1 ? "1 booking" : "\(bookings) bookings"
        let parties = waiting == 1 ? "1 waiting party" : "\(waiting) waiting parties"
        return Phrase(
            "已有 \(bookings) 个预约（\(places) 个名额），另有 \(waiting) 个候补", "\(booked) (\(places) \(places == 1 ? "place" : "places")) and \(parties)")
    }
}

extension Transaction {
    /// What stands for an activity, or for one session of it; those of sessions that are over are past.
    fileprivate func standing(_ column: StaticString, _ subject: Int64, in activity: Int64) throws -> StandingBookings {
        let held = try rows(
            """
            SELECT b.state, COUNT(*) AS bookings, CAST(SUM(b.party) AS BIGINT) AS places
            FROM bookings_booking b JOIN view_activities_session s ON s.activity_id = b.activity_id AND s.session_id = b.session_id
            WHERE b.activity_id = \(activity) AND b.\(sql: .trusted("\(column)")) = \(subject) AND s.end_at > \(now)
                AND b.state IN ('booked', 'offered', 'held', 'requested', 'waiting')
            GROUP BY b.state
            """
        ) { row in (state: try row.choice("state", Booking.State.self), bookings: try row.int64("bookings"), places: try row.int64("places")) }
        var standing = StandingBookings()
        for one in held {
            if one.state == .waiting { standing.waiting += one.bookings } else { (standing.bookings, standing.places) = (standing.bookings + one.bookings, standing.places + one.places) }
        }
        return standing
    }
}
