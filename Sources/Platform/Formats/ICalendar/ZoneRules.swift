import Foundation
import Kernel

/// What the clocks of a zone do in a stretch of years, from the system's copy of the IANA database.
struct ZoneRules {
    /// A stretch with one offset from Greenwich.
    struct Stretch: Equatable {
        /// When it begins; nil when it was so before the first year looked at.
        var begin: Instant?
        var offset: Int
        /// The offset before it.
        var before: Int
        var isSummer: Bool
    }

    let name: String
    /// In order of time. The first one covers the beginning of the first year.
    let stretches: [Stretch]

    init(_ zone: Zone, years: ClosedRange<Int>) {
        name = zone.name
        guard let clock = TimeZone(identifier: zone.name) else {
            stretches = [Stretch(begin: nil, offset: 0, before: 0, isSummer: false)]
            return
        }
        // A year of lead, so that the stretch into which the first year falls has its true beginning.
        let from = Self.start(of: years.lowerBound - 1)
        // The year begins earlier in the east than in Greenwich.
        let first = Self.start(of: years.lowerBound) - 86_400
        let end = Self.start(of: years.upperBound + 1) + 86_400
        var here = from
        var state = Self.state(clock, here)
        var all = [Stretch(begin: nil, offset: state.offset, before: state.offset, isSummer: state.isSummer)]
        while here < end {
            let next = min(here + 86_400, end)
            let after = Self.state(clock, next)
            if after.offset != state.offset {
                let turn = Self.turn(clock, after: here, by: next, from: state.offset)
                if turn <= first { all.removeAll() }
                all.append(
                    Stretch(begin: Instant(microseconds: Int64(turn) * 1_000_000), offset: after.offset, before: state.offset, isSummer: after.isSummer))
            }
            (here, state) = (next, after)
        }
        stretches = all
    }

    private static func start(of year: Int) -> Int { (Day(year: max(1, min(9998, year)), month: 1, day: 1)?.daysSince1970 ?? 0) * 86_400 }

    private static func state(_ clock: TimeZone, _ second: Int) -> (offset: Int, isSummer: Bool) {
        let date = Date(timeIntervalSince1970: Double(second))
        return (clock.secondsFromGMT(for: date), clock.isDaylightSavingTime(for: date))
    }

    /// The first second of the new offset, by halving the day.
    private static func turn(_ clock: TimeZone, after: Int, by: Int, from offset: Int) -> Int {
        var (low, high) = (after, by)
        while high - low > 1 {
            let middle = (low + high) / 2
            if state(clock, middle).offset == offset { low = middle } else { high = middle }
        }
        return high
    }
}
