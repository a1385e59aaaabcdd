package import Kernel
import Storage

extension JobRunner {
    /// Runs everything that is due at `now` (the database's clock when it is nil), one after the other in the order of
    /// their due times, and also what those put into the queue for the same moment; gives their number. For stories with a
    /// clock of their own, and for `--once`.
    @discardableResult
    package func runDue(_ now: Instant? = nil) async throws -> Int {
        try await schedulePeriodic()
        let names = names
        var count = 0
        while true {
            let moment = now ?? database.clock.now()
            let jobs = try await database.write { tx in try JobQueue.claim(tx, names, limit: 1, now: moment) }
            guard let job = jobs.first else { return count }
            await attempt(job)
            count += 1
        }
    }
}
