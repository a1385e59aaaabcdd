import Activities
import Bookings
import Kernel
import Rooms
import Storage

/// The demonstration's ballot: a session to come whose places are drawn, with some entries.
enum DemoBallot {
    static let part = DemoPart(order: 49, Phrase("示例抽签：一个场次的名额", "Demonstration: the places of a session are drawn")) { _, database in
        try await database.write { tx in
            guard try tx.number("SELECT COUNT(*) FROM ballots_ballot") == 0, let session = try session(tx) else { return }
            let (activity, now) = (session.activity, tx.now)
            let closes = min(now.adding(hours: 72), session.begin.adding(hours: -1))
            guard closes > now else { return }
            let places = min(12, session.left ?? 12)
            let ballot = try tx.openBallot(
                BallotDraft(sessions: [session.id], places: [.individual: places], opens: now.adding(hours: -1), closes: closes), activity: activity, by: 0)
            for number in 1...25 {
                let wish = BookingWish(
                    party: number % 3 + 1, person: BookingPerson(name: "示例报名者", phone: "1990000\(1_000 + number)"), waits: number % 2 == 0)
                try tx.enterBallot(ballot, wish, sessions: [session.id])
            }
        }
    }

    /// One of the demonstration that nobody has booked and that takes single visitors.
    private static func session(_ tx: Transaction) throws -> ActivitySession? {
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
        return try ids.compactMap { found[$0] }.first { session in
            guard try tx.activity(session.activity)?.isPublic == true, let kind = try tx.rulesForDraw(session).kind(.individual) else { return false }
            return kind.ratio == nil && kind.party.contains(1) && kind.party.contains(3)
        }
    }
}
