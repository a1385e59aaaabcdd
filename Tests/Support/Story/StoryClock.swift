package import Kernel
import Synchronization

/// A clock that stands until the story moves it.
package final class StoryClock: Sendable {
    private let moment: Mutex<Instant>
    package init(_ start: String) { moment = Mutex(Instant(iso: start) ?? Instant(microseconds: 0)) }
    package var clock: Clock { Clock { self.moment.withLock { $0 } } }
    package func move(to iso: String) {
        if let next = Instant(iso: iso) { moment.withLock { $0 = next } }
    }
}
