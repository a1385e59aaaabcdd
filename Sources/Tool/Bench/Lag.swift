import Synchronization

/// How far behind somebody was at most, in seconds.
final class Lag: Sendable {
    private struct State {
        var longest = 0.0
        var isOver = false
    }
    private let state = Mutex(State())

    var longest: Double { state.withLock { $0.longest } }
    var isOver: Bool { state.withLock { $0.isOver } }
    func note(_ seconds: Double) { state.withLock { $0.longest = max($0.longest, seconds) } }
    func end() { state.withLock { $0.isOver = true } }
}
