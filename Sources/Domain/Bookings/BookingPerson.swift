import Access
import Foundation
package import Kernel
package import Storage

/// Who made a booking: name and telephone, nothing else. Kept sealed with a key of their own.
package struct BookingPerson: Sendable, Hashable, Codable {
    package let name: String
    package let phone: String
    package init(name: String, phone: String) { (self.name, self.phone) = (name, phone) }

    /// Name and telephone under that key (`Sealing`).
    func sealed(with key: [UInt8]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try Sealing.seal(Array(encoder.encode(self)), with: key)
    }

    static func open(_ sealed: [UInt8], with key: [UInt8]) throws -> BookingPerson {
        let plain = Data(try Sealing.open(sealed, with: key))
        return try JSONDecoder().decode(BookingPerson.self, from: plain)
    }
}

extension Transaction {
    func addBookingPerson(_ person: BookingPerson) throws -> ID<BookingPerson> {
        let id: ID<BookingPerson> = newID()
        let key = Sealing.newKey()
        let sealed = try person.sealed(with: key)
        try execute("INSERT INTO bookings_person (id, person_key, sealed) VALUES (\(id), \(key), \(sealed))")
        return id
    }

    /// The person, or nil once forgotten.
    package func bookingPerson(_ id: ID<BookingPerson>) throws -> BookingPerson? {
        let found = try row("SELECT person_key, sealed FROM bookings_person WHERE id = \(id)") { row in
            (try row.blobOrNil("person_key"), try row.blobOrNil("sealed"))
        }
        guard let key = found?.0, let sealed = found?.1 else { return nil }
        return try BookingPerson.open(sealed, with: key)
    }

    /// Empties what identifies the person behind a booking's code and destroys the key; party, state, tickets and scans stay.
    /// Gives the number of records emptied: 0 where there is no such booking or they are forgotten already.
    package func forgetBookingPerson(_ reference: String, by actor: Int64) throws -> Int {
        guard let code = PublicCode(reference), let booking = try booking(code) else { return 0 }
        let changed = try execute(
            """
            UPDATE bookings_person SET person_key = NULL, sealed = NULL, forgotten_at = \(now)
            WHERE id = \(booking.person) AND person_key IS NOT NULL
            """)
        if changed > 0 { try record(bookingEntry("bookings.person-forgotten", booking, by: actor)) }
        return changed
    }
}
