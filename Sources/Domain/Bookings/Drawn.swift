import Access
package import Activities
import Jobs
package import Kernel
package import Storage

/// What a ballot asks of this room: who enters is kept and barred as whoever books, and who is drawn gets an offer like any party that waits.
extension Transaction {
    /// Checks a party against the session's rules as for a booking, whether the session takes bookings or not, and keeps its contact person.
    ///
    /// - Returns: the person, and the mark by which the same number is known again.
    package func enterForDraw(_ wish: BookingWish, activity: ID<Activity>, session id: ID<ActivitySession>) throws -> (person: ID<BookingPerson>, mark: [UInt8]) {
        guard let session = try session(activity, id), try self.activity(activity)?.isPublic == true else { throw Refusal.notFound(ActivitySession.noun) }
        let rules = try rulesForDraw(session).of(wish.kind)
        guard !wish.person.name.isEmpty, !wish.person.phone.isEmpty else {
            throw Refusal(.invalid, "person-missing", "请填写联系人姓名和电话。", "Give the name and telephone of one contact person.", field: "name")
        }
        _ = try rules.check(PartyAsked(wish.kind, persons: wish.party, adults: wish.unit?.adults ?? wish.party), session, at: now, .china)
        try requireNotBarred(wish.person.phone, rules, zone: session.zone)
        let seal = try BookingPersonSeal(self)
        return (try addBookingPerson(wish.person, seal), seal.mark(phone: wish.person.phone))
    }

    package func rulesForDraw(_ session: ActivitySession) throws -> RulesInForce { try rulesInForce(session) ?? RulesInForce([]) }

    /// A party that was drawn: its places are taken whole and offered to it until `until`. Nil where they cannot be had: others have taken
    /// them, or a limit over several sessions is used up.
    package func offerDrawn(
        kind: PartyKind, party: Int, person: ID<BookingPerson>, mark: [UInt8]?, activity: ID<Activity>, session id: ID<ActivitySession>, until: Instant
    ) throws -> Booking? {
        try lockBookings(of: id)
        guard let session = try session(activity, id), session.status != .cancelled, now < session.begin else { return nil }
        let rules = try rulesForDraw(session).of(kind)
        let booking: ID<Booking> = newID()
        let holders = mark.map { [$0.hexadecimal] } ?? []
        guard try use(rules.personAllowances(of: holders, persons: party, session) + rules.dayAllowances(of: kind, persons: party, session), for: booking, of: activity) == nil else { return nil }
        guard try takePlaces(party, of: rules.share(of: kind, session, at: now, .china), activity: activity, session: id) else {
            try giveBackAllowances(of: booking, activity)
            return nil
        }
        let made = try insert(booking, kind, party, state: .waiting, due: nil, session: session, person: person)
        let limit = min(until, session.begin)
        try setState(.offered, of: made, until: limit)
        try enqueue(BookingJobs.lapse, SessionReference(activity, id), at: limit, key: booking.text)
        try record(bookingEntry("bookings.offered", made, by: 0))
        let offered = try requireBooking(made.code)
        try tellHolder(offered, session)
        return offered
    }

    /// A party that was not drawn and wants to wait: behind all who wait already, so that parties that are let in one after the other wait
    /// in that order. Nil where its person has as many bookings already as the rules allow: whoever waits counts among them, as everywhere.
    package func waitAfterDraw(
        kind: PartyKind, party: Int, person: ID<BookingPerson>, mark: [UInt8]?, activity: ID<Activity>, session id: ID<ActivitySession>
    ) throws -> Booking? {
        try lockBookings(of: id)
        guard let session = try session(activity, id), session.status != .cancelled, now < session.begin else { return nil }
        let rules = try rulesForDraw(session).of(kind)
        let booking: ID<Booking> = newID()
        guard try use(rules.personAllowances(of: mark.map { [$0.hexadecimal] } ?? [], persons: party, session), for: booking, of: activity) == nil else { return nil }
        let made = try insert(booking, kind, party, state: .waiting, due: nil, session: session, person: person)
        try record(bookingEntry("bookings.joined-waiting-list", made, by: 0))
        try tellHolder(made, session)
        return made
    }

    /// Forgets a person who entered and has no booking.
    package func forgetDrawPersons(_ ids: [ID<BookingPerson>]) throws {
        guard !ids.isEmpty else { return }
        try execute(
            """
            UPDATE bookings_person SET person_key = NULL, sealed = NULL, phone_mark = NULL, forgotten_at = \(now)
            WHERE id IN (\(list: ids)) AND person_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bookings_booking b WHERE b.person_id = bookings_person.id)
            """)
    }

    /// The mark of a telephone number, for readers; nil where nobody was ever marked.
    package func drawMark(phone: String) throws -> [UInt8]? { try BookingPersonSeal(known: self)?.mark(phone: phone) }
}
