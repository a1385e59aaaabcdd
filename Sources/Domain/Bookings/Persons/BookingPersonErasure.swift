import Activities
import Jobs
import Kernel
import Storage

/// Names and telephone numbers are kept until a while after the session, for questions and lost things, and then emptied; and those from
/// before their keys were sealed are sealed.
enum BookingPersonErasure {
    /// After the end of the session.
    static let keptDays: Int64 = 30
    static let batch = 500

    /// Each night, in small steps.
    static let erasure = JobKind(name: "bookings-erasure", schedule: .daily(hour: 3, minute: 20, .china)) { context in
        while try await context.database.write({ try $0.eraseOldPersons(limit: batch) }) > 0 {}
    }

    static let sealing = JobKind(name: "bookings-sealing", schedule: .every(seconds: 3600)) { context in
        while try await context.database.write({ try $0.sealOpenPersons(limit: batch) }) > 0 {}
    }
}

extension Transaction {
    /// Empties the persons of sessions that ended long enough ago, with one entry in the ledger for each session; counts, states, tickets
    /// and scans stay. Gives the number of persons.
    func eraseOldPersons(limit: Int) throws -> Int {
        let before = now.adding(hours: -24 * BookingPersonErasure.keptDays)
        let due = try rows(
            """
            SELECT b.activity_id, b.session_id, b.person_id
            FROM bookings_person p JOIN bookings_booking b ON b.person_id = p.id
                JOIN view_activities_session s ON s.activity_id = b.activity_id AND s.session_id = b.session_id
            WHERE p.person_key IS NOT NULL AND COALESCE(s.end_at, s.begin_at) < \(before)
            ORDER BY b.session_id, b.person_id LIMIT \(limit)
            """
        ) { row in
            (activity: try row.id("activity_id", Activity.self), session: try row.id("session_id", ActivitySession.self), person: try row.id("person_id", BookingPerson.self))
        }
        guard !due.isEmpty else { return 0 }
        try execute(
            """
            UPDATE bookings_person SET person_key = NULL, sealed = NULL, phone_mark = NULL, forgotten_at = \(now)
            WHERE id IN (\(list: due.map(\.person)))
            """)
        for person in due { try emptyWhatNames(person.person, in: person.activity) }
        for (session, persons) in Dictionary(grouping: due, by: \.session).sorted(by: { $0.key < $1.key }) {
            let activity = persons[0].activity
            try record(
                LedgerEntry(
                    "bookings.persons-erased", "session", session, by: 0, payload: "{\"activity\":\"\(activity.text)\",\"persons\":\(persons.count)}",
                    visibility: .unit))
        }
        return due.count
    }

    /// Names, marks in limits and strikes that are no longer needed: what else leads to a person.
    func emptyWhatNames(_ person: ID<BookingPerson>, in activity: ID<Activity>) throws {
        let booking: SQL = "SELECT id FROM bookings_booking WHERE activity_id = \(activity) AND person_id = \(person)"
        try execute("UPDATE bookings_guest SET sealed = NULL, identity_mark = NULL WHERE activity_id = \(activity) AND booking_id IN (\(sql: booking))")
        try execute("DELETE FROM bookings_allowance_use WHERE activity_id = \(activity) AND holder <> '' AND booking_id IN (\(sql: booking))")
    }

    /// Seals the keys that lie open from before, and gives each person the mark of their number. Gives the number of persons.
    func sealOpenPersons(limit: Int) throws -> Int {
        let open = try rows(
            """
            SELECT id, person_key, sealed FROM bookings_person WHERE phone_mark IS NULL AND person_key IS NOT NULL ORDER BY id LIMIT \(limit)
            """
        ) { row in (id: try row.id("id", BookingPerson.self), key: try row.blob("person_key"), sealed: try row.blob("sealed")) }
        guard !open.isEmpty else { return 0 }
        let seal = try BookingPersonSeal(self)
        for one in open {
            let key = try BookingPersonSeal.key(one.key, of: one.id, in: self)
            let mark = seal.mark(phone: try BookingPerson.open(one.sealed, with: key).phone)
            try execute("UPDATE bookings_person SET person_key = \(try seal.seal(key: key, of: one.id)), phone_mark = \(mark) WHERE id = \(one.id)")
        }
        return open.count
    }
}
