import Access
package import Activities
package import Kernel
import Rooms
package import Storage

/// What one device may do at a session's room, and for how long.
package enum ViewingPurpose: String, Sendable {
    case join, watch, beat
}

/// The signed part of a way in: for one session, one purpose, one browser, and a short time. Nothing is stored of it.
package enum ViewingToken {
    static let secret = "live"
    /// Nothing is kept under the secret: with a new one a page that is open has to be loaded again.
    static let resealing = Resealing(under: "live")
    /// A page that has stood open for longer is loaded again first.
    package static let minutes: Int64 = 30

    package static func make(_ purpose: ViewingPurpose, _ session: ID<ActivitySession>, browser: String, until: Instant, key: [UInt8]) -> String {
        let minute = until.microseconds / 60_000_000
        return String(minute, radix: 36) + "-" + code(purpose, session, browser, minute, key).hexadecimal
    }

    package static func isValid(_ token: String, _ purpose: ViewingPurpose, _ session: ID<ActivitySession>, browser: String, now: Instant, key: [UInt8]) -> Bool {
        let halves = token.split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, let minute = Int64(halves[0], radix: 36), minute >= now.microseconds / 60_000_000, minute < 1 << 40 else { return false }
        return Secrets.same(String(halves[1]), code(purpose, session, browser, minute, key).hexadecimal)
    }

    /// What stands for a browser within one session; in another session it is another one, and neither leads back to the browser.
    package static func mark(_ session: ID<ActivitySession>, browser: String, key: [UInt8]) -> [UInt8] {
        Array(Secrets.mark("viewer/\(session.text)/\(browser)", under: key).prefix(16))
    }

    private static func code(_ purpose: ViewingPurpose, _ session: ID<ActivitySession>, _ browser: String, _ minute: Int64, _ key: [UInt8]) -> [UInt8] {
        Array(Secrets.mark("\(purpose.rawValue)/\(session.text)/\(minute)/\(browser)", under: key).prefix(16))
    }

}

/// How viewers are counted.
package enum Viewing {
    /// From so many seconds a viewing counts as watched; the number stands in the claim's source.
    package static let watchedSeconds: Int64 = 300
    /// An open page says once a minute that it is still there; what lies further apart is an absence.
    package static let longestGap: Int64 = 90
    /// Opened again within so many seconds it is the same view: a slip of the finger.
    package static let sameViewSeconds: Int64 = 10
    /// So many rows share the counting of one minute, so that many devices do not wait for one.
    package static let shards = 16

    package static func minute(_ now: Instant) -> Int64 { now.microseconds / 60_000_000 }
    package static func shard(_ mark: [UInt8]) -> Int { Int(mark.first ?? 0) % shards }
}

extension Transaction {
    /// A device joins: one viewer once, one view each time.
    package func joinRoom(_ room: OnlineRoom, mark: [UInt8]) throws {
        let same = now.adding(seconds: -Viewing.sameViewSeconds)
        try execute(
            """
            INSERT INTO cloudhall_viewer (activity_id, session_id, mark, views, seconds, opened_at, beat_at, minute)
            VALUES (\(room.activity), \(room.session), \(mark), 1, 0, \(now), \(now), 0)
            ON CONFLICT (activity_id, session_id, mark) DO UPDATE SET
                views = cloudhall_viewer.views + CASE WHEN cloudhall_viewer.opened_at <= \(same) THEN 1 ELSE 0 END,
                opened_at = CASE WHEN cloudhall_viewer.opened_at <= \(same) THEN excluded.opened_at ELSE cloudhall_viewer.opened_at END
            """)
        try noteMinute(room, mark: mark)
    }

    /// The hall's page is still open on a device that has joined; false where it has not.
    @discardableResult
    package func beat(_ room: OnlineRoom, mark: [UInt8]) throws -> Bool {
        let longest = Viewing.longestGap * 1_000_000
        let changed = try execute(
            """
            UPDATE cloudhall_viewer SET
                seconds = seconds + CASE WHEN \(now) - beat_at BETWEEN 0 AND \(longest) THEN (\(now) - beat_at) / 1000000 ELSE 0 END, beat_at = \(now)
            WHERE activity_id = \(room.activity) AND session_id = \(room.session) AND mark = \(mark)
            """)
        guard changed > 0 else { return false }
        try noteMinute(room, mark: mark)
        return true
    }

    /// Counts a device once for this minute.
    private func noteMinute(_ room: OnlineRoom, mark: [UInt8]) throws {
        let minute = Viewing.minute(now)
        let isNew = try execute(
            """
            UPDATE cloudhall_viewer SET minute = \(minute)
            WHERE activity_id = \(room.activity) AND session_id = \(room.session) AND mark = \(mark) AND minute < \(minute)
            """) > 0
        guard isNew else { return }
        try execute(
            """
            INSERT INTO cloudhall_minute (activity_id, session_id, minute, shard, watching)
            VALUES (\(room.activity), \(room.session), \(minute), \(Viewing.shard(mark)), 1)
            ON CONFLICT (activity_id, session_id, minute, shard) DO UPDATE SET watching = cloudhall_minute.watching + 1
            """)
    }

    package func hasJoined(_ room: OnlineRoom, mark: [UInt8]) throws -> Bool {
        try number("SELECT 1 FROM cloudhall_viewer WHERE activity_id = \(room.activity) AND session_id = \(room.session) AND mark = \(mark)") != nil
    }

    /// The recording is opened: counted by itself, and no view of the session.
    package func openRecording(_ room: OnlineRoom) throws {
        try execute("UPDATE cloudhall_room SET replays = replays + 1 WHERE activity_id = \(room.activity) AND session_id = \(room.session)")
    }
}
