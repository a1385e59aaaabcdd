import NIOCore
import Synchronization

/// How slow a receiver of a body may be before its connection is closed: nobody keeps a download's place for ever.
struct StreamPatience: Sendable {
    /// For one piece, in seconds.
    var piece = 60.0
    /// For all that is waited for, in seconds.
    var whole = 3600.0
    /// Bytes a second, of whoever has been waited for longer than for one piece.
    var slowest = 4096.0

    /// For what has no end: each piece in good time, for as long as it goes on.
    static let watching = StreamPatience(piece: 20, whole: .infinity, slowest: 512)
}

/// Sees how long the receiver of a body is waited for; the time in which a body is made does not count.
final class StreamWatch: Sendable {
    private struct State {
        var since: ContinuousClock.Instant?
        var waited = Duration.zero
        var sent = 0
    }

    private let state = Mutex(State())
    private let patience: StreamPatience

    init(_ patience: StreamPatience) { self.patience = patience }

    func begin() { state.withLock { $0.since = .now } }

    func end(_ bytes: Int) {
        state.withLock { state in
            if let since = state.since { state.waited += ContinuousClock.now - since }
            state.since = nil
            state.sent += bytes
        }
    }

    /// Looks now and then until it is cancelled; closes the channel when the receiver is too slow.
    func close(_ channel: any Channel) async {
        while (try? await Task.sleep(for: .seconds(patience.piece / 4))) != nil {
            guard isTooSlow(at: .now) else { continue }
            channel.close(promise: nil)
            return
        }
    }

    private func isTooSlow(at now: ContinuousClock.Instant) -> Bool {
        let (piece, waited, sent) = state.withLock { state in
            let piece = state.since.map { now - $0 } ?? .zero
            return (piece / .seconds(1), (state.waited + piece) / .seconds(1), Double(state.sent))
        }
        return piece > patience.piece || waited > patience.whole || (waited > patience.piece && sent < patience.slowest * waited)
    }
}
