import Activities
import Kernel
import Storage

/// What the desk counted by itself, which it can take back.
struct DoorCount: Sendable {
    let seq: Int64
    let kind: String
    let way: String
    let quantity: Int64
    let at: Instant
    let isUndone: Bool

    var title: Phrase {
        if kind == "left" { return Phrase("离场", "Left") }
        return way == "estimate" ? Phrase("无票入场（估计）", "Without a ticket (estimated)") : Phrase("无票入场", "Without a ticket")
    }
}

extension Transaction {
    /// The newest first, 20 at most.
    func deskCounts(activity: ID<Activity>, session: ID<ActivitySession>) throws -> [DoorCount] {
        try rows(
            """
            SELECT seq, kind, way, quantity, at, undone_at FROM door_entry
            WHERE activity_id = \(activity) AND device_id = 0 AND session_id = \(session) AND kind IN ('walk-in', 'left') AND result = 'counted'
            ORDER BY seq DESC LIMIT 20
            """
        ) { row in
            DoorCount(
                seq: try row.int64("seq"), kind: try row.text("kind"), way: try row.text("way"), quantity: try row.int64("quantity"), at: try row.instant("at"),
                isUndone: try row.instantOrNil("undone_at") != nil)
        }
    }

    /// Whoever was only estimated was not measured: such a door did not cover the whole session.
    func checkNothingEstimated(_ session: ActivitySession) throws {
        let estimated = try crowd(session).estimated
        guard estimated > 0 else { return }
        throw Refusal(
            .conflict, "door-estimated", "本场有 \(estimated) 人是估计的，不能说“全程检票”。请不勾选，人数由主办单位上报。",
            "\(estimated) people of this session were only estimated, so the door did not measure the whole of it. Close it without the tick; the host reports how many came.",
            field: "covered")
    }
}
