import Access
import Foundation
import Kernel
import Storage

/// What becomes of marks when the secret under which they were made is made anew.
extension Transaction {
    /// Limits and strikes of a telephone number follow its mark. A strike of somebody who was erased meanwhile keeps the old mark, which
    /// nothing finds any more.
    func carryMark(_ old: [UInt8], to new: [UInt8], of person: ID<BookingPerson>) throws {
        guard old != new else { return }
        let (before, after) = (old.hexadecimal, new.hexadecimal)
        try execute("UPDATE bookings_strike SET phone_mark = \(new) WHERE phone_mark = \(old)")
        try execute("UPDATE bookings_allowance SET holder = \(after) WHERE holder = \(before)")
        try execute(
            """
            UPDATE bookings_allowance_use SET holder = \(after)
            WHERE holder = \(before) AND activity_id IN (SELECT activity_id FROM bookings_booking WHERE person_id = \(person))
                AND booking_id IN (SELECT id FROM bookings_booking WHERE person_id = \(person))
            """)
    }

    /// Identity numbers are marked anew from the names as they are sealed.
    func markGuests(of person: ID<BookingPerson>, key: [UInt8], _ seal: BookingPersonSeal) throws {
        let guests = try rows(
            """
            SELECT g.activity_id, g.booking_id, g.seat, g.sealed FROM bookings_guest g JOIN bookings_booking b ON b.activity_id = g.activity_id AND b.id = g.booking_id
            WHERE b.person_id = \(person) AND g.sealed IS NOT NULL AND g.identity_mark IS NOT NULL
            """
        ) { row in (activity: try row.int64("activity_id"), booking: try row.int64("booking_id"), seat: try row.int64("seat"), sealed: try row.blob("sealed")) }
        for one in guests {
            let guest = try JSONDecoder().decode(Guest.self, from: Data(Sealing.open(one.sealed, with: key)))
            try execute(
                """
                UPDATE bookings_guest SET identity_mark = \(seal.mark(identity: guest.identity))
                WHERE activity_id = \(one.activity) AND booking_id = \(one.booking) AND seat = \(one.seat)
                """)
        }
    }
}
