package import Activities
package import Kernel

/// A moment that depends on a session.
package enum RuleMoment: Sendable, Hashable {
    /// At a clock time of the session's zone, so many calendar days before the session's day; 0 is the day itself.
    case day(before: Int, hour: Int, minute: Int)
    /// So many minutes before the session begins.
    case minutes(before: Int)

    package func instant(for session: ActivitySession) -> Instant { instant(begin: session.begin, day: session.day, zone: session.zone) }

    package func instant(begin: Instant, day: Day, zone: Zone) -> Instant {
        switch self {
        case .minutes(let count): begin.adding(minutes: -Int64(count))
        case .day(let before, let hour, let minute):
            LocalTime(day: day.adding(days: -before), hour: hour, minute: minute)?.instant(in: zone) ?? begin
        }
    }

    private static func clock(_ hour: Int, _ minute: Int) -> String { LocalTime(day: Day(daysSince1970: 0), hour: hour, minute: minute)?.clock ?? "" }

    /// As the first moment at which something is possible: "7 days before, from 12:00".
    package var opening: Phrase {
        switch self {
        case .minutes(let count): Phrase("开场前 \(Self.span(count).zh)起", "from \(Self.span(count).en) before it begins")
        case .day(0, let hour, let minute): Phrase("当天 \(Self.clock(hour, minute)) 起", "from \(Self.clock(hour, minute)) on the day itself")
        case .day(let days, let hour, let minute):
            Phrase("提前 \(days) 天，\(Self.clock(hour, minute)) 起", "from \(Self.clock(hour, minute)), \(Self.days(days)) before")
        }
    }

    /// As the last moment, which is no longer included: "until 09:30 on the day itself".
    package var ending: Phrase {
        switch self {
        case .minutes(0): Phrase("开场为止", "until it begins")
        case .minutes(let count): Phrase("开场前 \(Self.span(count).zh)为止", "until \(Self.span(count).en) before it begins")
        case .day(let days, 0, 0): Phrase("提前 \(days + 1) 天为止（当天 24:00 前）", "until the end of the day that lies \(Self.days(days + 1)) before")
        case .day(0, let hour, let minute): Phrase("当天 \(Self.clock(hour, minute)) 为止", "until \(Self.clock(hour, minute)) on the day itself")
        case .day(let days, let hour, let minute):
            Phrase("提前 \(days) 天，\(Self.clock(hour, minute)) 为止", "until \(Self.clock(hour, minute)), \(Self.days(days)) before")
        }
    }

    private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

    static func span(_ minutes: Int) -> Phrase {
        switch minutes {
        case let count where count > 0 && count % 1440 == 0: Phrase("\(count / 1440) 天", days(count / 1440))
        case let count where count > 0 && count % 60 == 0: Phrase("\(count / 60) 小时", count == 60 ? "1 hour" : "\(count / 60) hours")
        default: Phrase("\(minutes) 分钟", minutes == 1 ? "1 minute" : "\(minutes) minutes")
        }
    }
}
