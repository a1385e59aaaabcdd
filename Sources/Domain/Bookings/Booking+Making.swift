package import Activities
package import Kernel
package import Storage

/// What a party asks for.
package struct BookingWish: Sendable, Hashable {
    package let party: Int
    package let person: BookingPerson
    /// Whether they want to wait when there is no place.
    package let waits: Bool
    package init(party: Int, person: BookingPerson, waits: Bool = false) { (self.party, self.person, self.waits) = (party, person, waits) }
}

extension Transaction {
    /// Books places whole, with a ticket for each and the booked claim kept in step; or joins the waiting list where there
    /// is no place and the party wants to wait. Refuses in a sentence otherwise: `full`, `bookings-closed`, `party-too-big`.
    @discardableResult
    package func book(_ wish: BookingWish, activity: ID<Activity>, session id: ID<ActivitySession>) throws -> Booking {
        try lockBookings(of: id)
        guard let session = try self.session(activity, id), try self.activity(activity)?.isPublic == true else {
            throw Refusal.notFound(ActivitySession.noun)
        }
        let rule = try requireOpenRule(session)
        try check(wish, rule)
        try offerFreePlaces(of: session)
        let isPlaced = try takePlaces(wish.party, activity: activity, session: id)
        guard isPlaced || (wish.waits && rule.hasWaitingList) else { throw try Refusal.full(self.session(activity, id) ?? session, rule) }
        // Joining makes sense only for a party that could ever fit.
        if !isPlaced, let capacity = session.capacity, wish.party > capacity {
            throw Refusal(
                .invalid, "party-too-big", "该场次一共只有 \(capacity) 个名额，请减少人数。", "This session has \(capacity) places in all; ask for fewer.",
                field: "party")
        }
        let person = try addBookingPerson(wish.person)
        let booking = try insert(wish.party, state: isPlaced ? .booked : .waiting, session: session, person: person)
        if isPlaced {
            try issueTickets(for: booking)
            try refreshBooked(activity: activity, session: id)
        }
        try record(bookingEntry(isPlaced ? "bookings.booked" : "bookings.joined-waiting-list", booking, by: 0))
        return booking
    }

    private func requireOpenRule(_ session: ActivitySession) throws -> BookingRule {
        guard let rule = try bookingRule(activity: session.activity, session: session.id), rule.isOpen else {
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
        return rule
    }

    private func check(_ wish: BookingWish, _ rule: BookingRule) throws {
        guard (1...rule.mostPerBooking).contains(wish.party) else {
            throw Refusal(
                .invalid, "party-too-big", "每个预约可填 1 至 \(rule.mostPerBooking) 人；人数更多请与主办单位联系。",
                "A booking here is for 1 to \(rule.mostPerBooking) persons; larger groups ask the organiser.", field: "party")
        }
        guard !wish.person.name.isEmpty, !wish.person.phone.isEmpty else {
            throw Refusal(.invalid, "person-missing", "请填写联系人姓名和电话。", "Give the name and telephone of one contact person.", field: "name")
        }
    }
}

extension Refusal {
    static func full(_ session: ActivitySession, _ rule: BookingRule) -> Refusal {
        let left = max(0, session.left ?? 0)
        let (zh, en) = left == 0
            ? ("该场次已约满。", "This session is fully booked.")
            : ("该场次只剩 \(left) 个名额，不够全体同行。", "Only \(left) places are left, not enough for the whole party.")
        let (adviceZh, adviceEn) = rule.hasWaitingList
            ? ("可勾选“加入候补”：有人退出时按顺序为您保留名额。", " Tick “Join the waiting list”: places that are given back are kept for you in turn.")
            : ("请选择其他场次。", " Choose another session.")
        return Refusal(.conflict, "full", zh + adviceZh, en + adviceEn, field: rule.hasWaitingList ? "waiting" : "party")
    }
}
