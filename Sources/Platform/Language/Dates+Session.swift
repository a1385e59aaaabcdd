package import Kernel

extension Dates {
    /// One run of an activity: `2023年9月16日 周六 09:00–11:00`; over several days both are named; an open end is left open.
    /// The zone is named where the clocks are not China's.
    package static func session(_ begin: Instant, _ end: Instant?, _ zone: Zone, _ tongue: Tongue) -> String {
        let first = begin.local(in: zone)
        var text = "\(day(first.day, tongue)) \(first.clock)"
        if let end, end > begin {
            let last = end.local(in: zone)
            if last.day == first.day {
                text += "–\(last.clock)"
            } else {
                text += tongue == .zh ? " 至 \(short(last.day, after: first.day, .zh)) \(last.clock)" : " – \(short(last.day, after: first.day, .en)) \(last.clock)"
            }
        }
        return text + zoneNote(zone, at: begin, tongue)
    }

    /// A day with its weekday, without the year where it is that of the day before it.
    private static func short(_ day: Day, after first: Day, _ tongue: Tongue) -> String {
        guard day.year == first.year else { return Dates.day(day, tongue) }
        return tongue == .zh
            ? "\(day.month)月\(day.day)日 \(weekday(day, .zh))" : "\(weekday(day, .en)) \(day.day) \(month(day, .en))"
    }

    /// `（乌鲁木齐时间，UTC+6）`, nothing for Asia/Shanghai and the zones that keep its time under another name.
    static func zoneNote(_ zone: Zone, at instant: Instant, _ tongue: Tongue) -> String {
        if ["Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "PRC"].contains(zone.name) { return "" }
        if zone.name == "UTC" { return tongue == .zh ? "（UTC）" : " (UTC)" }
        let named = names[zone.name] ?? Phrase(same: zone.name)
        let offset = offsetName(zone, at: instant)
        return tongue == .zh ? "（\(named.zh)，\(offset)）" : " (\(named.en), \(offset))"
    }

    /// `UTC+6`, `UTC+5:30`, `UTC-4`
    private static func offsetName(_ zone: Zone, at instant: Instant) -> String {
        let minutes = minutes(instant.local(in: zone)) - minutes(instant.local(in: .utc))
        let size = abs(minutes)
        let rest = size % 60 == 0 ? "" : ":" + String(100 + size % 60).dropFirst()
        return "UTC" + (minutes < 0 ? "-" : "+") + "\(size / 60)" + rest
    }

    private static func minutes(_ time: LocalTime) -> Int { time.day.daysSince1970 * 1440 + time.hour * 60 + time.minute }

    private static let names: [String: Phrase] = [
        "Asia/Urumqi": Phrase("乌鲁木齐时间", "Ürümqi time"), "Asia/Kashgar": Phrase("乌鲁木齐时间", "Ürümqi time"),
        "Asia/Hong_Kong": Phrase("香港时间", "Hong Kong time"), "Asia/Macau": Phrase("澳门时间", "Macao time"),
        "Asia/Taipei": Phrase("台北时间", "Taipei time"),
    ]
}
