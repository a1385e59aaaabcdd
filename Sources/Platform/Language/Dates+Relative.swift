package import Kernel

extension Dates {
    /// How far a day is from today: `今天`, `明天`, `3 天后`; beyond two weeks nil, where the date says more.
    package static func relative(_ day: Day, today: Day, _ tongue: Tongue) -> String? {
        let days = today.days(until: day)
        switch (days, tongue) {
        case (0, _): return Phrase("今天", "today")(tongue)
        case (1, _): return Phrase("明天", "tomorrow")(tongue)
        case (-1, _): return Phrase("昨天", "yesterday")(tongue)
        case (2...14, .zh): return "\(days) 天后"
        case (2...14, .en): return "in \(days) days"
        case (-14 ... -2, .zh): return "\(-days) 天前"
        case (-14 ... -2, .en): return "\(-days) days ago"
        default: return nil
        }
    }

    /// How long something takes or took: `45 分钟`, `1 小时 30 分钟`, `3 天`.
    package static func duration(seconds: Int64, _ tongue: Tongue) -> String {
        let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
        if days >= 2 { return tongue == .zh ? "\(days) 天" : Plural.en(days, "day", "days") }
        if hours >= 1 {
            let rest = minutes % 60
            let whole = tongue == .zh ? "\(hours) 小时" : Plural.en(hours, "hour", "hours")
            return rest == 0 ? whole : whole + (tongue == .zh ? " \(rest) 分钟" : " " + Plural.en(rest, "minute", "minutes"))
        }
        if minutes >= 1 { return tongue == .zh ? "\(minutes) 分钟" : Plural.en(minutes, "minute", "minutes") }
        return tongue == .zh ? "\(seconds) 秒" : Plural.en(seconds, "second", "seconds")
    }
}
