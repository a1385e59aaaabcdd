import Access
import Kernel
import Synchronization

/// The newest state of something, in named pieces, for many who watch it at once: it is made and written once, however many there are.
///
/// Only the newest state is kept. Who is behind, or comes back with the number of an old one, gets the state as it is, not what it missed;
/// so nobody's slowness costs memory, and nobody waits for anybody.
package final class Broadcast: Sendable {
    /// One part of the state: its name, and its text as the watcher shows it.
    package struct Piece: Sendable, Hashable {
        package let name: String
        package let text: String

        package init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
    }

    /// What a watcher hears.
    package enum Signal: Sendable, Equatable {
        /// A new state, or what is new of it, as an event to be sent; with its number.
        case state(id: String, bytes: [UInt8])
        /// Nothing of the state is new; the other end should hear that we are there. Empty: only whoever waits.
        case beat([UInt8])
    }

    private struct State {
        var number: UInt64 = 0
        var pieces: [Piece] = []
        var whole: [UInt8] = []
        var change: [UInt8] = []
        var nextWaiter: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Signal, any Error>] = [:]
    }

    private let state = Mutex(State())
    /// Tells the states of this broadcast from those of another, of before a restart too.
    private let name = String(Token().text.prefix(8))

    package init() {}

    /// How many wait for something new at this moment; who is being sent something does not.
    package var waiting: Int { state.withLock { $0.waiting.count } }

    /// Takes in the pieces as they are now and tells those that wait which of them are new. False where none is.
    @discardableResult
    package func publish(_ pieces: [Piece]) -> Bool {
        let (told, signal): ([CheckedContinuation<Signal, any Error>], Signal?) = state.withLock { state in
            let known = Set(state.pieces)
            let fresh = pieces.filter { !known.contains($0) }
            guard !fresh.isEmpty else { return ([], nil) }
            let isFirst = state.number == 0
            state.number += 1
            let id = id(state.number)
            state.pieces = pieces
            state.whole = EventText.event("state", id: id, data: Self.json(pieces))
            state.change = isFirst ? state.whole : EventText.event("state", id: id, data: Self.json(fresh))
            let told = Array(state.waiting.values)
            state.waiting = [:]
            return (told, .state(id: id, bytes: state.change))
        }
        guard let signal else { return false }
        for one in told { one.resume(returning: signal) }
        return true
    }

    /// Tells those that wait that we are there.
    package func beat(_ text: String) { tell(EventText.event("beat", data: text)) }

    /// Lets those that wait look about them: something other than the state is new.
    package func wake() { tell([]) }

    private func tell(_ bytes: [UInt8]) {
        let told = state.withLock { state in
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for one in told { one.resume(returning: .beat(bytes)) }
    }

    /// What comes after the state with that number; waits while it is the newest. Whoever knows none, or one of long ago, gets the whole.
    package func next(after known: String?) async throws -> Signal {
        let place = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let signal: Result<Signal, any Error>? = state.withLock { state in
                    // Who was cancelled before this asks no more; who is cancelled after it is found waiting.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if let newest = newest(after: known, state) { return .success(newest) }
                    state.waiting[place] = continuation
                    return nil
                }
                if let signal { continuation.resume(with: signal) }
            }
        } onCancel: {
            let waiting = state.withLock { $0.waiting.removeValue(forKey: place) }
            waiting?.resume(throwing: CancellationError())
        }
    }

    /// The state of now as the only event of an answer.
    package var answer: Answer {
        let whole = state.withLock { $0.whole }
        return Answer(mediaType: EventText.mediaType, body: whole, headers: [("cache-control", "no-store")])
    }

    private func newest(after known: String?, _ state: State) -> Signal? {
        guard state.number > 0, known != id(state.number) else { return nil }
        let isNext = state.number > 1 && known == id(state.number - 1)
        return .state(id: id(state.number), bytes: isNext ? state.change : state.whole)
    }

    private func id(_ number: UInt64) -> String { "\(name)-\(number)" }

    private static func json(_ pieces: [Piece]) -> String { JSONText.object(pieces.map { ($0.name, JSONText.quote($0.text)) }) }
}
