import Access
import Participation
package import Activities
package import Kernel
package import Storage

extension Transaction {
    package func strike(of booking: Booking) throws -> Strike? {
        try row("SELECT * FROM bookings_strike WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id)", Strike.init)
    }

    /// Refuses somebody whom the rules bar at this moment.
    func requireNotBarred(_ phone: String, _ rules: RulesInForce, zone: Zone) throws {
        guard let rule = rules.noShows, let mark = try BookingPersonSeal(known: self)?.mark(phone: phone) else { return }
        let strikes = try strikes(mark, under: rules.key { $0.noShows != nil })
        guard let until = rule.barredUntil(strikes.map { ($0.at, $0.reason == .lateChange) }, zone: zone, now: now) else { return }
        let day = until.day(in: zone).iso
        throw Refusal(
            .conflict, "barred", "该号码因爽约暂不能预约，\(day) 起恢复。如有特殊原因，请在爽约的那个预约页面上申诉。",
            "This number cannot book until \(day), because bookings were not used. If there was a reason, appeal on the page of the booking that was missed.",
            field: "phone")
    }

    private func strikes(_ mark: [UInt8], under rules: String) throws -> [Strike] {
        try rows("SELECT * FROM bookings_strike WHERE phone_mark = \(mark) AND rules_key = \(rules) AND state <> 'excused' ORDER BY at", Strike.init)
    }

    func strikes(phone: String) throws -> [Strike] {
        guard let mark = try BookingPersonSeal(known: self)?.mark(phone: phone) else { return [] }
        return try rows("SELECT * FROM bookings_strike WHERE phone_mark = \(mark) ORDER BY at", Strike.init)
    }

    /// Deletes those whose time is over.
    func sweepStrikes() throws {
        try execute("DELETE FROM bookings_strike WHERE at < \(now.adding(hours: -24 * Strike.keptDays))")
    }

    /// Notes that a party did not come or changed too late; once for a booking.
    func strike(_ booking: Booking, _ reason: Strike.Reason, under rules: String) throws {
        guard let mark = try row("SELECT phone_mark FROM bookings_person WHERE id = \(booking.person)", { try $0.blobOrNil("phone_mark") }) ?? nil else { return }
        let made = try execute(
            """
            INSERT INTO bookings_strike (activity_id, booking_id, rules_key, phone_mark, reason, at, state, appeal, answer)
            VALUES (\(booking.activity), \(booking.id), \(rules), \(mark), \(reason), \(now), 'counted', '', '')
            ON CONFLICT (activity_id, booking_id) DO NOTHING
            """)
        if made == 1 { try record(bookingEntry("bookings.missed", booking, by: 0)) }
    }

    /// How many of somebody's strikes count towards the next bar.
    func openStrikes(_ booking: Booking, _ rules: RulesInForce, zone: Zone) throws -> Int {
        guard let rule = rules.noShows, let phone = try bookingPerson(booking.person)?.phone, let mark = try BookingPersonSeal(known: self)?.mark(phone: phone) else { return 0 }
        return rule.open(try strikes(mark, under: rules.key { $0.noShows != nil }).map(\.at), zone: zone, now: now)
    }

    /// Says why; once, and not after it was decided.
    package func appeal(_ code: PublicCode, saying reason: String) throws {
        let booking = try requireBooking(code)
        guard (1...1000).contains(reason.count) else {
            throw Refusal(.invalid, "appeal-empty", "请写明原因（1000 字以内）。", "Say why, in at most 1,000 letters.", field: "appeal")
        }
        let done = try execute(
            """
            UPDATE bookings_strike SET state = 'appealed', appeal = \(reason)
            WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND state = 'counted'
            """)
        guard done == 1 else {
            throw Refusal(.conflict, "nothing-to-appeal", "该预约没有可以申诉的记录，或已申诉过。", "There is nothing on record to appeal, or it was appealed already.")
        }
        try record(bookingEntry("bookings.appealed", booking, by: 0))
    }

    /// The host's answer to an appeal.
    package func decideAppeal(_ booking: Booking, granted: Bool, answer: String, by actor: Int64) throws {
        guard (1...1000).contains(answer.count) else {
            throw Refusal(.invalid, "answer-empty", "请写明答复（1000 字以内）。", "Write an answer, in at most 1,000 letters.", field: "answer")
        }
        let state: Strike.State = granted ? .excused : .upheld
        let done = try execute(
            """
            UPDATE bookings_strike SET state = \(state), answer = \(answer), decided_by = \(actor), decided_at = \(now)
            WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND state = 'appealed'
            """)
        guard done == 1 else {
            throw Refusal(.conflict, "appeal-decided", "该申诉已经答复，或没有申诉。", "The appeal has been answered already, or there is none.")
        }
        try record(bookingEntry(granted ? "bookings.excused" : "bookings.upheld", booking, by: actor))
    }

    /// Asks of a session that is over who did not come, once: where its door covered it all, the bookings of which no ticket was read.
    /// Gives their number; nil where it cannot be known.
    package func reckonNoShows(activity: ID<Activity>, session id: ID<ActivitySession>) throws -> Int? {
        try lockBookings(of: id)
        guard let session = try session(activity, id), session.isOver(at: now), session.status != .cancelled, try doorCoveredWhole(activity: activity, session: id),
            let rules = try rulesInForce(session),
            try execute("INSERT INTO bookings_reckoned (activity_id, session_id, at) VALUES (\(activity), \(id), \(now)) ON CONFLICT (activity_id, session_id) DO NOTHING") == 1
        else { return nil }
        let booked = try bookings(activity: activity, session: id).filter { $0.state == .booked }
        let missed = try booked.filter { try rules.of($0.kind).noShows != nil && scanned(tickets(of: $0), of: id, in: activity).isEmpty }
        for booking in missed {
            try strike(booking, .noShow, under: rules.of(booking.kind).key { $0.noShows != nil })
            try tellMissed(booking, rules.of(booking.kind), zone: session.zone)
        }
        return missed.count
    }
}

extension Transaction {
    /// Sessions whose door covered them, that ended long enough ago, and of which nobody has asked yet who did not come.
    func sessionsToReckon(limit: Int) throws -> [SessionReference] {
        guard try number("SELECT COUNT(*) FROM bookings_rules WHERE body LIKE '%\"no_shows\"%'") != 0 else { return [] }
        return try rows(
            """
            SELECT s.activity_id, s.session_id FROM view_activities_session s
            WHERE s.end_at <= \(now.adding(hours: -Strike.hoursToReckon)) AND s.end_at > \(now.adding(hours: -24 * 14)) AND s.status <> 'cancelled'
                AND NOT EXISTS (SELECT 1 FROM bookings_reckoned r WHERE r.activity_id = s.activity_id AND r.session_id = s.session_id)
                AND EXISTS (SELECT 1 FROM bookings_booking b WHERE b.activity_id = s.activity_id AND b.session_id = s.session_id AND b.state = 'booked')
            ORDER BY s.end_at LIMIT \(limit)
            """) { SessionReference(try $0.id("activity_id"), try $0.id("session_id")) }
    }
}
