import Access
package import Activities
package import Bookings
import Kernel
import Participation
package import Storage

/// Where visitors have tickets they are drawn by these: by a mark that nobody can foresee and nobody chooses, so that the sample is of those who came, not
/// of those who like to answer. A mark leads back to no ticket, and is kept until the answers are closed.
enum FeedbackDraw {
    static func mark(ticket: Int64, key: [UInt8]) -> [UInt8] { Secrets.mark("feedback-ticket/\(ticket)", under: key) }

    /// Of a browser that has begun, for one session: two sessions cannot be set side by side.
    static func mark(browser: String, _ session: ActivitySession, key: [UInt8]) -> [UInt8] { Secrets.mark("feedback-browser/\(session.id.text)/\(browser)", under: key) }

    /// Whether a ticket of that mark is asked, each n-th of all.
    static func isDrawn(_ mark: [UInt8], oneIn: Int) -> Bool {
        mark.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % UInt64(max(1, oneIn)) == 0
    }
}

extension Transaction {
    /// The marks of a booking's tickets that are drawn, have come in, and have not begun to answer.
    package func drawnTickets(of booking: Booking, in session: ActivitySession) throws -> [String] {
        guard let call = try feedbackCall(session.activity, session.id), call.isByTicket, call.isAsking(session, at: now), booking.session == session.id else { return [] }
        let tickets = try self.tickets(of: booking), key = try secret(FeedbackToken.secret)
        let came = try scannedTickets(tickets.map(\.id.number), activity: session.activity, session: session.id)
        let drawn = tickets.map(\.id.number).filter { came.contains($0) }.map { FeedbackDraw.mark(ticket: $0, key: key) }.filter { FeedbackDraw.isDrawn($0, oneIn: call.oneIn) }
        let marks = drawn.map { Array($0.prefix(12)).hexadecimal }
        let begun = Set(
            try rows("SELECT d.mark FROM feedback_drawn d WHERE d.activity_id = \(session.activity) AND d.session_id = \(session.id) AND d.mark IN (\(list: marks))") {
                try $0.text("mark")
            })
        return marks.filter { !begun.contains($0) }
    }

    /// Whether that mark begins for the first time.
    func noteDrawn(_ mark: String, _ session: ActivitySession) throws -> Bool {
        try execute(
            """
            INSERT INTO feedback_drawn (activity_id, session_id, mark, until)
            VALUES (\(session.activity), \(session.id), \(mark), \(FeedbackCall.window(of: session).upperBound))
            ON CONFLICT (activity_id, session_id, mark) DO NOTHING
            """) == 1
    }

    /// Somebody with a ticket that is drawn begins: gives an invitation, once for each such ticket.
    package func beginFeedback(_ session: ActivitySession, with code: PublicCode) throws -> String {
        guard let call = try feedbackCall(session.activity, session.id), call.isAsking(session, at: now) else { throw FeedbackWords.closed }
        guard let booking = try self.booking(code), booking.session == session.id else { throw Refusal.notFound(Phrase("这个预约", "booking")) }
        guard call.isByTicket, let mark = try drawnTickets(of: booking, in: session).first else { throw FeedbackWords.notDrawn }
        guard try noteDrawn(mark, session) else { throw FeedbackWords.notDrawn }
        try execute("UPDATE feedback_call SET turns = turns + 1, asked = asked + 1 WHERE activity_id = \(session.activity) AND session_id = \(session.id)")
        return FeedbackToken.make(session.id, until: now.adding(minutes: FeedbackToken.minutes), key: try secret(FeedbackToken.secret))
    }
}
