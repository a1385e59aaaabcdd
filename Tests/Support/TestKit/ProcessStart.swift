package import Foundation
import Synchronization

extension Process {
    private static let turns = Mutex<Void>(())

    /// As `run()`, one at a time: Foundation's own ended the whole test run now and then when many were started at once.
    package func start() throws { try Self.turns.withLock { _ in try run() } }
}
