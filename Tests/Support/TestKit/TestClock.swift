package import Kernel
import Rehearsal

/// A clock that a test moves.
package final class TestClock: Sendable {
    private let standing: StandingClock

    package init(_ iso: String) { standing = StandingClock(instant(iso)) }

    package var clock: Clock { standing.clock }
    package var now: Instant { standing.now }
    package func set(_ iso: String) { standing.move(to: instant(iso)) }
    package func set(_ instant: Instant) { standing.move(to: instant) }
    package func advance(seconds: Int64) { standing.advance(seconds: seconds) }
}

/// A moment that the test writes out; one that is none is the test's own mistake.
package func instant(_ iso: String) -> Instant {
    guard let instant = Instant(iso: iso) else { preconditionFailure("no moment: \(iso)") }
    return instant
}

/// A day that the test writes out.
package func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("no day: \(iso)") }
    return day
}
