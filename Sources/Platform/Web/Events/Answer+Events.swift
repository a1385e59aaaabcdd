import ServiceLifecycle
import Synchronization

extension Answer {
    /// A stream of events that ends when the other end goes, when it does not take what is sent, or when the program shuts down.
    ///
    /// - Parameters:
    ///   - known: the number of the last state that the other end has, `Last-Event-ID`.
    ///   - seat: asked for when the stream begins; nil: there is none any more, and the stream ends. It is left once, however the stream ends.
    package static func events(after known: String?, seat: @escaping @Sendable () -> EventSeat?) -> Answer {
        var stream = BodyStream { sink in
            guard let seat = seat() else { return }
            defer { seat.leave() }
            let broadcast = seat.broadcast
            let ending = Ending()
            try await withGracefulShutdownHandler {
                try await sink.send(EventText.greeting)
                var known = known
                while !ending.isOn {
                    switch try await broadcast.next(after: known) {
                    case .state(let id, let bytes):
                        known = id
                        try await sink.send(bytes)
                    case .beat(let bytes): try await sink.send(bytes)
                    }
                }
            } onGracefulShutdown: {
                ending.begin()
                broadcast.wake()
            }
        }
        stream.patience = .watching
        return .stream(stream, mediaType: EventText.mediaType).header("cache-control", "no-store").header("x-accel-buffering", "no")
    }
}

/// A watcher's place at a broadcast.
package struct EventSeat: Sendable {
    package let broadcast: Broadcast
    let leave: @Sendable () -> Void

    package init(_ broadcast: Broadcast, leave: @escaping @Sendable () -> Void) { (self.broadcast, self.leave) = (broadcast, leave) }
}

/// Whether the program is being shut down, for one stream.
private final class Ending: Sendable {
    private let flag = Atomic(false)

    var isOn: Bool { flag.load(ordering: .acquiring) }

    func begin() { flag.store(true, ordering: .releasing) }
}
