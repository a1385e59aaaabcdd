import Activities
import Door
import Kernel
import Rooms
import Storage

/// The door of the open day: a device that has counted people for an hour, and a limit that is nearly reached.
enum DemoDoor {
    static let most = 40

    static let part = DemoPart(order: 32, Phrase("示例检票：正在开放的门", "Demonstration: a door that is being kept")) { _, database in
        try await database.write { tx in
            guard let activity = try DemoOpenDay.item.activity(tx), let session = try tx.sessions(of: activity).first,
                try tx.doorDevices(of: activity, on: session.day).isEmpty
            else { return }
            try tx.setCrowdLimit(most, of: session, by: 0)
            let gate = try tx.makeDoorDevice("东门 1 号（示例）", .entrance, activity: activity, on: session.day, by: 0)
            let (device, _) = try tx.pairDoorDevice(word: gate.word, says: tx.now)
            _ = try tx.takeEntries(entries(session.id, now: tx.now), of: device, clock: DeviceClock(says: tx.now, now: tx.now))
        }
    }

    /// Parties as they came, some that left, and one that was counted by mistake.
    private static func entries(_ session: ID<ActivitySession>, now: Instant) -> [DoorEntry] {
        let kinds: [DoorEntry.Kind] = [3, 5, 2, 8, 4, 6, 1, 7].map { .walkIn($0, isEstimate: false) } + [.left(3), .left(5), .walkIn(9, isEstimate: false), .undo(11), .walkIn(4, isEstimate: false)]
        return kinds.enumerated().map { place, kind in
            DoorEntry(Int64(place + 1), kind, session: session, at: now.adding(minutes: Int64(place) * 4 - 55))
        }
    }
}
