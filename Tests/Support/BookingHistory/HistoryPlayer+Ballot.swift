import Activities
import Ballots
import Bookings
import Kernel
import Storage

/// What one may do about a ballot: enter, withdraw, draw as the job does, and look what an entry became.
extension HistoryPlayer {
    func drawn(_ ballot: ID<Ballot>, _ dice: Int, _ choice: Int) async -> HistoryEntry? {
        switch dice {
        case 0..<45: return await enter(ballot, choice)
        case 45..<55: return await withdraw(ballot, choice)
        case 55..<70: return await draw(ballot)
        default: return await look(ballot, choice)
        }
    }

    private func enter(_ ballot: ID<Ballot>, _ choice: Int) async -> HistoryEntry? {
        let kind: PartyKind = choice & 1 == 0 ? .individual : .family
        let phone = "1380000\(1000 + (choice >> 3) % 40)"
        let wish = BookingWish(kind, party: 1 + (choice >> 9) % 3, person: BookingPerson(name: "王小明", phone: phone), waits: choice & 4 != 0)
        let offered = Array(sessions.prefix(2))
        let chosen = choice & 2 == 0 ? offered : [offered[(choice >> 11) % offered.count]]
        let asked = HistoryEntry(
            client: client, what: .enter, asked: 0, answered: 0, outcome: .unknown, session: chosen[0].number, kind: kind.rawValue, party: wish.party, phone: phone)
        return await ask(asked) { try $0.enterBallot(ballot, wish, sessions: chosen).code } _: { $0.code = $1.text }
    }

    /// Those who have entered, in the order of their numbers.
    private func codes(_ ballot: ID<Ballot>, booked: Bool) async -> [PublicCode] {
        let found = try? await database.read { [activity] tx in
            try tx.rows(
                """
                SELECT code FROM ballots_entry WHERE activity_id = \(activity) AND ballot_id = \(ballot) AND (booking IS NOT NULL) = (\(booked) = 1) ORDER BY number
                """
            ) { PublicCode("\(activity.text)-\(try $0.text("code"))") }
        }
        return found?.compactMap { $0 } ?? []
    }

    private func withdraw(_ ballot: ID<Ballot>, _ choice: Int) async -> HistoryEntry? {
        let codes = await codes(ballot, booked: false)
        guard !codes.isEmpty else { return nil }
        let code = codes[choice % codes.count]
        let asked = HistoryEntry(client: client, what: .withdraw, asked: 0, answered: 0, outcome: .unknown, code: code.text, session: 0)
        return await ask(asked) { try $0.withdrawEntry(code) } _: { _, _ in }
    }

    /// As the job draws and settles, only in smaller steps; whoever settles last opens the sessions for what is left.
    private func draw(_ ballot: ID<Ballot>) async -> HistoryEntry? {
        let asked = HistoryEntry(client: client, what: .draw, asked: 0, answered: 0, outcome: .unknown, session: 0)
        return await ask(asked) { [activity, sessions] tx in
            try tx.drawBallot(ballot)
            guard try tx.requireBallot(ballot).state == .drawn else { return }
            guard try tx.settleBallot(ballot, limit: 3) == 0 else { return }
            for session in sessions {
                guard var rule = try tx.bookingRule(activity: activity, session: session), !rule.isOpen else { continue }
                rule.isOpen = true
                try tx.setBookingRule(rule, activity: activity, session: session, by: 1)
            }
        } _: { _, _ in }
    }

    /// The page of an entry says which booking it became.
    private func look(_ ballot: ID<Ballot>, _ choice: Int) async -> HistoryEntry? {
        let codes = await codes(ballot, booked: true)
        guard !codes.isEmpty else { return nil }
        let code = codes[choice % codes.count]
        let asked = HistoryEntry(client: client, what: .look, asked: 0, answered: 0, outcome: .unknown, session: 0)
        return await ask(asked) { tx in
            guard let booking = try tx.requireBallotEntry(code).booking else { throw Refusal.notFound(BallotEntry.noun) }
            return try tx.requireBooking(booking)
        }
    }
}
