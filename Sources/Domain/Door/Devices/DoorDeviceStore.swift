import Access
package import Activities
package import Kernel
package import Storage
import Rooms

extension Transaction {
    /// A device that may be paired until the end of that day. Gives the word that stands in the link, once; only its mark is kept.
    package func makeDoorDevice(
        _ name: String, _ duty: DoorDevice.Duty, activity: ID<Activity>, on day: Day, by actor: Int64
    ) throws -> (device: DoorDevice, word: String) {
        let sessions = try doorSessions(of: activity, on: day)
        guard let zone = sessions.first?.zone else {
            throw Refusal(.conflict, "door-no-session", "这一天没有场次，不能配对设备。", "There is no session on that day, so no device can keep its door.")
        }
        let midnight = LocalTime(day: day.adding(days: 1), hour: 0, minute: 0)?.instant(in: zone) ?? now
        let last = sessions.map(\.end).max() ?? midnight
        let expires = max(midnight, last)
        guard expires > now else {
            throw Refusal(.conflict, "door-day-over", "这一天已经过去。", "That day is over.")
        }
        let id: ID<DoorDevice> = newID(), word = Token().text
        try execute(
            """
            INSERT INTO door_device (activity_id, id, day, name, duty, pairing_mark, token_mark, made_at, made_by, expires_at, waiting)
            VALUES (\(activity), \(id), \(day), \(name), \(duty.rawValue), \(DoorSecret.mark(word)), NULL, \(now), \(actor), \(expires), 0)
            """)
        try record(deviceEntry("door.device-made", id, activity, by: actor))
        guard let device = try doorDevice(activity, id) else { throw Refusal.notFound(DoorDevice.noun) }
        return (device, word)
    }

    package func doorDevice(_ activity: ID<Activity>, _ id: ID<DoorDevice>) throws -> DoorDevice? {
        try row("SELECT * FROM door_device WHERE activity_id = \(activity) AND id = \(id)", DoorDevice.init)
    }

    /// The devices of an activity on a day, in the order in which they were made.
    package func doorDevices(of activity: ID<Activity>, on day: Day) throws -> [DoorDevice] {
        try rows("SELECT * FROM door_device WHERE activity_id = \(activity) AND day = \(day) ORDER BY id LIMIT 200", DoorDevice.init)
    }

    /// Exchanges the word of the link for the device's token: a photograph of the link opens no door afterwards.
    package func pairDoorDevice(word: String, says: Instant) throws -> (device: DoorDevice, token: String) {
        let mark = DoorSecret.mark(word), skew = DeviceClock(says: says, now: now).skew
        guard let found = try row("SELECT * FROM door_device WHERE pairing_mark = \(mark)", DoorDevice.init), found.revokedAt == nil, found.expiresAt > now else {
            throw Refusal(
                .forbidden, "pairing-over", "这个配对链接已经用过、停用或过期。请在工作台的检票页面重新开通一台设备。",
                "This link was used, revoked, or its day is over. Make another device on the door's page at the desk.")
        }
        let token = Token().text
        let changed = try execute(
            """
            UPDATE door_device SET pairing_mark = NULL, token_mark = \(DoorSecret.mark(token)), paired_at = \(now), paired_skew = \(skew), skew = \(skew), seen_at = \(now)
            WHERE activity_id = \(found.activity) AND id = \(found.id) AND pairing_mark = \(mark)
            """)
        guard changed == 1, let device = try doorDevice(found.activity, found.id) else { throw Refusal.notFound(DoorDevice.noun) }
        try record(deviceEntry("door.device-paired", found.id, found.activity, by: found.madeBy))
        return (device, token)
    }

    /// The device that holds the token. Refused once it is revoked, and some days after its own.
    package func doorDevice(token: String) throws -> DoorDevice {
        let found = try row("SELECT * FROM door_device WHERE token_mark = \(DoorSecret.mark(token))", DoorDevice.init)
        guard let found, found.revokedAt == nil, found.expiresAt.adding(hours: DoorDevice.hoursToSend) > now else {
            throw Refusal(
                .forbidden, "device-over", "这台设备已停用或过期，不再接收。未送出的记录仍在设备上，可复制到工作台的检票页面补录。",
                "This device is revoked or its time is over, so nothing is taken from it. What was not sent is still on it and can be copied into the door's page at the desk.")
        }
        return found
    }

    /// Notes that a device was heard of, with its clock and what waits on it.
    func heard(_ device: DoorDevice, skew: Int64, waiting: Int) throws {
        try execute(
            """
            UPDATE door_device SET seen_at = \(now), skew = \(skew), waiting = \(waiting) WHERE activity_id = \(device.activity) AND id = \(device.id)
            """)
    }

    package func revokeDoorDevice(_ activity: ID<Activity>, _ id: ID<DoorDevice>, by actor: Int64) throws {
        let changed = try execute(
            "UPDATE door_device SET revoked_at = \(now), pairing_mark = NULL WHERE activity_id = \(activity) AND id = \(id) AND revoked_at IS NULL")
        guard changed == 1 else { return }
        try record(deviceEntry("door.device-revoked", id, activity, by: actor))
    }

    /// The sessions that a device of that day keeps.
    func doorSessions(of activity: ID<Activity>, on day: Day) throws -> [ActivitySession] {
        try sessions(of: activity).filter { $0.day == day }.sorted { ($0.begin, $0.id) < ($1.begin, $1.id) }
    }

    private func deviceEntry(_ kind: String, _ id: ID<DoorDevice>, _ activity: ID<Activity>, by actor: Int64) -> LedgerEntry {
        LedgerEntry(kind, "door-device", id, by: actor, payload: "{\"activity\":\"\(activity.text)\"}", visibility: .office)
    }
}

/// Links and tokens have 256 bits of chance: their mark needs no secret beside it.
enum DoorSecret {
    static func mark(_ text: String) -> [UInt8] { Secrets.mark(text, under: Array("kepu/door".utf8)) }
}
