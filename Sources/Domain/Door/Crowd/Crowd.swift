package import Activities
import Bookings
import Kernel
package import Storage

/// How many are inside: those who came in minus those who left.
package struct Crowd: Sendable, Hashable {
    /// Tickets read and people counted without one.
    package let cameIn: Int
    package let estimated: Int
    package let left: Int
    /// How many may be inside at once: as set at the door, else by the booking rules; nil where nobody said.
    package let most: Int?

    package init(cameIn: Int, estimated: Int, left: Int, most: Int?) {
        (self.cameIn, self.estimated, self.left, self.most) = (cameIn, estimated, left, most)
    }

    /// Never below 0: whoever was not counted coming in may be counted leaving.
    package var inside: Int { max(0, cameIn + estimated - left) }
    package var isFull: Bool { most.map { inside >= $0 } ?? false }
    package var room: Int? { most.map { max(0, $0 - inside) } }
}

extension Transaction {
    package func crowd(_ session: ActivitySession) throws -> Crowd {
        let found = try row(
            "SELECT left_count, estimated, most FROM door_tally WHERE activity_id = \(session.activity) AND session_id = \(session.id)"
        ) { row in (left: try row.int("left_count"), estimated: try row.int("estimated"), most: try row.intOrNil("most")) }
        let most = try found?.most ?? rulesInForce(session)?.atOnce
        return Crowd(
            cameIn: Int(try scannedPlaces(activity: session.activity, session: session.id) ?? 0), estimated: found?.estimated ?? 0, left: found?.left ?? 0,
            most: most)
    }

    /// How many may be inside at once; nil leaves it to the booking rules.
    package func setCrowdLimit(_ most: Int?, of session: ActivitySession, by actor: Int64) throws {
        if let most, !(1...1_000_000).contains(most) {
            throw Refusal(.invalid, "crowd-limit", "上限应为 1 至 1000000 人，或留空。", "The limit is from 1 to 1,000,000 people, or empty.", field: "most")
        }
        try execute(
            """
            INSERT INTO door_tally (activity_id, session_id, left_count, estimated, most) VALUES (\(session.activity), \(session.id), 0, 0, \(most))
            ON CONFLICT (activity_id, session_id) DO UPDATE SET most = excluded.most
            """)
        let payload = "{\"activity\":\"\(session.activity.text)\",\"most\":\(most.map { String($0) } ?? "null")}"
        try record(LedgerEntry("door.limit-set", "session", session.id, by: actor, payload: payload, visibility: .unit))
    }
}
