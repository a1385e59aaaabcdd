import Kernel
import Synchronization

/// A text of the present second, made once in each.
final class SecondText: Sendable {
    private let kept = Mutex<(second: Int64, text: String)>((.min, ""))
    private let text: @Sendable (Instant) -> String

    init(_ text: @escaping @Sendable (Instant) -> String) { self.text = text }

    var now: String {
        let moment = Clock.system.now()
        let second = moment.microseconds / 1_000_000
        return kept.withLock { kept in
            if kept.second != second { kept = (second, text(moment)) }
            return kept.text
        }
    }
}
