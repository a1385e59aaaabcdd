import Kernel
import Language

/// When a session takes place, in words.
enum SessionWords {
    /// Day and clocks, or the day with "hours not announced".
    static func when(_ session: ActivitySession, _ tongue: Tongue) -> String {
        when(session.begin, session.end, session.zone, hoursAnnounced: session.hoursAnnounced, tongue)
    }

    static func when(_ begin: Instant, _ end: Instant, _ zone: Zone, hoursAnnounced: Bool, _ tongue: Tongue) -> String {
        guard !hoursAnnounced else { return Dates.session(begin, end, zone, tongue) }
        return Dates.day(begin.day(in: zone), tongue) + Phrase("（具体时间未公布）", " (hours not announced)")(tongue)
    }

    /// `还剩 12 个名额`, `full`, nothing where places are unlimited.
    static func places(_ session: ActivitySession) -> Phrase? {
        guard let left = session.left else { return nil }
        if left <= 0 { return Phrase("已满", "Full") }
        return left == 1 ? Phrase("还剩 1 个名额", "1 place left") : Phrase("还剩 \(left) 个名额", "\(left) places left")
    }
}
