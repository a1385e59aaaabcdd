import Logging
import Storage
import Synchronization

/// Whether the database can be used just now: said once when it goes and once when it is back, however many workers notice it, however often.
final class Outage: Sendable {
    private let began: Mutex<ContinuousClock.Instant?> = Mutex(nil)

    /// Whether the error is the database's condition, and no defect of a job.
    static func isCause(of error: any Error) -> Bool { (error as? StorageError)?.refusal != nil }

    func begin(_ error: any Error, _ logger: Logger) {
        let isNew = began.withLock { began in
            defer { began = began ?? .now }
            return began == nil
        }
        if isNew { logger.error("jobs wait: the database cannot be used: \(error)") }
    }

    /// - Parameter start: when the work began that has succeeded: one from before the outage says nothing of its end.
    func end(_ start: ContinuousClock.Instant, _ logger: Logger) {
        let since: ContinuousClock.Instant? = began.withLock { began in
            guard let since = began, since < start else { return nil }
            began = nil
            return since
        }
        guard let since else { return }
        logger.notice("jobs go on: the database is back after \(since.duration(to: .now).components.seconds) s")
    }
}
