import Activities
package import Files
package import Kernel
package import Storage

/// What a unit tells of the party that it sends.
package struct PartyDetails: Sendable, Hashable {
    package let unit: String
    package let adults: Int
    package let isPreschool: Bool
    /// The letter that was sent, with the name of its file.
    package let letter: ID<StoredFile>?
    package let letterName: String

    init(_ row: Row) throws {
        (unit, adults) = (try row.text("unit"), try row.int("adults"))
        (isPreschool, letter) = (try row.bool("is_preschool"), try row.idOrNil("letter_id"))
        letterName = try row.textOrNil("letter_name") ?? ""
    }
}

extension Transaction {
    package func details(of booking: Booking) throws -> PartyDetails? {
        try row("SELECT * FROM bookings_group WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id)", PartyDetails.init)
    }

    func hasLetter(_ booking: Booking) throws -> Bool { try details(of: booking)?.letter != nil }

    /// Names those who come, later than booking: what is named now stands instead of what was named before. A party that only waited for its
    /// names is booked from then on.
    @discardableResult
    package func nameGuests(_ code: PublicCode, _ text: String, hasConsent: Bool) throws -> Booking {
        let (booking, session) = try lockedBooking(code)
        try requireChangeable(booking, session)
        let rules = try rulesInForce(session), kind = rules?.kind(booking.kind), names = kind?.names ?? .contact
        let list = try GuestList(text, names: names, party: booking.party)
        guard !list.guests.isEmpty else { throw Refusal(.invalid, "names-missing", "请至少填写一人。", "Name at least one person.", field: "guests") }
        // Whoever is named already is named whole: only a party that still waits for its names may give some of them.
        if names != .contact, booking.state == .booked || booking.state == .requested, list.guests.count < booking.party {
            throw Refusal(
                .invalid, "names-missing", "请填写全部 \(booking.party) 人，每行一人；现有 \(list.guests.count) 人。",
                "Name all \(booking.party), one in each line; there are \(list.guests.count).", field: "guests")
        }
        if let kind { try rules?.of(booking.kind).checkAge(list.youngest(on: session.day), kind) }
        if list.hasChild(on: session.day), !hasConsent { throw Refusal.consentMissing }
        try putGuests(list, of: booking, on: session.day)
        if hasConsent { try giveConsent(.names, for: booking) }
        try record(bookingEntry("bookings.named", booking, by: 0))
        return booking.state == .held ? try place(booking, in: session) : try requireBooking(code)
    }

    /// Another contact person: their name and number from now on.
    package func changeContact(_ code: PublicCode, to person: BookingPerson) throws {
        let (booking, session) = try lockedBooking(code)
        try requireChangeable(booking, session)
        guard try rulesInForce(session)?.kind(booking.kind)?.isContactFixed != true else {
            throw Refusal(
                .conflict, "contact-fixed", "按该场馆的规则，领队不能更换。如不能到场，请退回预约。",
                "By the rule of this venue the leader cannot be changed. If they cannot come, give the booking back.", field: "name")
        }
        guard !person.name.isEmpty, !person.phone.isEmpty else {
            throw Refusal(.invalid, "person-missing", "请填写联系人姓名和电话。", "Give the name and telephone of one contact person.", field: "name")
        }
        if let rules = try rulesInForce(session)?.of(booking.kind) { try requireNotBarred(person.phone, rules, zone: session.zone) }
        guard try putBookingPerson(person, as: booking.person) else {
            throw Refusal(.conflict, "person-forgotten", "联系人信息已清除，不能更改。", "The contact person's data was erased and cannot be changed.")
        }
        try record(bookingEntry("bookings.contact-changed", booking, by: 0))
        // Whoever answers for it from now on hears of it, with its code.
        try tellHolder(requireBooking(code), session)
    }

    private func requireChangeable(_ booking: Booking, _ session: ActivitySession) throws {
        guard booking.state.isOpen, session.begin > now else {
            throw Refusal(
                .conflict, "booking-not-open", "该预约已是“\(booking.state.title.zh)”或场次已开始，不能再更改。",
                "The booking is “\(booking.state.title.en)” or its session has begun: it can no longer be changed.")
        }
    }

    /// The host's answer to a party that asked.
    package func answerRequest(_ booking: Booking, confirmed: Bool, by actor: Int64) throws {
        let (booking, session) = try lockedBooking(booking.code)
        guard booking.state == .requested else {
            throw Refusal(
                .conflict, "not-requested", "该预约现在是“\(booking.state.title.zh)”，不待确认。", "The booking is “\(booking.state.title.en)”; it does not wait for an answer.")
        }
        try setState(confirmed ? .booked : .declined, of: booking)
        let answered = try requireBooking(booking.code)
        try record(bookingEntry(confirmed ? "bookings.confirmed" : "bookings.declined", booking, by: actor))
        try tellHolder(answered, session)
        if confirmed { try settle(answered, in: session) } else { try end(booking, in: session) }
    }
}
