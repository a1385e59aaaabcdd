import Activities
package import Files
import Kernel
package import Storage
import Web

extension Transaction {
    /// The unit's letter, instead of the one before. A party that only waited for it is booked, or asks the host, from then on.
    @discardableResult
    package func sendLetter(_ code: PublicCode, _ document: Document, named name: String) throws -> Booking {
        let (booking, session) = try lockedBooking(code)
        guard booking.state.isOpen, session.begin > now else {
            throw Refusal(
                .conflict, "booking-not-open", "该预约已是“\(booking.state.title.zh)”或场次已开始，不能再更改。",
                "The booking is “\(booking.state.title.en)” or its session has begun: it can no longer be changed.")
        }
        guard try rulesInForce(session)?.kind(booking.kind)?.needsLetter == true else {
            throw Refusal(.conflict, "letter-not-asked", "该预约不需要公函。", "This booking needs no letter.")
        }
        if let old = try details(of: booking)?.letter { try releaseFile(old) }
        let file = try keepFile(document), clean = FileName.cleaned(name, as: document.kind)
        try execute(
            """
            INSERT INTO bookings_group (activity_id, booking_id, unit, adults, is_preschool, letter_id, letter_name)
            VALUES (\(booking.activity), \(booking.id), '', 0, 0, \(file), \(clean))
            ON CONFLICT (activity_id, booking_id) DO UPDATE SET letter_id = excluded.letter_id, letter_name = excluded.letter_name
            """)
        try record(bookingEntry("bookings.letter-sent", booking, by: 0))
        return booking.state == .held ? try place(booking, in: session) : try requireBooking(code)
    }
}
