import Activities
import Kernel
import Rooms
import Storage

/// The demonstration's visitors: what they said of some sessions of the last days; of one too few have answered to be shown.
enum DemoFeedback {
    static let part = DemoPart(order: 49, Phrase("示例观众反馈", "Demonstration: what visitors say")) { _, database in
        try await database.write { tx in
            guard try tx.number("SELECT COUNT(*) FROM feedback_call") == 0 else { return }
            for (place, session) in try sessions(tx).enumerated() {
                try tx.askForFeedback(session.activity, session.id, oneIn: place == 0 ? 2 : 1, isOpen: true, by: 0)
                for turn in 0..<[72, 31, 18, 3][place] {
                    guard let token = try tx.beginFeedback(session), turn % 5 != 4 else { continue }
                    try tx.takeFeedback(answer(turn + place), by: token, about: session)
                }
            }
        }
    }

    private static func answer(_ turn: Int) throws -> FeedbackAnswer {
        let changes = [["learned"], ["learned", "curious"], ["curious", "try"], ["nothing"], ["view", "learned"], ["try"]]
        return try FeedbackAnswer([
            "liking": [["great", "good", "great", "fair", "good", "great", "poor"][turn % 7]], "change": changes[turn % changes.count],
            "again": [["yes", "yes", "perhaps", "yes", "no"][turn % 5]],
        ])
    }

    private static func sessions(_ tx: Transaction) throws -> [ActivitySession] {
        let today = tx.now.day(in: .china)
        let ids = try tx.rows(
            """
            SELECT s.session_id FROM view_activities_session s
            WHERE s.status <> 'cancelled' AND s.local_day BETWEEN \(today.adding(days: -9)) AND \(today) AND s.end_at <= \(tx.now) AND EXISTS (
                SELECT 1 FROM view_activities_counted c JOIN view_campaigns_campaign k ON k.id = c.campaign_id
                WHERE c.activity_id = s.activity_id AND c.mode = 'onsite' AND k.key LIKE 'demo-%')
            ORDER BY s.begin_at DESC, s.session_id DESC LIMIT 4
            """
        ) { try $0.id("session_id", ActivitySession.self) }
        let found = try tx.sessions(ids)
        return ids.compactMap { found[$0] }
    }
}
