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
                    SELECT 1 FROM bookings_booking b WHERE b.activity_id = t.activity_id AND b.id = t.booking_id AND (t.is_void = 1 OR b.session_id = t.session_id))
                ORDER BY t.activity_id, t.id LIMIT \(most)
                """
            ) { row in
                let name = try name(row)
                return Phrase("\(name.zh)：有票，但没有对应的预约。", "\(name.en): there is a ticket without its booking.")
            }
            return Array((bookings + tickets).prefix(most))
        },
        RecordCheck(Phrase("每个已确认预约的有效门票等于其人数", "Every accepted booking has a valid ticket for each of its party")) { tx in
            try tx.rows(
                """
                SELECT b.activity_id, b.session_id, b.party, (
                    SELECT COUNT(*) FROM bookings_ticket t WHERE t.activity_id = b.activity_id AND t.booking_id = b.id AND t.is_void = 0) AS tickets
                FROM bookings_booking b
                WHERE b.state = 'booked' AND b.party <> (
                    SELECT COUNT(*) FROM bookings_ticket t WHERE t.activity_id = b.activity_id AND t.booking_id = b.id AND t.is_void = 0)
                ORDER BY b.activity_id, b.id LIMIT \(most)
                """
            ) { row in
                let (name, party, tickets) = (try name(row), try row.int("party"), try row.int("tickets"))
                return Phrase("\(name.zh)：一个 \(party) 人的预约有 \(tickets) 张有效门票。", "\(name.en): a booking for \(party) has \(tickets) valid tickets.")
            }
        },
        RecordCheck(Phrase("每个场次各类对象占用的名额等于其有效预约", "Places taken by each kind of party equal its valid bookings")) { tx in
            let sessions = try tx.rows(
                "SELECT DISTINCT activity_id, session_id FROM bookings_booking WHERE kind <> 'individual' ORDER BY activity_id, session_id"
            ) { (try $0.id("activity_id", Activity.self), try $0.id("session_id", ActivitySession.self)) }
            var found: [Phrase] = []
            for (activity, session) in sessions where found.count < most {
                let held = try tx.rows(
                    """
                    SELECT kind, CAST(SUM(party) AS BIGINT) AS places FROM bookings_booking
                    WHERE activity_id = \(activity) AND session_id = \(session) AND state IN (\(list: Booking.State.placed)) GROUP BY kind
                    """) { (try $0.text("kind"), try $0.int("places")) }
                let (bookings, counted) = (Dictionary(held) { first, _ in first }, try tx.placesTaken(activity: activity, session: session))
                for kind in PartyKind.allCases where bookings[kind.rawValue, default: 0] != counted[kind.rawValue, default: 0] {
                    let (was, are) = (counted[kind.rawValue, default: 0], bookings[kind.rawValue, default: 0])
                    let name = name(activity, session)
                    found.append(
                        Phrase(
                            "\(name.zh)：\(kind.title.zh)已占用 \(was) 个名额，有效预约 \(are) 个。",
                            "\(name.en): \(kind.title.en.lowercased()) have taken \(was) places, their valid bookings hold \(are)."))
                }
            }
            return found
        },
        RecordCheck(Phrase("每项跨场次的限额等于有效预约所用", "What counts over several sessions equals what open bookings use")) { tx in
            let counted = try tx.rows(
                """
                SELECT a.rules_key, a.subject, a.used, COALESCE(u.amount, 0) AS amount FROM bookings_allowance a
                LEFT JOIN (
                    SELECT rules_key, subject, holder, CAST(SUM(amount) AS BIGINT) AS amount FROM bookings_allowance_use GROUP BY rules_key, subject, holder) u
                    ON u.rules_key = a.rules_key AND u.subject = a.subject AND u.holder = a.holder
                WHERE a.used <> COALESCE(u.amount, 0) ORDER BY a.rules_key, a.subject, a.holder LIMIT \(most)
                """
            ) { row in
                let (rules, subject, used, amount) = (try row.text("rules_key"), try row.text("subject"), try row.int64("used"), try row.int64("amount"))
                return Phrase("规则 \(rules)，\(subject)：已计 \(used)，预约所用为 \(amount)。", "rules \(rules), \(subject): counted \(used), bookings use \(amount).")
            }
            let ended = try tx.rows(
                """
                SELECT DISTINCT b.activity_id, b.session_id, b.id FROM bookings_allowance_use u
                JOIN bookings_booking b ON b.activity_id = u.activity_id AND b.id = u.booking_id
                WHERE b.state IN ('cancelled', 'lapsed', 'declined') ORDER BY b.activity_id, b.id LIMIT \(most)
                """
            ) { row in
                let name = try name(row)
                return Phrase("\(name.zh)：已结束的预约仍占用限额。", "\(name.en): a booking that has ended still uses a limit.")
            }
            return Array((counted + ended).prefix(most))
        },
    ]

    private static func name(_ row: Row) throws -> Phrase {
        name(try row.id("activity_id"), try row.id("session_id"))
    }

    private static func name(_ activity: ID<Activity>, _ session: ID<ActivitySession>) -> Phrase {
        Phrase("活动 \(activity.text) 场次 \(session.text)", "activity \(activity.text), session \(session.text)")
    }
}
