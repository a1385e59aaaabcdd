package import Activities
package import Ballots
package import Bookings
package import Kernel
import Participation
package import Storage

/// What the rows say when all is over.
package struct HistoryState: Sendable {
    package struct Kept: Sendable {
        package var code: String
        package var session: Int64
        package var kind: String
        package var party: Int
        package var state: Booking.State
        package var tickets: Int
    }

    package struct Line: Sendable, Hashable {
        package let subject: String
        package let holder: String
    }

    package var bookings: [Kept] = []
    package var taken: [Int64: Int] = [:]
    /// Places taken by kind, as the counters say.
    package var kinds: [Int64: [String: Int]] = [:]
    package var claims: [Int64: Int] = [:]
    /// What limits over several sessions have counted, and what bookings say that they use of them.
    package var used: [Line: Int] = [:]
    package var uses: [Line: Int] = [:]
    package var codesTwice = 0
    /// Entries of a ballot by their code, once it is drawn and everybody has been told.
    package struct Drawn: Sendable {
        package var state: BallotEntry.State
        package var booking: String?
        /// For which it was drawn, or waits.
        package var session: Int64
    }
    package var entries: [String: Drawn] = [:]
    /// What is wrong with the published draw.
    package var drawProblems: [String] = []

    package init(_ tx: Transaction, activity: ID<Activity>, sessions: [ID<ActivitySession>], rules: String = "history", ballot: ID<Ballot>? = nil) throws {
        for id in sessions {
            taken[id.number] = try tx.session(activity, id)?.taken
            kinds[id.number] = try tx.placesTaken(activity: activity, session: id)
            let claim = try tx.number("SELECT value FROM view_participation_booked WHERE activity_id = \(activity) AND session_id = \(id)")
            claims[id.number] = Int(claim ?? 0)
            for one in try tx.bookings(activity: activity, session: id) {
                let tickets = try tx.tickets(of: one).filter { $0.session == id }
                bookings.append(
                    Kept(
                        code: one.code.text, session: id.number, kind: one.kind.rawValue, party: one.party, state: one.state, tickets: tickets.count))
            }
        }
        codesTwice = bookings.count - Set(bookings.map(\.code)).count
        for (line, amount) in try tx.rows(
            "SELECT subject, holder, used AS amount FROM bookings_allowance WHERE rules_key = \(rules)", Self.line) { used[line] = amount }
        for (line, amount) in try tx.rows(
            """
            SELECT subject, holder, CAST(SUM(amount) AS BIGINT) AS amount FROM bookings_allowance_use
            WHERE activity_id = \(activity) AND rules_key = \(rules) GROUP BY subject, holder
            """, Self.line) { uses[line] = amount }
        if let ballot { try read(ballot, activity, tx) }
    }

    private mutating func read(_ id: ID<Ballot>, _ activity: ID<Activity>, _ tx: Transaction) throws {
        for code in try tx.rows("SELECT code FROM ballots_entry WHERE activity_id = \(activity) AND ballot_id = \(id)", { try $0.text("code") }) {
            guard let code = PublicCode("\(activity.text)-\(code)"), let entry = try tx.ballotEntry(code) else { continue }
            entries[code.text] = Drawn(state: entry.state, booking: entry.booking?.text, session: (entry.session ?? entry.sessions.first)?.number ?? 0)
        }
        guard let file = try tx.ballotFile(tx.requireBallot(id)) else { return drawProblems = ["the ballot is not drawn"] }
        drawProblems = file.problems().map(\.en)
    }

    private static func line(_ row: Row) throws -> (Line, Int) { (Line(subject: try row.text("subject"), holder: try row.text("holder")), try row.int("amount")) }

    func held(_ session: Int64) -> [String: Int] {
        bookings.filter { $0.session == session && $0.state.holdsPlaces }.reduce(into: [:]) { $0[$1.kind, default: 0] += $1.party }
    }
}
