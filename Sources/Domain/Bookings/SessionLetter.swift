import Access
import Activities
import Jobs
import Kernel
import Outbox
import Storage

/// One letter to everybody of a session whose booking stands in one of some states: some hundred at a time, each part in a transaction that also asks for
/// the next one, so that each is told once.
struct SessionLetter: Codable, Sendable {
    let kind: String
    let subject: Phrase
    let body: Phrase
    let activity: ID<Activity>
    let session: ID<ActivitySession>
    let states: [String]
    /// Those up to this booking have been told.
    var after: ID<Booking>?

    static let many = 500

    static let job = JobKind(name: "bookings-session-letter") { context in
        let letter = try context.decode(SessionLetter.self)
        try await context.database.write { tx in
            try tx.tell(letter)
            try context.complete(in: tx)
        }
    }
}

extension Transaction {
    /// Tells the next of them, and asks a job for those behind.
    func tell(_ letter: SessionLetter) throws {
        guard let kind = [BookingLetter.fromHost, BookedLetter.kind].first(where: { $0.name == letter.kind }) else { return }
        let page = try rows(
            """
            SELECT * FROM bookings_booking WHERE activity_id = \(letter.activity) AND session_id = \(letter.session)
                AND state IN (\(list: letter.states)) AND id > \(letter.after?.number ?? 0) ORDER BY id LIMIT \(SessionLetter.many)
            """, Booking.init)
        let persons = try bookingPersons(of: page)
        for booking in page {
            guard let person = persons[booking.id], let recipient = MessageRecipient(address: LoginName.folded(person.phone), .zh) else { continue }
            try tell(Message(kind, to: recipient, subject: letter.subject, body: letter.body, path: "/bookings/\(booking.code.text)"))
        }
        guard page.count == SessionLetter.many, let last = page.last else { return }
        var rest = letter
        rest.after = last.id
        try enqueue(SessionLetter.job.name, rest)
    }
}
