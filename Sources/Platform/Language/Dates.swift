package import Kernel

/// Days and times in words. No locale data: what is printed is the same on every machine.
package enum Dates {
    /// With its weekday: `2023年9月16日 周六`, `Sat 16 Sep 2023`.
    package static func day(_ day: Day, _ tongue: Tongue) -> String {
        tongue == .zh ? "\(plain(day, .zh)) \(weekday(day, .zh))" : "\(weekday(day, .en)) \(day.day) \(month(day, .en)) \(day.year)"
    }

    /// Without it: `2023年9月16日`, `16 September 2023`.
    package static func plain(_ day: Day, _ tongue: Tongue) -> String {
        tongue == .zh ? "\(day.year)年\(day.month)月\(day.day)日" : "\(day.day) \(longMonth(day.month)) \(day.year)"
    }

    /// `周六`, `Sat`
    package static func weekday(_ day: Day, _ tongue: Tongue) -> String {
        let names = tongue == .zh ? ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] : ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return names[day.weekday - 1]
    }

    /// `9月`, `Sep`
    package static func month(_ day: Day, _ tongue: Tongue) -> String {
        tongue == .zh ? "\(day.month)月" : String(longMonth(day.month).prefix(3))
    }

    /// `09:00`
    package static func time(_ time: LocalTime, _ tongue: Tongue) -> String { time.clock }

    /// A moment for records and logs: `2023年9月16日 09:00`, `16 Sep 2023, 09:00`; the zone is named unless it is China's.
    package static func moment(_ instant: Instant, _ zone: Zone, _ tongue: Tongue) -> String {
        let local = instant.local(in: zone)
        let day = tongue == .zh ? plain(local.day, .zh) + " " : "\(local.day.day) \(month(local.day, .en)) \(local.day.year), "
        return day + local.clock + zoneNote(zone, at: instant, tongue)
    }

    static func longMonth(_ month: Int) -> String {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ][month - 1]
    }
}
