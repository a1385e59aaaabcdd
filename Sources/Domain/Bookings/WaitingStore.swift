import Activities
import Jobs
import Kernel
import Storage

extension Transaction {
    /// Offers what is free to the waiting list, by the rule of `WaitingList`. The places of an offer are taken at once, so nobody else
    /// gets them meanwhile. The caller holds the session's bookings.
    ///
    /// Reads the first party of each size that could fit, not the list: it costs the same however many wait.
    func offerFreePlaces(of known: ActivitySession) throws {
        guard let session = try session(known.activity, known.id), session.status != .cancelled, now < session.begin, !session.isFull else { return }
        var free = session.left ?? Int.max
        var heads: [Int: Booking] = [:]
        for size in 1...BookingRule.highestMost where size <= free { heads[size] = try firstWaiting(size, session) }
        while let next = heads.values.filter({ $0.party <= free }).min(by: { $0.id.number < $1.id.number }) {
            guard try offer(next, session) else { return }
            free -= next.party
            heads[next.party] = try firstWaiting(next.party, session)
        }
    }

    private func firstWaiting(_ size: Int, _ session: ActivitySession) throws -> Booking? {
        try row(
            """
            SELECT * FROM bookings_booking
            WHERE activity_id = \(session.activity) AND session_id = \(session.id) AND state = 'waiting' AND party = \(size)
            ORDER BY id LIMIT 1
            """, Booking.init)
    }

    private func offer(_ booking: Booking, _ session: ActivitySession) throws -> Bool {
        guard try takePlaces(booking.party, activity: session.activity, session: session.id) else { return false }
        let until = WaitingList.limit(now: now, begin: session.begin)
        try setState(.offered, of: booking, until: until)
        try enqueue(BookingJobs.lapse, SessionReference(session.activity, session.id), at: until, key: booking.id.text)
        try record(bookingEntry("bookings.offered", booking, by: 0))
        return true
    }
}
