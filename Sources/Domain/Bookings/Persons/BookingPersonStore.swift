import Access
package import Kernel
package import Storage

extension Transaction {
    func addBookingPerson(_ person: BookingPerson, _ seal: BookingPersonSeal) throws -> ID<BookingPerson> {
        let (id, key): (ID<BookingPerson>, [UInt8]) = (newID(), Sealing.newKey())
        let (kept, sealed) = (try seal.seal(key: key, of: id), try person.sealed(with: key))
        try execute(
            """
            INSERT INTO bookings_person (id, person_key, sealed, phone_mark) VALUES (\(id), \(kept), \(sealed), \(seal.mark(phone: person.phone)))
            """)
        return id
    }

    /// The person, or nil once forgotten.
    package func bookingPerson(_ id: ID<BookingPerson>) throws -> BookingPerson? {
        let found = try row("SELECT person_key, sealed FROM bookings_person WHERE id = \(id)") { row in
            (try row.blobOrNil("person_key"), try row.blobOrNil("sealed"))
        }
        guard let kept = found?.0, let sealed = found?.1 else { return nil }
        return try BookingPerson.open(sealed, with: try BookingPersonSeal.key(kept, of: id, in: self))
    }

    /// The bookings of whoever gave this telephone number, the newest first.
    func bookings(phone: String) throws -> [Booking] {
        guard let mark = try BookingPersonSeal(known: self)?.mark(phone: phone) else { return [] }
        return try rows(
            """
            SELECT b.* FROM bookings_booking b JOIN bookings_person p ON p.id = b.person_id WHERE p.phone_mark = \(mark) ORDER BY b.id DESC
            """, Booking.init)
    }

    /// Empties what identifies the person behind a booking's code, or behind everything booked with a telephone number, and destroys the
    /// keys; party, state, tickets and scans stay. Gives the number of records emptied: 0 where there is nothing, or nothing any more.
    package func forgetBookingPerson(_ reference: String, by actor: Int64) throws -> Int {
        if let code = PublicCode(reference) { return try booking(code).map { try forgetPerson(of: $0, by: actor) } ?? 0 }
        guard reference.contains(where: \.isNumber) else { return 0 }
        return try bookings(phone: reference).reduce(0) { $0 + (try forgetPerson(of: $1, by: actor)) }
    }

    private func forgetPerson(of booking: Booking, by actor: Int64) throws -> Int {
        let changed = try execute(
            """
            UPDATE bookings_person SET person_key = NULL, sealed = NULL, phone_mark = NULL, forgotten_at = \(now)
            WHERE id = \(booking.person) AND person_key IS NOT NULL
            """)
        if changed > 0 {
            try emptyWhatNames(booking.person, in: booking.activity)
            try record(bookingEntry("bookings.person-forgotten", booking, by: actor))
        }
        return changed
    }
}

extension Transaction {
    /// Another contact person under the same key, so that the names stay readable; false where the person was forgotten.
    func putBookingPerson(_ person: BookingPerson, as id: ID<BookingPerson>) throws -> Bool {
        guard let kept = try row("SELECT person_key FROM bookings_person WHERE id = \(id)", { try $0.blobOrNil("person_key") }) ?? nil else { return false }
        let (seal, key) = (try BookingPersonSeal(self), try BookingPersonSeal.key(kept, of: id, in: self))
        try execute(
            """
            UPDATE bookings_person SET sealed = \(try person.sealed(with: key)), phone_mark = \(seal.mark(phone: person.phone)) WHERE id = \(id)
            """)
        return true
    }
}
