package import Kernel
import Synchronization

/// A clock that a test moves.
package final class TestClock: Sendable {
    private let moment: Mutex<Instant>

    package init(_ iso: String) { moment = Mutex(instant(iso)) }

    package var clock: Clock { Clock { self.now } }
    package var now: Instant { moment.withLock { $0 } }
    package func set(_ iso: String) { moment.withLock { $0 = instant(iso) } }
    package func advance(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
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
