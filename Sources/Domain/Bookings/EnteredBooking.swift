import Activities
package import Kernel

/// One party of a session as it stood, for demonstrations: no place is asked for, it simply has it, waits, or has given it back.
package struct EnteredBooking: Sendable, Hashable {
    package enum State: Sendable { case booked, waiting, cancelled }

    package let party: Int
    package let state: State
    package let madeAt: Instant
    /// Nil: forgotten since, as after a session that is long over.
    package let person: BookingPerson?

    package init(party: Int, state: State = .booked, madeAt: Instant, person: BookingPerson? = nil) {
        (self.party, self.state, self.madeAt, self.person) = (party, state, madeAt, person)
    }

    var kept: Booking.State {
        switch state {
        case .booked: .booked
        case .waiting: .waiting
        case .cancelled: .cancelled
        }
    }
}
