package import Activities
import Jobs
package import Kernel
import Participation
package import Storage

extension Transaction {
    /// Books places whole, with a ticket for each and the booked claim kept in step; or joins the waiting list where there
    /// is no place and the party wants to wait. Refuses in a sentence otherwise: `full`, `bookings-closed`, `party-too-big` …
    ///
    /// Where names or a letter may follow, the places are held; where the host confirms, they are requested.
    @discardableResult
    package func book(_ wish: BookingWish, activity: ID<Activity>, session id: ID<ActivitySession>) throws -> Booking {
        try lockBookings(of: id)
        guard let session = try self.session(activity, id), try self.activity(activity)?.isPublic == true else {
            throw Refusal.notFound(ActivitySession.noun)
        }
        let all = try requireOpenRules(session), rules = all.of(wish.kind)
        guard !wish.person.name.isEmpty, !wish.person.phone.isEmpty else {
            throw Refusal(.invalid, "person-missing", "请填写联系人姓名和电话。", "Give the name and telephone of one contact person.", field: "name")
        }
        let list = try GuestList(wish.guests, names: rules.kind(wish.kind)?.names ?? .contact, party: wish.party)
        let asked = PartyAsked(
            wish.kind, persons: wish.party, adults: wish.unit?.adults, isPreschool: wish.unit?.isPreschool ?? false, youngest: list.youngest(on: session.day) ?? wish.youngest)
        let kind = try rules.check(asked, session, at: now, .china)
        try check(list, of: wish, kind, rules, session)
        try requireNotBarred(wish.person.phone, rules, zone: session.zone)
        try offerFreePlaces(of: session, all, isFresh: true)
        return try make(wish, list, kind, rules, session)
    }

    /// Refuses from a reading alone what would be refused by the change too: where nothing is left and the party does not wait, nobody has to stand in
    /// line for the only writer to hear it. Says nothing of what may still be possible.
    package func refuseWhereFull(_ wish: BookingWish, activity: ID<Activity>, session id: ID<ActivitySession>) throws {
        guard let session = try session(activity, id), try self.activity(activity)?.isPublic == true, session.status != .cancelled, !session.isOver(at: now),
            let rules = try rulesInForce(session)?.of(wish.kind), rules.isOpen, !(wish.waits && rules.hasWaitingList),
            let released = try rules.released(session, at: now, .china), released <= session.taken
        else { return }
        let asked = PartyAsked(wish.kind, persons: wish.party, adults: wish.unit?.adults, isPreschool: wish.unit?.isPreschool ?? false, youngest: wish.youngest)
        _ = try rules.check(asked, session, at: now, .china)
        throw Refusal.full(session, rules, wish.kind, now)
    }

    func requireOpenRules(_ session: ActivitySession) throws -> RulesInForce {
        guard let rules = try rulesInForce(session), rules.isOpen else {
            throw Refusal(
                .conflict, "bookings-closed", "该场次不接受预约，请看活动页面上的参加方式。", "This session takes no bookings. The activity's page says how to take part.")
        }
        guard session.status != .cancelled else {
            throw Refusal(
                .conflict, "session-cancelled", "该场次已取消，不能预约。请选择其他场次。", "This session is cancelled and cannot be booked. Choose another one.")
        }
        guard !session.isOver(at: now) else {
            throw Refusal(
                .conflict, "session-over", "该场次已经结束，不能预约。请选择其他场次。", "This session is over and cannot be booked. Choose another one.")
        }
        return rules
    }

    private func check(_ list: GuestList, of wish: BookingWish, _ kind: KindRule, _ rules: RulesInForce, _ session: ActivitySession) throws {
        if kind.kind.isLed, wish.unit?.name.isEmpty != false {
            throw Refusal(.invalid, "unit-missing", "请填写学校或单位名称。", "Give the name of the school or unit.", field: "unit")
        }
        if kind.names != .contact, rules.holdMinutes == nil, list.guests.count < wish.party {
            throw Refusal(
                .invalid, "names-missing", "请填写全部 \(wish.party) 人，每行一人；现有 \(list.guests.count) 人。",
                "Name all \(wish.party), one in each line; there are \(list.guests.count).", field: "guests")
        }
        if list.hasChild(on: session.day), !wish.hasConsent { throw Refusal.consentMissing }
    }

    private func make(_ wish: BookingWish, _ list: GuestList, _ kind: KindRule, _ rules: RulesInForce, _ session: ActivitySession) throws -> Booking {
        let id: ID<Booking> = newID()
        let seal = try BookingPersonSeal(self)
        // The mark by which the person who books is known.
        let holder = seal.mark(phone: wish.person.phone).hexadecimal
        if let short = try use(rules.personAllowances(of: [holder], persons: wish.party, session), for: id, of: session.activity) { throw short.refusal }
        let days = rules.dayAllowances(of: wish.kind, persons: wish.party, session)
        let dayShort = try use(days, for: id, of: session.activity)
        let share = try rules.share(of: wish.kind, session, at: now, .china)
        let isPlaced = try dayShort == nil && takePlaces(wish.party, of: share, activity: session.activity, session: session.id)
        if !isPlaced {
            try refuseUnlessWaiting(wish, rules, session, dayShort)
            // What it used of the days it gives back: it has no place yet.
            if dayShort == nil, !days.isEmpty { try giveBackAllowances(of: id, session.activity, daysOnly: true) }
        }
        let person = try addBookingPerson(wish.person, seal)
        let (state, due) = isPlaced ? placed(kind, rules, named: list.guests.count, of: wish.party, hasLetter: false, session) : (.waiting, nil)
        let booking = try insert(id, wish.kind, wish.party, state: state, due: due, session: session, person: person)
        try keepDetails(wish, list, of: booking, session)
        try settle(booking, in: session)
        try tell(wish.person, booking, session)
        try record(bookingEntry(isPlaced ? "bookings.\(state.rawValue)" : "bookings.joined-waiting-list", booking, by: 0))
        return booking
    }

    private func refuseUnlessWaiting(_ wish: BookingWish, _ rules: RulesInForce, _ session: ActivitySession, _ dayShort: Allowance?) throws {
        guard wish.waits, rules.hasWaitingList else {
            if let dayShort { throw dayShort.refusal }
            throw try Refusal.full(self.session(session.activity, session.id) ?? session, rules, wish.kind, now)
        }
        // Joining makes sense only for a party that could ever fit.
        let most = [try rules.bookable(session, .china), rules.kind(wish.kind)?.places, rules.kind(wish.kind)?.most].compactMap { $0 }.min()
        if let most, wish.party > most {
            throw Refusal(
                .invalid, "party-too-big", "该场次一共只有 \(most) 个名额，请减少人数。", "This session has \(most) places in all; ask for fewer.", field: "party")
        }
    }

    private func keepDetails(_ wish: BookingWish, _ list: GuestList, of booking: Booking, _ session: ActivitySession) throws {
        if let unit = wish.unit {
            try execute(
                """
                INSERT INTO bookings_group (activity_id, booking_id, unit, adults, is_preschool, youngest)
                VALUES (\(booking.activity), \(booking.id), \(unit.name), \(unit.adults), \(unit.isPreschool), \(wish.youngest))
                """)
        }
        if !list.guests.isEmpty { try putGuests(list, of: booking, on: session.day) }
        if wish.hasConsent { try giveConsent(.names, for: booking) }
    }

    /// In which state a party stands that has its places: booked, or held or requested while something is open.
    func placed(
        _ kind: KindRule, _ rules: RulesInForce, named: Int, of party: Int, hasLetter: Bool, _ session: ActivitySession
    ) -> (Booking.State, Instant?) {
        let isMissing = kind.names != .contact && named < party || kind.needsLetter && !hasLetter
        if isMissing {
            let limits = [rules.holdMinutes.map { now.adding(minutes: Int64($0)) }, rules.closes(kind)?.instant(for: session), session.begin]
            return (.held, max(now, limits.compactMap { $0 }.min() ?? session.begin))
        }
        return kind.needsApproval ? (.requested, session.begin) : (.booked, nil)
    }

    /// What follows once a party has its places: tickets and the claim, or a job that ends the holding.
    func settle(_ booking: Booking, in session: ActivitySession) throws {
        if booking.state == .booked {
            try issueTickets(for: booking)
            try addBooked(booking.party, activity: booking.activity, session: booking.session)
        } else if let due = booking.dueAt {
            try enqueue(BookingJobs.lapse, SessionReference(booking.activity, booking.session), at: due, key: "due/\(booking.id.text)/\(due.microseconds)")
        }
    }
}

extension Refusal {
    static let consentMissing = Refusal(
        .invalid, "consent-missing", "名单中有未满 \(Guest.consentAge) 周岁的儿童：请确认监护人已同意。",
        "There are children under \(Guest.consentAge) among them: confirm that their guardians agree.", field: "consent")

    static func full(_ session: ActivitySession, _ rules: RulesInForce, _ kind: PartyKind, _ now: Instant) -> Refusal {
        let left = max(0, (try? rules.released(session, at: now, .china)).flatMap { $0 }.map { $0 - session.taken } ?? session.left ?? 0)
        let isKinded = rules.kinds.count > 1
        let (zh, en) = left == 0
            ? ("该场次已约满。", "This session is fully booked.")
            : isKinded ? ("该场次留给\(kind.title.zh)的名额不够全体同行。", "Not enough places are left for your kind of party.")
            : ("该场次只剩 \(left) 个名额，不够全体同行。", "Only \(left) places are left, not enough for the whole party.")
        let next = rules.nextRelease(session, after: now).map { $0.local(in: session.zone) }
        if let next {
            return Refusal(.conflict, "full", zh + "下一批名额于 \(next.day.iso) \(next.clock) 放出。", en + " More places are released on \(next.day.iso) at \(next.clock).", field: "party")
        }
        let (adviceZh, adviceEn) = rules.hasWaitingList
            ? ("可勾选“加入候补”：有人退出时按顺序为您保留名额。", " Tick “Join the waiting list”: places that are given back are kept for you in turn.")
            : ("请选择其他场次。", " Choose another session.")
        return Refusal(.conflict, "full", zh + adviceZh, en + adviceEn, field: rules.hasWaitingList ? "waiting" : "party")
    }
}
