package import Activities
package import Kernel
package import Storage

/// Whether and how a session takes bookings, as its form says: beside what holds at its activity, venue and campaigns (`RulesInForce`).
package struct BookingRule: Sendable, Hashable {
    package var isOpen: Bool
    /// The most persons in one booking.
    package var mostPerBooking: Int
    package var hasWaitingList: Bool

    package static let usualMost = 4
    package static let highestMost = 50

    package init(isOpen: Bool = true, mostPerBooking: Int = BookingRule.usualMost, hasWaitingList: Bool = true) {
        (self.isOpen, self.mostPerBooking, self.hasWaitingList) = (isOpen, mostPerBooking, hasWaitingList)
    }
}

extension Transaction {
    package func bookingRule(activity: ID<Activity>, session: ID<ActivitySession>) throws -> BookingRule? {
        try row("SELECT * FROM bookings_rule WHERE activity_id = \(activity) AND session_id = \(session)") { row in
            BookingRule(
                isOpen: try row.bool("is_open"), mostPerBooking: try row.int("most_per_booking"), hasWaitingList: try row.bool("has_waiting_list"))
        }
    }

    /// Lets a session take bookings, at most so many persons in one.
    package func openBookings(
        activity: ID<Activity>, session: ID<ActivitySession>, mostPerBooking: Int = BookingRule.usualMost, waitingList: Bool = true, by actor: Int64 = 0
    ) throws {
        try setBookingRule(BookingRule(mostPerBooking: mostPerBooking, hasWaitingList: waitingList), activity: activity, session: session, by: actor)
    }

    /// Sets the rule of a session; bookings that exist stay as they are.
    package func setBookingRule(_ rule: BookingRule, activity: ID<Activity>, session: ID<ActivitySession>, by actor: Int64) throws {
        guard (1...BookingRule.highestMost).contains(rule.mostPerBooking) else {
            throw Refusal(
                .invalid, "most-per-booking", "每个预约的人数上限应为 1 至 \(BookingRule.highestMost)。",
                "A booking takes from 1 to \(BookingRule.highestMost) persons.", field: "most_per_booking")
        }
        guard try self.session(activity, session) != nil else { throw Refusal.notFound(ActivitySession.noun) }
        try lockBookings(of: session)
        guard try bookingRule(activity: activity, session: session) != rule else { return }
        if rule.isOpen, try isKeptForDraw(session, of: activity) {
            throw Refusal(
                .conflict, "session-in-ballot", "该场次的名额正在抽签，抽签结束并通知所有人后才能开放预约。",
                "The places of this session go by a ballot. Bookings can be opened once it is drawn and everybody has been told.", field: "bookings")
        }
        try execute(
            """
            INSERT INTO bookings_rule (activity_id, session_id, is_open, most_per_booking, has_waiting_list)
            VALUES (\(activity), \(session), \(rule.isOpen), \(rule.mostPerBooking), \(rule.hasWaitingList))
            ON CONFLICT (activity_id, session_id) DO UPDATE SET is_open = excluded.is_open, most_per_booking = excluded.most_per_booking,
                has_waiting_list = excluded.has_waiting_list
            """)
        try record(
            LedgerEntry("bookings.rule-set", "session", session, by: actor, payload: "{\"most\":\(rule.mostPerBooking),\"open\":\(rule.isOpen)}"))
    }

    /// Keeps a session's places for a ballot, or no longer: meanwhile nobody opens its bookings, and those who wait are offered nothing.
    package func keepForDraw(_ isKept: Bool, activity: ID<Activity>, session: ID<ActivitySession>) throws {
        try execute("UPDATE bookings_rule SET is_drawn = \(isKept) WHERE activity_id = \(activity) AND session_id = \(session)")
    }

    func isKeptForDraw(_ session: ID<ActivitySession>, of activity: ID<Activity>) throws -> Bool {
        try number("SELECT 1 FROM bookings_rule WHERE activity_id = \(activity) AND session_id = \(session) AND is_drawn = 1") != nil
    }
}
