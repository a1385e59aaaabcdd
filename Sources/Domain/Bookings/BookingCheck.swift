import Activities
import Kernel
import Rooms
import Storage

/// What `kepu verify` recomputes of this room: places against bookings.
enum BookingCheck {
    private static let most = 20

    /// The bookings of each session that hold its places; `booked` are those accepted.
    private static let held: SQL = """
        (SELECT activity_id, session_id, CAST(SUM(CASE WHEN state IN ('booked', 'offered', 'held', 'requested') THEN party ELSE 0 END) AS BIGINT) AS places,
            CAST(SUM(CASE WHEN state = 'booked' THEN party ELSE 0 END) AS BIGINT) AS booked
        FROM bookings_booking GROUP BY activity_id, session_id) b
        """

    static let all = [
        RecordCheck(Phrase("每个场次已占用的名额等于其有效预约，且不超过名额", "Places taken equal the valid bookings of each session, within its capacity")) { tx in
            try tx.rows(
                """
                SELECT s.activity_id, s.session_id, s.taken, s.capacity, COALESCE(b.places, 0) AS places
                FROM view_activities_session s LEFT JOIN \(sql: held) ON b.activity_id = s.activity_id AND b.session_id = s.session_id
                WHERE s.taken <> COALESCE(b.places, 0) OR (s.capacity IS NOT NULL AND s.taken > s.capacity)
                ORDER BY s.activity_id, s.session_id LIMIT \(most)
                """
            ) { row in
                let (name, taken, places) = (try name(row), try row.int64("taken"), try row.int64("places"))
                let capacity = try row.intOrNil("capacity").map { String($0) }
                return Phrase(
                    "\(name.zh)：已占用 \(taken) 个名额，有效预约 \(places) 个，名额 \(capacity ?? "不限")。",
                    "\(name.en): \(taken) places are taken, valid bookings hold \(places), capacity \(capacity ?? "unlimited").")
            }
        },
        RecordCheck(Phrase("每个场次的预约数据等于其已确认的预约", "The booked claim of each session equals its accepted bookings")) { tx in
            try tx.rows(
                """
                SELECT s.activity_id, s.session_id, COALESCE(c.value, 0) AS claimed, COALESCE(b.booked, 0) AS booked
                FROM view_activities_session s LEFT JOIN \(sql: held) ON b.activity_id = s.activity_id AND b.session_id = s.session_id
                    LEFT JOIN view_participation_booked c ON c.activity_id = s.activity_id AND c.session_id = s.session_id
                WHERE COALESCE(c.value, 0) <> COALESCE(b.booked, 0) ORDER BY s.activity_id, s.session_id LIMIT \(most)
                """
            ) { row in
                let (name, claimed, booked) = (try name(row), try row.int64("claimed"), try row.int64("booked"))
                return Phrase("\(name.zh)：预约数据为 \(claimed)，已确认的预约为 \(booked)。", "\(name.en): the claim says \(claimed), accepted bookings are \(booked).")
            }
        },
        RecordCheck(Phrase("每个预约都属于一个场次，每张票都属于一个预约", "Every booking belongs to a session, every ticket to a booking")) { tx in
            let bookings = try tx.rows(
                """
                SELECT b.activity_id, b.session_id FROM bookings_booking b
                WHERE NOT EXISTS (SELECT 1 FROM view_activities_session s WHERE s.activity_id = b.activity_id AND s.session_id = b.session_id)
                ORDER BY b.activity_id, b.id LIMIT \(most)
                """
            ) { row in
                let name = try name(row)
                return Phrase("\(name.zh)：有预约，但没有这个场次。", "\(name.en): there is a booking, but no such session.")
            }
            let tickets = try tx.rows(
                """
                SELECT t.activity_id, t.session_id FROM bookings_ticket t
                WHERE NOT EXISTS (
                    SELECT 1 FROM bookings_booking b WHERE b.activity_id = t.activity_id AND b.id = t.booking_id AND b.session_id = t.session_id)
                ORDER BY t.activity_id, t.id LIMIT \(most)
                """
            ) { row in
                let name = try name(row)
                return Phrase("\(name.zh)：有票，但没有对应的预约。", "\(name.en): there is a ticket without its booking.")
            }
            return Array((bookings + tickets).prefix(most))
        },
    ]

    private static func name(_ row: Row) throws -> Phrase {
        let activity: ID<Activity> = try row.id("activity_id"), session: ID<ActivitySession> = try row.id("session_id")
        return Phrase("活动 \(activity.text) 场次 \(session.text)", "activity \(activity.text), session \(session.text)")
    }
}
