import Access
import Activities
package import Kernel
package import Storage
import Foundation

/// Why children's names are kept.
package enum ConsentPurpose: String, Sendable, CaseIterable {
    case names
}

extension Transaction {
    /// Keeps the names of those who come instead of those before, sealed under the contact person's key. Nobody is named for two bookings of
    /// one session.
    func putGuests(_ list: GuestList, of booking: Booking, on day: Day) throws {
        guard let (key, seal) = try guestKey(of: booking) else { return }
        try execute("DELETE FROM bookings_guest WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id)")
        for (seat, guest) in list.guests.enumerated() {
            let mark: [UInt8]? = guest.identity.isEmpty ? nil : seal.mark(identity: guest.identity)
            if let mark { try requireFree(mark, booking, line: seat + 1) }
            let sealed = try Sealing.seal(Array(JSONEncoder().encode(guest)), with: key)
            let isChild = (guest.age(on: day) ?? 99) < Guest.consentAge
            try execute(
                """
                INSERT INTO bookings_guest (activity_id, booking_id, seat, session_id, sealed, identity_mark, is_child)
                VALUES (\(booking.activity), \(booking.id), \(seat), \(booking.session), \(sealed), \(mark), \(isChild))
                """)
        }
    }

    private func requireFree(_ mark: [UInt8], _ booking: Booking, line: Int) throws {
        let other = try number(
            """
            SELECT COUNT(*) FROM bookings_guest g JOIN bookings_booking b ON b.activity_id = g.activity_id AND b.id = g.booking_id
            WHERE g.activity_id = \(booking.activity) AND g.session_id = \(booking.session) AND g.identity_mark = \(mark) AND g.booking_id <> \(booking.id)
                AND b.state IN ('booked', 'offered', 'held', 'requested', 'waiting')
            """)
        guard other == 0 else {
            throw Refusal(
                .conflict, "identity-booked", "第 \(line) 行的证件号码已在本场次的另一个预约中。", "Line \(line): somebody with this identity number has a place in this session already.",
                field: "guests")
        }
    }

    /// Refuses to move a party to a session in which somebody of it has a place already.
    func requireGuestsFree(of booking: Booking, in session: ID<ActivitySession>) throws {
        let twice = try number(
            """
            SELECT COUNT(*) FROM bookings_guest mine JOIN bookings_guest g ON g.activity_id = mine.activity_id AND g.identity_mark = mine.identity_mark
            JOIN bookings_booking b ON b.activity_id = g.activity_id AND b.id = g.booking_id
            WHERE mine.activity_id = \(booking.activity) AND mine.booking_id = \(booking.id) AND g.session_id = \(session) AND g.booking_id <> \(booking.id)
                AND b.state IN ('booked', 'offered', 'held', 'requested', 'waiting')
            """)
        guard twice == 0 else {
            throw Refusal(
                .conflict, "identity-booked", "名单中有人在那一场已有名额，不能改到那一场。", "Somebody of this party has a place in that session already, so it cannot be moved there.",
                field: "session")
        }
    }

    /// The names; empty once the person was forgotten.
    package func guests(of booking: Booking) throws -> [Guest] {
        guard let (key, _) = try guestKey(of: booking) else { return [] }
        return try rows(
            "SELECT sealed FROM bookings_guest WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND sealed IS NOT NULL ORDER BY seat"
        ) { try $0.blob("sealed") }
        .map { try JSONDecoder().decode(Guest.self, from: Data(Sealing.open($0, with: key))) }
    }

    func guestCount(of booking: Booking) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM bookings_guest WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND sealed IS NOT NULL") ?? 0)
    }

    private func guestKey(of booking: Booking) throws -> (key: [UInt8], seal: BookingPersonSeal)? {
        guard let kept = try row("SELECT person_key FROM bookings_person WHERE id = \(booking.person)", { try $0.blobOrNil("person_key") }) ?? nil else { return nil }
        return (try BookingPersonSeal.key(kept, of: booking.person, in: self), try BookingPersonSeal(self))
    }

    /// A guardian agreed, or a teacher for the guardians.
    func giveConsent(_ purpose: ConsentPurpose, for booking: Booking) throws {
        try execute(
            """
            INSERT INTO bookings_consent (activity_id, booking_id, purpose, given_at, revoked_at)
            VALUES (\(booking.activity), \(booking.id), \(purpose.rawValue), \(now), NULL)
            ON CONFLICT (activity_id, booking_id, purpose) DO UPDATE SET given_at = excluded.given_at, revoked_at = NULL
            """)
    }

    package func consent(_ purpose: ConsentPurpose, for booking: Booking) throws -> (given: Instant, revoked: Instant?)? {
        try row(
            """
            SELECT given_at, revoked_at FROM bookings_consent
            WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND purpose = \(purpose.rawValue)
            """) { (given: try $0.instant("given_at"), revoked: try $0.instantOrNil("revoked_at")) }
    }

    /// Takes the consent back: the names are emptied at once, the places stay.
    package func revokeConsent(_ code: PublicCode) throws {
        let booking = try requireBooking(code)
        try lockBookings(of: booking.session)
        try execute(
            """
            UPDATE bookings_consent SET revoked_at = \(now) WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND revoked_at IS NULL
            """)
        try emptyGuests(of: booking)
        try record(bookingEntry("bookings.consent-revoked", booking, by: 0))
    }

    /// Empties the names; seats stay, so that how many were named can still be said.
    func emptyGuests(of booking: Booking) throws {
        try execute(
            """
            UPDATE bookings_guest SET sealed = NULL, identity_mark = NULL WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id)
            """)
    }
}
