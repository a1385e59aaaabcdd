import Jobs
package import Kernel

/// In which language a person is told, and where their morning is.
package struct MessageReader: Sendable, Hashable {
    package var language: Tongue
    package var zone: Zone
    package init(language: Tongue = .zh, zone: Zone = .china) { (self.language, self.zone) = (language, zone) }

    /// When the day's digest goes out.
    static let digestHour = 7

    /// The first digest after `moment`.
    package func nextDigest(after moment: Instant) -> Instant { JobSchedule.daily(hour: Self.digestHour, minute: 0, zone).next(after: moment) }

    /// The digest whose time has come last: what was told before belongs into it.
    func lastDigest(at moment: Instant) -> Instant {
        let today = moment.day(in: zone)
        for day in [today, today.adding(days: -1)] {
            if let time = LocalTime(day: day, hour: Self.digestHour, minute: 0)?.instant(in: zone), time <= moment { return time }
        }
        return moment.adding(hours: -24)
    }
}
