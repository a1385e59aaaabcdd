package import Kernel

/// When a periodic job falls due.
package enum JobSchedule: Sendable, Hashable {
    /// At each full multiple of so many seconds.
    case every(seconds: Int64)
    /// Each day at this time of the zone's clock.
    case daily(hour: Int, minute: Int, Zone)

    /// The first time after `now`.
    package func next(after now: Instant) -> Instant {
        switch self {
        case .every(let seconds):
            let step = max(1, seconds) * 1_000_000
            return Instant(microseconds: (now.microseconds / step + 1) * step)
        case .daily(let hour, let minute, let zone):
            let today = now.day(in: zone)
            for day in [today, today.adding(days: 1)] {
                if let time = LocalTime(day: day, hour: hour, minute: minute)?.instant(in: zone), time > now { return time }
            }
            return now.adding(hours: 24)
        }
    }
}
