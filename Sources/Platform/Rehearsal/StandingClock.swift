package import Kernel
import Synchronization

/// A clock that stands until it is moved. A served program never has one: only what plays in process takes its time from outside.
package final class StandingClock: Sendable {
    private let moment: Mutex<Instant>

    package init(_ start: Instant) { moment = Mutex(start) }

    package var clock: Clock { Clock { self.now } }
    package var now: Instant { moment.withLock { $0 } }
    package func move(to next: Instant) { moment.withLock { $0 = next } }
    package func advance(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}
