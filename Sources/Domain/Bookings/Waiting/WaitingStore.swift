import Activities
import Jobs
import Kernel
import Storage

extension Transaction {
    /// Offers what is free to the waiting list, by the rule of `WaitingList`. The places of an offer are taken at once, so nobody else
    /// gets them meanwhile. The caller holds the session's bookings.
    ///
    /// Reads the first party of each kind and size that could fit, not the list: it costs the same however many wait.
    ///
    /// - isFresh: whether `known` was read since the session's bookings are held.
    func offerFreePlaces(of known: ActivitySession, _ given: RulesInForce? = nil, isFresh: Bool = false) throws {
        guard let session = isFresh ? known : try session(known.activity, known.id), session.status != .cancelled, now < session.begin, !session.isFull,
            try isAnybodyWaiting(session), try !isKeptForDraw(session.id, of: session.activity), let rules = try given ?? rulesInForce(session)
        else { return }
        var heads = try waitingHeads(session)
        while let (place, next) = heads.enumerated().min(by: { $0.element.id.number < $1.element.id.number }) {
            if try offer(next, session, rules) {
                heads[place...place] = try firstWaiting(next.kind, next.party..<(next.party + 1), session).map { [$0] } ?? []
            } else {
                // No places of its share for so many: nor for more of the same kind.
                heads.removeAll { $0.kind == next.kind && $0.party >= next.party }
            }
        }
    }

    /// After places were given back: offers them in their session; where a day's total over several sessions became free too, those who wait in
    /// the other sessions of that day are asked by a job, because each session has a lock of its own.
    func offerReturned(in session: ActivitySession) throws {
        let rules = try rulesInForce(session)
        try offerFreePlaces(of: session, rules)
        let places = rules?.stated.filter { $0.rules.aDay != nil || $0.rules.kinds?.contains { $0.aDay != nil } == true } ?? []
        guard let place = places.first, let reach = reach(of: place) else { return }
        let others = try rows(
            """
            SELECT DISTINCT b.activity_id, b.session_id FROM bookings_booking b
            JOIN view_activities_session s ON s.activity_id = b.activity_id AND s.session_id = b.session_id
            WHERE b.state = 'waiting' AND s.local_day = \(session.day) AND b.session_id <> \(session.id) AND \(sql: reach) ORDER BY b.activity_id, b.session_id
            """) { SessionReference(try $0.id("activity_id"), try $0.id("session_id")) }
        for one in others { try enqueue(BookingJobs.offer, one, key: one.session.text) }
    }

    /// The sessions for which the rules of a place hold; nil where it is one session alone.
    private func reach(of place: RulesInForce.Stated) -> SQL? {
        switch place.level {
        case .session: nil
        case .activity: "b.activity_id = \(place.subject)"
        case .venue: "s.venue_id = \(place.subject)"
        case .campaign:
            """
            b.activity_id IN (SELECT c.activity_id FROM view_activities_counted c JOIN view_campaigns_ancestor a ON a.campaign_id = c.campaign_id
                WHERE a.ancestor_id = \(place.subject))
            """
        }
    }

    private func isAnybodyWaiting(_ session: ActivitySession) throws -> Bool {
        try number(
            "SELECT 1 FROM bookings_booking WHERE activity_id = \(session.activity) AND session_id = \(session.id) AND state = 'waiting' LIMIT 1") != nil
    }

    /// The first party of each kind and size that waits.
    private func waitingHeads(_ session: ActivitySession) throws -> [Booking] {
        let free = session.left ?? Int.max
        return try PartyKind.allCases.flatMap { kind in
            var heads: [Booking] = [], least = 1
            while least <= free, let head = try firstWaiting(kind, least..<Int.max, session), head.party <= free {
                heads.append(head)
                least = head.party + 1
            }
            return heads
        }
    }

    /// Of the smallest size in the range the one that has waited longest.
    private func firstWaiting(_ kind: PartyKind, _ sizes: Range<Int>, _ session: ActivitySession) throws -> Booking? {
        try row(
            """
            SELECT * FROM bookings_booking
            WHERE activity_id = \(session.activity) AND session_id = \(session.id) AND state = 'waiting' AND kind = \(kind)
                AND party >= \(sizes.lowerBound) AND party < \(sizes.upperBound)
            ORDER BY party, id LIMIT 1
            """, Booking.init)
    }

    private func offer(_ booking: Booking, _ session: ActivitySession, _ all: RulesInForce) throws -> Bool {
        let rules = all.of(booking.kind)
        let days = rules.dayAllowances(of: booking.kind, persons: booking.party, session)
        guard try use(days, for: booking.id, of: booking.activity) == nil else { return false }
        let share = try rules.share(of: booking.kind, session, at: now, .china)
        guard try takePlaces(booking.party, of: share, activity: session.activity, session: session.id) else {
            if !days.isEmpty { try giveBackAllowances(of: booking.id, booking.activity, daysOnly: true) }
            return false
        }
        let until = WaitingList.limit(now: now, begin: session.begin, hours: rules.offerHours)
        try setState(.offered, of: booking, until: until)
        try enqueue(BookingJobs.lapse, SessionReference(session.activity, session.id), at: until, key: booking.id.text)
        try record(bookingEntry("bookings.offered", booking, by: 0))
        try tellHolder(requireBooking(booking.code), session)
        return true
    }

    /// The sessions to come that have a release of the last hour behind them, and parties that wait.
    func sessionsWithRelease() throws -> [SessionReference] {
        guard try number("SELECT COUNT(*) FROM bookings_rules WHERE body LIKE '%\"releases\"%'") != 0 else { return [] }
        let waiting = try rows("SELECT DISTINCT activity_id, session_id FROM bookings_booking WHERE state = 'waiting' ORDER BY activity_id, session_id LIMIT 5000") {
            SessionReference(try $0.id("activity_id"), try $0.id("session_id"))
        }
        return try waiting.filter { one in
            guard let session = try session(one.activity, one.session), session.begin > now, let rules = try rulesInForce(session) else { return false }
            return rules.releases.contains { release in
                let at = release.at.instant(for: session)
                return at <= now && at > now.adding(hours: -1)
            }
        }
    }

    /// How many parties of the same kind stand before it; and how many would be asked before it for places of its size. Nil where it does not wait.
    package func waitingPlace(_ booking: Booking) throws -> Int? {
        guard booking.state == .waiting else { return nil }
        let before = try number(
            """
            SELECT COUNT(*) FROM bookings_booking
            WHERE activity_id = \(booking.activity) AND session_id = \(booking.session) AND state = 'waiting' AND id < \(booking.id)
            """)
        return Int(before ?? 0) + 1
    }
}
