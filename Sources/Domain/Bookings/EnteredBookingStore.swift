import Access
package import Activities
package import Kernel
package import Storage

extension Transaction {
    /// Opens a session for bookings and enters many at once, set by set: places, tickets, the booked claim and one line in the ledger,
    /// as if each had been made. Does nothing where the session has a rule already; refuses where its places do not suffice.
    ///
    /// - Returns: the tickets, in the order of the bookings; nil where nothing was entered.
    package func enterBookings(
        _ bookings: [EnteredBooking], rule: BookingRule, activity: ID<Activity>, session id: ID<ActivitySession>
    ) throws -> [ID<Ticket>]? {
        try lockBookings(of: id)
        guard try bookingRule(activity: activity, session: id) == nil else { return nil }
        try setBookingRule(rule, activity: activity, session: id, by: 0)
        let places = bookings.filter { $0.state == .booked }.reduce(0) { $0 + $1.party }
        if places > 0 {
            guard try takePlaces(places, activity: activity, session: id) else {
                throw Refusal(.conflict, "full", "名额不够：需要 \(places) 个。", "There are not enough places: \(places) are needed.")
            }
        }
        let ids = bookings.map { _ in newID(Booking.self) }
        let persons = try enterPersons(bookings)
        try insert(into: "bookings_booking (activity_id, id, session_id, code, party, state, person_id, made_at)", bookings.indices.map { place in
            let one = bookings[place], code = PublicCode(for: activity).letters
            return "(\(activity), \(ids[place]), \(id), \(code), \(one.party), \(one.kept), \(persons[place]), \(one.madeAt))"
        })
        var tickets: [ID<Ticket>] = []
        var rows: [SQL] = []
        for (booking, one) in zip(ids, bookings) where one.state == .booked {
            for _ in 0..<one.party {
                let ticket: ID<Ticket> = newID()
                tickets.append(ticket)
                rows.append("(\(activity), \(ticket), \(booking), \(id), \(PublicCode(for: activity).letters))")
            }
        }
        try insert(into: "bookings_ticket (activity_id, id, booking_id, session_id, code)", rows)
        try refreshBooked(activity: activity, session: id)
        try record(
            LedgerEntry(
                "bookings.entered", "session", id, by: 0,
                payload: "{\"activity\":\"\(activity.text)\",\"bookings\":\(bookings.count),\"places\":\(places)}", visibility: .unit))
        return tickets
    }

    private func enterPersons(_ bookings: [EnteredBooking]) throws -> [ID<BookingPerson>] {
        let ids = bookings.map { _ in newID(BookingPerson.self) }
        let forgotten: Instant? = now
        try insert(into: "bookings_person (id, person_key, sealed, forgotten_at)", bookings.indices.compactMap { place in
            bookings[place].person == nil ? "(\(ids[place]), NULL, NULL, \(forgotten))" : nil
        })
        let seal = try BookingPersonSeal(self)
        try insert(into: "bookings_person (id, person_key, sealed, phone_mark)", bookings.indices.compactMap { place in
            guard let person = bookings[place].person else { return nil }
            let key = Sealing.newKey()
            let (kept, sealed) = (try seal.seal(key: key, of: ids[place]), try person.sealed(with: key))
            return "(\(ids[place]), \(kept), \(sealed), \(seal.mark(phone: person.phone)))"
        })
        return ids
    }

    /// Many rows by few statements: as many to one as both engines' limits of parameters allow, with room to spare.
    private func insert(into table: StaticString, _ rows: [SQL]) throws {
        for start in stride(from: 0, to: rows.count, by: 50) {
            let some = Array(rows[start..<min(start + 50, rows.count)])
            try execute(.trusted("INSERT INTO \(table) VALUES ") + some.joined(", "))
        }
    }
}
