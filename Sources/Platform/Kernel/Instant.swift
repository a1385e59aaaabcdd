package import Foundation

/// A moment, as whole microseconds since 1970-01-01T00:00:00Z. Stored as BIGINT.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package var microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }
    package init(_ date: Date) { microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded()) }

    /// RFC 3339 with an offset (`2023-09-16T09:00:00+08:00`, seconds and fractions optional); nil for anything else.
    package init?(iso text: String) {
        guard let parsed = LocalTime.parse(text), let offset = parsed.offset else { return nil }
        microseconds = parsed.local.microsecondsAsIfUTC - Int64(offset) * 1_000_000
    }

    package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    /// `2023-09-16T01:00:00Z`; fractions only where there are any.
    package var iso: String {
        let local = LocalTime(asIfUTC: microseconds)
        let fraction = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000
        guard fraction != 0 else { return local.iso + "Z" }
        return local.iso + "." + String(String(fraction + 1_000_000).dropFirst()) + "Z"
    }

    package func adding(seconds: Int64) -> Instant { Instant(microseconds: microseconds + seconds * 1_000_000) }
    package func adding(minutes: Int64) -> Instant { adding(seconds: minutes * 60) }
    package func adding(hours: Int64) -> Instant { adding(seconds: hours * 3600) }

    /// Whole seconds from `earlier` to here.
    package func seconds(since earlier: Instant) -> Int64 { (microseconds - earlier.microseconds) / 1_000_000 }

    /// The wall-clock time of this moment in `zone`.
    package func local(in zone: Zone) -> LocalTime {
        LocalTime(asIfUTC: microseconds + Int64(zone.offset(at: self)) * 1_000_000)
    }

    /// The calendar day of this moment in `zone`.
    package func day(in zone: Zone) -> Day { local(in: zone).day }

    package static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
}

/// Where `now` comes from: the system, or a story that sets its own time.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant
    package init(now: @escaping @Sendable () -> Instant) { self.now = now }

    package static let system = Clock { Instant(Date()) }
}
