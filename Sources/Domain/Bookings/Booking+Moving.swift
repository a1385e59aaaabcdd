package import Activities
package import Kernel
package import Storage
import Participation

extension Transaction {
    /// Makes a party smaller: those who stay away give their places back. The tickets that go are the last ones nobody has used.
    @discardableResult
    package func reduceBooking(_ code: PublicCode, to persons: Int) throws -> Booking {
        let (booking, session) = try lockedBooking(code)
        guard booking.state == .booked || booking.state == .held || booking.state == .requested, session.begin > now, session.status != .cancelled else {
            throw Refusal(
                .conflict, "booking-not-open", "该预约已是“\(booking.state.title.zh)”或场次已开始，不能再更改。",
                "The booking is “\(booking.state.title.en)” or its session has begun: it can no longer be changed.")
        }
        try noteLateChange(of: booking, in: session)
        let came = try scanned(tickets(of: booking), of: booking.session, in: booking.activity).count
        let least = max(1, came, try rulesInForce(session)?.kind(booking.kind)?.party.lowerBound ?? 1)
        guard (least..<booking.party).contains(persons) else {
            throw Refusal(
                .invalid, "party-not-smaller", "人数只能减少为 \(least) 至 \(booking.party - 1) 人；增加请另行预约，全部不来请取消。",
                "The party can become \(least) to \(booking.party - 1). For more persons book again; if nobody comes, cancel.", field: "party")
        }
        let free = booking.party - persons
        try execute(
            """
            UPDATE bookings_booking SET party = \(persons)
            WHERE activity_id = \(booking.activity) AND id = \(booking.id) AND state = \(booking.state) AND party = \(booking.party)
            """)
        try voidTickets(free, of: booking)
        try execute("DELETE FROM bookings_guest WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND seat >= \(persons)")
        try record(bookingEntry("bookings.reduced", booking, by: 0))
        if booking.state == .booked { try refreshBooked(activity: booking.activity, session: booking.session) }
        try reduceAllowances(of: booking, by: free)
        try giveBackPlaces(free, of: booking.kind.rawValue, activity: booking.activity, session: booking.session)
        try offerReturned(in: session)
        return try requireBooking(code)
    }

    private func voidTickets(_ count: Int, of booking: Booking) throws {
        let tickets = try tickets(of: booking), came = try scanned(tickets, of: booking.session, in: booking.activity)
        let going = tickets.filter { !came.contains($0.id) }.suffix(count).map(\.id)
        guard !going.isEmpty else { return }
        try execute("UPDATE bookings_ticket SET is_void = 1 WHERE activity_id = \(booking.activity) AND id IN (\(list: Array(going)))")
    }

    /// Moves a booking whole to another session of the same activity: its places there are taken first, by that session's rules; its code stays,
    /// its tickets are new.
    @discardableResult
    package func moveBooking(_ code: PublicCode, to target: ID<ActivitySession>) throws -> Booking {
        let known = try requireBooking(code)
        for id in [known.session, target].sorted() { try lockBookings(of: id) }
        let (booking, old) = try lockedBooking(code)
        guard booking.session == known.session, target != booking.session else {
            throw Refusal(.conflict, "booking-changed", "该预约刚刚有了变化，请重新打开预约页面。", "The booking has just changed. Open its page again.")
        }
        guard let new = try session(booking.activity, target) else { throw Refusal.notFound(ActivitySession.noun) }
        try requireMovable(booking, old)
        let all = try requireOpenRules(new), rules = all.of(booking.kind), details = try details(of: booking)
        let youngest = try GuestList(guests(of: booking)).youngest(on: new.day)
        let kind = try rules.check(
            PartyAsked(booking.kind, persons: booking.party, adults: details?.adults, isPreschool: details?.isPreschool ?? false, youngest: youngest), new, at: now, .china)
        try requireGuestsFree(of: booking, in: target)
        guard let person = try bookingPerson(booking.person) else {
            throw Refusal(.conflict, "person-forgotten", "联系人信息已清除，不能更改；请退回后重新预约。", "The contact person's data was erased. Give the booking back and book again.")
        }
        try requireNotBarred(person.phone, rules, zone: new.zone)
        try offerFreePlaces(of: new, all)
        try giveBackAllowances(of: booking.id, booking.activity)
        let holder = try BookingPersonSeal(self).mark(phone: person.phone).hexadecimal
        let uses = rules.personAllowances(of: [holder], persons: booking.party, new) + rules.dayAllowances(of: booking.kind, persons: booking.party, new)
        if let short = try use(uses, for: booking.id, of: booking.activity) { throw short.refusal }
        guard try takePlaces(booking.party, of: rules.share(of: booking.kind, new, at: now, .china), activity: new.activity, session: new.id) else {
            throw try Refusal.full(session(new.activity, new.id) ?? new, rules, booking.kind, now)
        }
        try giveBackPlaces(booking.party, of: booking.kind.rawValue, activity: old.activity, session: old.id)
        try execute("UPDATE bookings_ticket SET is_void = 1 WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id)")
        try execute("UPDATE bookings_guest SET session_id = \(target) WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id)")
        let (state, due) = placed(kind, rules, named: try guestCount(of: booking), of: booking.party, hasLetter: details?.letter != nil, new)
        try execute(
            """
            UPDATE bookings_booking SET session_id = \(target), state = \(state), due_at = \(due) WHERE activity_id = \(booking.activity) AND id = \(booking.id)
            """)
        let moved = try requireBooking(code)
        if booking.state == .booked { try refreshBooked(activity: old.activity, session: old.id) }
        try settle(moved, in: new)
        try tellHolder(moved, new)
        try record(bookingEntry("bookings.moved", moved, by: 0))
        try offerReturned(in: old)
        return moved
    }

    private func requireMovable(_ booking: Booking, _ session: ActivitySession) throws {
        guard booking.state == .booked || booking.state == .requested || booking.state == .held, session.begin > now || session.status == .cancelled else {
            throw Refusal(
                .conflict, "booking-not-open", "该预约已是“\(booking.state.title.zh)”或场次已开始，不能再更改。",
                "The booking is “\(booking.state.title.en)” or its session has begun: it can no longer be changed.")
        }
        guard try scanned(tickets(of: booking), of: booking.session, in: booking.activity).isEmpty else {
            throw Refusal(.conflict, "party-has-come", "已有人检票入场，不能改到别的场次。", "Somebody of this party has come already: it cannot be moved.")
        }
        try noteLateChange(of: booking, in: session)
    }

    /// The sessions of the same activity to which a booking could move: still to come, taking bookings, not this one.
    func sessionsToMove(_ booking: Booking) throws -> [ActivitySession] {
        let all = try sessions(of: booking.activity).filter { $0.id != booking.session && $0.begin > now && $0.status != .cancelled }
        return try all.prefix(60).filter { one in
            guard let rules = try rulesInForce(one)?.of(booking.kind), rules.isOpen, let kind = rules.kind(booking.kind) else { return false }
            if let opens = rules.opens(kind)?.instant(for: one), now < opens { return false }
            if let closes = rules.closes(kind)?.instant(for: one), now >= closes { return false }
            return one.left.map { $0 >= booking.party } ?? true
        }
    }
}
