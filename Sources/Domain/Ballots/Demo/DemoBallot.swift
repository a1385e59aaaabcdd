import Activities
import Bookings
import Kernel
import Rooms
import Storage

/// The demonstration's ballots: one that takes entries, and one that is drawn, whose winners have still to accept.
enum DemoBallot {
    static let part = DemoPart(order: 49, Phrase("示例抽签：一个场次的名额", "Demonstration: the places of a session are drawn")) { _, database in
        let drawn = try await database.write { tx -> ID<Ballot>? in
            guard try tx.number("SELECT COUNT(*) FROM ballots_ballot") == 0 else { return nil }
            let sessions = try sessions(tx)
            if let session = sessions.first { try open(session, closes: min(hour(tx.now).adding(hours: 72), session.begin.adding(hours: -1)), from: 1_000, tx) }
            guard let session = sessions.dropFirst().first else { return nil }
            let ballot = try open(session, closes: tx.now.adding(seconds: 1), from: 2_000, tx)
            // It was open before the demonstration was loaded.
            let closed = hour(tx.now).adding(hours: -1)
            try tx.execute(
                "UPDATE ballots_ballot SET opens_at = \(closed.adding(hours: -72)), closes_at = \(closed) WHERE activity_id = \(session.activity) AND id = \(ballot)")
            try tx.drawBallot(ballot)
            return ballot
        }
        guard let drawn else { return }
        while try await database.write({ try $0.settleBallot(drawn, limit: 50) }) > 0 {}
    }

    /// Twenty-five parties of one to three.
    @discardableResult
    private static func open(_ session: ActivitySession, closes: Instant, from first: Int, _ tx: Transaction) throws -> ID<Ballot> {
        let draft = BallotDraft(sessions: [session.id], places: [.individual: min(12, session.left ?? 12)], opens: hour(tx.now), closes: closes)
        let ballot = try tx.openBallot(draft, activity: session.activity, by: 0)
        for number in 1...25 {
            let wish = BookingWish(party: number % 3 + 1, person: BookingPerson(name: "示例报名者", phone: "1990000\(first + number)"), waits: number % 2 == 0)
            try tx.enterBallot(ballot, wish, sessions: [session.id])
        }
        return ballot
    }

    private static func hour(_ now: Instant) -> Instant {
        let hour: Int64 = 3600 * 1_000_000
        return Instant(microseconds: now.microseconds / hour * hour)
    }

    /// Of two activities of the demonstration that nobody has booked and that take single visitors.
    private static func sessions(_ tx: Transaction) throws -> [ActivitySession] {
        let ids = try tx.rows(
            """
            SELECT s.session_id FROM view_activities_session s
            WHERE s.status <> 'cancelled' AND s.taken = 0 AND s.capacity >= 12 AND s.begin_at > \(tx.now.adding(hours: 96)) AND EXISTS (
                SELECT 1 FROM view_activities_counted c JOIN view_campaigns_campaign k ON k.id = c.campaign_id
                WHERE c.activity_id = s.activity_id AND k.key LIKE 'demo-%')
            ORDER BY s.begin_at, s.session_id LIMIT 40
            """
        ) { try $0.id("session_id", ActivitySession.self) }
        let found = try tx.sessions(ids)
        var chosen: [ActivitySession] = []
        for session in ids.compactMap({ found[$0] }) where chosen.count < 2 && !chosen.contains(where: { $0.activity == session.activity }) {
            guard try tx.activity(session.activity)?.isPublic == true, let kind = try tx.rulesForDraw(session).kind(.individual) else { continue }
            if kind.ratio == nil, kind.party.contains(1), kind.party.contains(3) { chosen.append(session) }
        }
        return chosen
    }
}
