package import Activities
package import Kernel
package import Storage
import Participation

extension Transaction {
    package func booking(_ code: PublicCode) throws -> Booking? {
        try row("SELECT * FROM bookings_booking WHERE activity_id = \(code.activity) AND code = \(code.letters)", Booking.init)
    }

    package func booking(_ activity: ID<Activity>, _ id: ID<Booking>) throws -> Booking? {
        try row("SELECT * FROM bookings_booking WHERE activity_id = \(activity) AND id = \(id)", Booking.init)
    }

    /// All bookings of a session in the order in which they were made.
    package func bookings(activity: ID<Activity>, session: ID<ActivitySession>) throws -> [Booking] {
        try rows("SELECT * FROM bookings_booking WHERE activity_id = \(activity) AND session_id = \(session) ORDER BY id", Booking.init)
    }

    /// Some of them, in one state or in any: a page of a list.
    func bookings(activity: ID<Activity>, session: ID<ActivitySession>, state: Booking.State?, from offset: Int, limit: Int) throws -> [Booking] {
        let condition: SQL = state.map { "AND state = \($0)" } ?? ""
        return try rows(
            "SELECT * FROM bookings_booking WHERE activity_id = \(activity) AND session_id = \(session) \(sql: condition) ORDER BY id LIMIT \(limit) OFFSET \(offset)",
            Booking.init)
    }

    /// How many parties stand in each state, with how many persons.
    func bookingCounts(activity: ID<Activity>, session: ID<ActivitySession>) throws -> [Booking.State: (parties: Int, persons: Int)] {
        let found = try rows(
            """
            SELECT state, COUNT(*) AS parties, SUM(party) AS persons FROM bookings_booking WHERE activity_id = \(activity) AND session_id = \(session) GROUP BY state
            """) { (try $0.choice("state", Booking.State.self), (parties: try $0.int("parties"), persons: try $0.int("persons"))) }
        return Dictionary(found) { first, _ in first }
    }

    /// Those that are valid, one for each place of the party.
    package func tickets(of booking: Booking) throws -> [Ticket] {
        try rows(
            "SELECT * FROM bookings_ticket WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND is_void = 0 ORDER BY id",
            Ticket.init)
    }

    /// Those of several bookings of one activity, in one statement; of accepted ones only, as the others have none.
    func tickets(of bookings: [Booking]) throws -> [ID<Booking>: [Ticket]] {
        let booked = bookings.filter { $0.state == .booked }
        guard let activity = booked.first?.activity else { return [:] }
        let found = try rows(
            "SELECT * FROM bookings_ticket WHERE activity_id = \(activity) AND booking_id IN (\(list: booked.map(\.id))) AND is_void = 0 ORDER BY id", Ticket.init)
        return Dictionary(grouping: found, by: \.booking)
    }

    package func ticket(_ code: PublicCode) throws -> Ticket? {
        try row("SELECT * FROM bookings_ticket WHERE activity_id = \(code.activity) AND code = \(code.letters)", Ticket.init)
    }

    /// How many places of the session are booked: accepted bookings only, neither offers nor the waiting list.
    package func bookedPlaces(activity: ID<Activity>, session: ID<ActivitySession>) throws -> Int64 {
        try number(
            """
            SELECT SUM(party) FROM bookings_booking WHERE activity_id = \(activity) AND session_id = \(session) AND state = 'booked'
            """) ?? 0
    }

    /// Holds the bookings of one session until the transaction ends: places, states and the booked claim change together. Whoever holds
    /// several takes them in the order of their identities, and the claims of the activity after them.
    package func lockBookings(of session: ID<ActivitySession>) throws { try lock("bookings/\(session.text)") }

    func insert(
        _ id: ID<Booking>, _ kind: PartyKind, _ party: Int, state: Booking.State, due: Instant?, session: ActivitySession, person: ID<BookingPerson>
    ) throws -> Booking {
        let code = PublicCode(for: session.activity)
        let made = try row(
            """
            INSERT INTO bookings_booking (activity_id, id, session_id, code, kind, party, state, due_at, person_id, made_at)
            VALUES (\(session.activity), \(id), \(session.id), \(code.letters), \(kind), \(party), \(state), \(due), \(person), \(now)) RETURNING *
            """, Booking.init)
        guard let made else { throw Refusal.notFound(Booking.noun) }
        return made
    }

    /// One ticket for each place, each with a code of its own.
    func issueTickets(for booking: Booking) throws {
        for first in stride(from: 0, to: booking.party, by: Self.ticketsAtOnce) {
            let lines = (first..<min(booking.party, first + Self.ticketsAtOnce)).map { _ -> SQL in
                let id: ID<Ticket> = newID()
                return "(\(booking.activity), \(id), \(booking.id), \(booking.session), \(PublicCode(for: booking.activity).letters))"
            }
            try execute("INSERT INTO bookings_ticket (activity_id, id, booking_id, session_id, code) VALUES \(sql: lines.joined(", "))")
        }
    }

    /// A class has a statement of its own, a thousand persons a few.
    private static let ticketsAtOnce = 50

    /// Sets another state, unless somebody was faster.
    func setState(_ state: Booking.State, of booking: Booking, until: Instant? = nil, due: Instant? = nil) throws {
        let changed = try execute(
            """
            UPDATE bookings_booking SET state = \(state), offered_until = \(until), due_at = \(due)
            WHERE activity_id = \(booking.activity) AND id = \(booking.id) AND state = \(booking.state)
            """)
        guard changed == 1 else {
            throw Refusal(
                .conflict, "booking-changed", "该预约刚刚有了变化，请重新打开预约页面。", "The booking has just changed. Open its page again.")
        }
    }

    /// Keeps the booked claim of the session in step, in the transaction of the change.
    func refreshBooked(activity: ID<Activity>, session: ID<ActivitySession>) throws {
        try keepBooked(activity: activity, session: session, value: bookedPlaces(activity: activity, session: session))
    }

    /// The ledger's line; the code is a key to the booking and stays out of it.
    func bookingEntry(_ kind: String, _ booking: Booking, by actor: Int64) -> LedgerEntry {
        LedgerEntry(
            kind, "booking", booking.id, by: actor,
            payload: "{\"activity\":\"\(booking.activity.text)\",\"party\":\(booking.party),\"session\":\"\(booking.session.text)\"}", visibility: .unit)
    }
}
