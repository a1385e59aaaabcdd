import Kernel

/// How long something has waited, in whole hours and then in days.
enum WaitingTime {
    static func words(since: Instant, at now: Instant) -> Phrase {
        let hours = max(0, now.seconds(since: since) / 3600)
        switch hours {
        case 0: return Phrase("不到 1 小时", "less than an hour")
        case 1: return Phrase("1 小时", "1 hour")
        case ..<48: return Phrase("\(hours) 小时", "\(hours) hours")
        default: return Phrase("\(hours / 24) 天", "\(hours / 24) days")
        }
    }
}
