package import Activities
package import Kernel
package import Storage

extension Transaction {
    /// Gives a booking back: its places go to the waiting list, its tickets no longer count at the door. Whole, but for those whose
    /// ticket has been scanned: they keep their places and the booking stands for them; refused where all have come.
    @discardableResult
    package func cancelBooking(_ code: PublicCode, by actor: Int64 = 0) throws -> Booking {
        let (booking, session) = try lockedBooking(code)
        guard booking.state.isOpen else {
            throw Refusal(
                .conflict, "booking-not-open", "该预约已是“\(booking.state.title.zh)”，无需再取消。", "The booking is already “\(booking.state.title.en)”; there is nothing to cancel."
            )
        }
        guard session.begin > now || session.status == .cancelled else {
            throw Refusal(.conflict, "session-begun", "该场次已经开始，预约不能再取消。", "The session has begun; the booking can no longer be cancelled.")
        }
        try noteLateChange(of: booking, in: session)
        let came = booking.state == .booked ? try cameOf(booking) : []
        guard came.isEmpty else { return try keep(came, of: booking, in: session, by: actor) }
        try setState(.cancelled, of: booking)
        try record(bookingEntry("bookings.cancelled", booking, by: actor))
        try end(booking, in: session)
        return try requireBooking(code)
    }

    /// What follows when a booking ends: its places, and what it used of limits, are others' again. Its state has been set already.
    func end(_ booking: Booking, in session: ActivitySession) throws {
        if booking.state == .booked { try refreshBooked(activity: booking.activity, session: booking.session) }
        try giveBackAllowances(of: booking.id, booking.activity)
        guard booking.state.holdsPlaces else { return }
        try giveBackPlaces(booking.party, of: booking.kind.rawValue, activity: booking.activity, session: booking.session)
        try offerReturned(in: session)
    }

    /// A return after its time is refused, or, where the rules say so, noted like not coming.
    func noteLateChange(of booking: Booking, in session: ActivitySession) throws {
        guard booking.state == .booked, session.status != .cancelled, let rules = try rulesInForce(session)?.of(booking.kind),
            let until = rules.changeUntil(booking.kind)?.instant(for: session), now >= until
        else { return }
        guard rules.noShows?.lateChangeBars == true else {
            let at = until.local(in: session.zone)
            throw Refusal(
                .conflict, "too-late-to-return", "按该场馆的规则，\(at.day.iso) \(at.clock) 之后不能再更改或取消。如不能到场，请联系主办单位。",
                "By the rules of this venue a booking can be changed or cancelled until \(at.day.iso), \(at.clock). If you cannot come, tell the host.")
        }
        try strike(booking, .lateChange, under: rules.key { $0.noShows != nil })
    }

    private func cameOf(_ booking: Booking) throws -> Set<ID<Ticket>> {
        try scanned(tickets(of: booking), of: booking.session, in: booking.activity)
    }

    /// Keeps the places of those who have come and gives the others' back; refuses where all have come.
    private func keep(_ came: Set<ID<Ticket>>, of booking: Booking, in session: ActivitySession, by actor: Int64) throws -> Booking {
        let free = booking.party - came.count
        guard free > 0 else {
            throw Refusal(
                .conflict, "all-have-come", "该预约的 \(booking.party) 张票都已检票入场，不能再取消。",
                "All \(booking.party) tickets of this booking have been scanned at the door; it can no longer be cancelled.")
        }
        try execute(
            """
            UPDATE bookings_booking SET party = \(came.count)
            WHERE activity_id = \(booking.activity) AND id = \(booking.id) AND state = 'booked' AND party = \(booking.party)
            """)
        try execute(
            """
            UPDATE bookings_ticket SET is_void = 1
            WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND id NOT IN (\(list: Array(came)))
            """)
        try record(bookingEntry("bookings.reduced", booking, by: actor))
        try refreshBooked(activity: booking.activity, session: booking.session)
        try reduceAllowances(of: booking, by: free)
        try giveBackPlaces(free, of: booking.kind.rawValue, activity: booking.activity, session: booking.session)
        try offerReturned(in: session)
        return try requireBooking(booking.code)
    }

    /// Takes the places that are offered: from now on it is booked, with tickets.
    @discardableResult
    package func acceptOffer(_ code: PublicCode, by actor: Int64 = 0) throws -> Booking {
        let (booking, session) = try lockedBooking(code)
        guard booking.state == .offered, let until = booking.offeredUntil else {
            throw Refusal(
                .conflict, "no-offer", "该预约现在是“\(booking.state.title.zh)”，没有待确认的名额。", "The booking is now “\(booking.state.title.en)”; no places are offered to it.")
        }
        guard now < until, session.status != .cancelled else {
            throw Refusal(
                .conflict, "offer-over", "名额保留的时间已过，或该场次已取消。请重新预约。", "The time for accepting is over, or the session is cancelled. Book again.")
        }
        try record(bookingEntry("bookings.offer-accepted", booking, by: actor))
        return try place(booking, in: session)
    }

    /// Ends the offers of a session whose time is over and offers their places to the next; gives the number of those ended.
    @discardableResult
    package func lapseOffers(activity: ID<Activity>, session id: ID<ActivitySession>) throws -> Int {
        try lockBookings(of: id)
        let late = try rows(
            """
            SELECT * FROM bookings_booking
            WHERE activity_id = \(activity) AND session_id = \(id) AND ((state = 'offered' AND offered_until <= \(now))
                OR (state IN ('held', 'requested') AND due_at <= \(now))) ORDER BY id
            """, Booking.init)
        for booking in late {
            try setState(.lapsed, of: booking)
            try giveBackAllowances(of: booking.id, activity)
            try giveBackPlaces(booking.party, of: booking.kind.rawValue, activity: activity, session: id)
            try record(bookingEntry(booking.state == .offered ? "bookings.offer-lapsed" : "bookings.hold-lapsed", booking, by: 0))
        }
        guard let session = try session(activity, id) else { return late.count }
        if late.isEmpty { try offerFreePlaces(of: session) } else { try offerReturned(in: session) }
        return late.count
    }

    /// Puts a party that has its places into the state that its rules ask for, with what follows from it.
    @discardableResult
    func place(_ booking: Booking, in session: ActivitySession) throws -> Booking {
        let rules = (try rulesInForce(session) ?? RulesInForce([])).of(booking.kind)
        let kind = rules.kind(booking.kind) ?? KindRule(booking.kind, party: 1...max(1, booking.party))
        let (state, due) = placed(
            kind, rules, named: try guestCount(of: booking), of: booking.party, hasLetter: try hasLetter(booking), session)
        guard state != booking.state else { return booking }
        try setState(state, of: booking, due: due)
        let placed = try requireBooking(booking.code)
        try settle(placed, in: session)
        try tellHolder(placed, session)
        return placed
    }

    package func requireBooking(_ code: PublicCode) throws -> Booking {
        guard let booking = try booking(code) else { throw Refusal.notFound(Booking.noun) }
        return booking
    }

    /// The booking, with the bookings of its session held. It may be moved while this waits for them: then those of its new session are held as well, or what
    /// follows, such as an offer to whoever waits there, would be done beside somebody else's.
    func lockedBooking(_ code: PublicCode) throws -> (Booking, ActivitySession) {
        var booking = try requireBooking(code), held: ID<ActivitySession>?
        while booking.session != held {
            held = booking.session
            try lockBookings(of: booking.session)
            booking = try requireBooking(code)
        }
        guard let session = try session(booking.activity, booking.session) else { throw Refusal.notFound(ActivitySession.noun) }
        return (booking, session)
    }
}
