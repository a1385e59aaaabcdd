package import Activities
package import Kernel
import Storage

/// A telephone or scanner that keeps the door of one activity on one day, without an account.
package struct DoorDevice: Sendable, Hashable {
    package enum Duty: String, Sendable, CaseIterable {
        /// Reads tickets and counts who comes without one.
        case entrance
        /// Counts who leaves.
        case exit

        package var title: Phrase {
            switch self {
            case .entrance: Phrase("入口：检票、清点", "Entrance: tickets and counting")
            case .exit: Phrase("出口：清点离场", "Exit: counting who leaves")
            }
        }
    }

    static let noun = Phrase("检票设备", "door device")

    package let activity: ID<Activity>
    package let id: ID<DoorDevice>
    package let day: Day
    package let name: String
    package let duty: Duty
    package let madeBy: Int64
    /// Until when it lets anybody in: the end of its day.
    package let expiresAt: Instant
    package let pairedAt: Instant?
    package let revokedAt: Instant?
    package let seenAt: Instant?
    /// By how many milliseconds its clock was behind ours: when it was paired, and at its last sending.
    package let pairedSkew: Int64?
    package let skew: Int64?
    /// How many things it had not sent yet when it was last heard of.
    package let waiting: Int

    init(_ row: Row) throws {
        (activity, id, day, name, duty) = (try row.id("activity_id"), try row.id("id"), try row.day("day"), try row.text("name"), try row.choice("duty"))
        (madeBy, expiresAt, pairedAt) = (try row.int64("made_by"), try row.instant("expires_at"), try row.instantOrNil("paired_at"))
        (revokedAt, seenAt) = (try row.instantOrNil("revoked_at"), try row.instantOrNil("seen_at"))
        (pairedSkew, skew, waiting) = (try row.int64OrNil("paired_skew"), try row.int64OrNil("skew"), try row.int("waiting"))
    }

    /// What it read in time is taken so long after its day: the network may come back the next morning.
    static let hoursToSend: Int64 = 72
}
