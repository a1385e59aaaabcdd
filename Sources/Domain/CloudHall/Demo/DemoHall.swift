import Access
import Activities
import Kernel
import Participation
import Rooms
import Storage

/// The demonstration's cloud hall: sessions of its online activities that are on or come, and recordings of those that are over.
enum DemoHall {
    static let part = DemoPart(order: 48, Phrase("示例云展厅：直播和回放", "Demonstration: streams and recordings")) { _, database in
        try await database.write { tx in
            guard try tx.number("SELECT COUNT(*) FROM cloudhall_room") == 0 else { return }
            for (place, session) in try sessions(tx, "s.end_at > \(tx.now)", "s.begin_at, s.session_id", 6).enumerated() {
                let room = OnlineRoom(
                    activity: session.activity, session: session.id, joinURL: "https://stream.example.org/demo-\(place + 1)", opensMinutes: 60, isOnlyWay: place % 2 == 0)
                try tx.put(room, by: 0)
                if session.begin <= tx.now { try fill(room, viewers: place * 17 + 46, tx) }
            }
            for (place, session) in try sessions(tx, "s.end_at <= \(tx.now)", "s.begin_at DESC, s.session_id", 4).enumerated() {
                let room = OnlineRoom(
                    activity: session.activity, session: session.id, joinURL: nil, recordingURL: "https://video.example.org/demo-\(place + 1)")
                try tx.put(room, by: 0)
                for _ in 0..<(place * 17 + 5) { try tx.openRecording(room) }
            }
        }
    }

    /// Devices that have joined; each is a mark, as a real one.
    private static func fill(_ room: OnlineRoom, viewers: Int, _ tx: Transaction) throws {
        for number in 0..<viewers {
            let mark = Secrets.mark("viewer/\(room.session.text)/demo-\(number)", under: [UInt8](repeating: 1, count: 32))
            try tx.joinRoom(room, mark: Array(mark.prefix(16)))
        }
        try tx.tallyHall(activity: room.activity, session: room.session)
    }

    private static func sessions(_ tx: Transaction, _ condition: SQL, _ order: StaticString, _ limit: Int) throws -> [ActivitySession] {
        let ids = try tx.rows(
            """
            SELECT s.session_id FROM view_activities_session s
            WHERE s.status <> 'cancelled' AND \(sql: condition) AND EXISTS (SELECT 1 FROM view_activities_counted c
                JOIN view_campaigns_campaign k ON k.id = c.campaign_id
                WHERE c.activity_id = s.activity_id AND c.mode = 'online' AND k.key LIKE 'demo-%')
            ORDER BY \(sql: .trusted("\(order)")) LIMIT \(limit)
            """
        ) { try $0.id("session_id", ActivitySession.self) }
        let found = try tx.sessions(ids)
        return ids.compactMap { found[$0] }
    }
}
