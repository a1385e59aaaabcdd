import Activities
import Jobs
import Kernel
import Storage

extension Transaction {
    /// Offers what is free to the waiting list. The places of an offer are taken at once, so nobody else gets them meanwhile.
    /// The caller holds the session's bookings.
    func offerFreePlaces(of known: ActivitySession) throws {
        guard let session = try session(known.activity, known.id), session.status != .cancelled, now < session.begin, !session.isFull else { return }
        let waiting = try rows(
            """
            SELECT * FROM bookings_booking WHERE activity_id = \(session.activity) AND session_id = \(session.id) AND state = 'waiting'
            ORDER BY id
            """, Booking.init)
        let parties = waiting.map { WaitingList.Party($0.id, size: $0.party) }
        let chosen = Set(WaitingList.offers(free: session.left, to: parties).map(\.booking))
        for booking in waiting where chosen.contains(booking.id) { try offer(booking, session) }
    }

    private func offer(_ booking: Booking, _ session: ActivitySession) throws {
        guard try takePlaces(booking.party, activity: session.activity, session: session.id) else { return }
        let until = WaitingList.limit(now: now, begin: session.begin)
        try setState(.offered, of: booking, until: until)
        try enqueue(BookingJobs.lapse, SessionReference(session.activity, session.id), at: until, key: booking.id.text)
        try record(bookingEntry("bookings.offered", booking, by: 0))
    }
}
