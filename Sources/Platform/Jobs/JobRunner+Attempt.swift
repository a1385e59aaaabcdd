import Logging
import Storage

extension JobRunner {
    /// Runs a claimed job once and writes down how it ended.
    func attempt(_ job: ClaimedJob) async {
        guard let kind = kinds[job.name] else { return }
        var log = logger
        log[metadataKey: "job"] = "\(job.name) \(job.id)"
        do {
            do {
                try check(job, kind)
                try await runKeepingLease(job, kind, log)
                // What has run is finished even where the program is told to stop at this moment: given back, it would run twice.
                // False when the job finished itself in its own transaction.
                try await uncancelled { tx in _ = try JobQueue.finish(tx, job, kind) }
            } catch is CancellationError {
                try await uncancelled { tx in try JobQueue.giveBack(tx, job) }
            } catch let error as JobTakenOver {
                log.warning("\(error)")
            } catch {
                if Outage.isCause(of: error) {
                    outage.begin(error, log)
                } else {
                    log.warning("attempt \(job.attempt) of \(kind.maxAttempts) failed: \(error)")
                }
                let hopeless = error is HopelessJob
                try await uncancelled { tx in try JobQueue.fail(tx, job, kind, error: "\(error)", hopeless: hopeless) }
            }
        } catch {
            // Its lease ends by itself, and it falls due again.
            if Outage.isCause(of: error) { outage.begin(error, log) } else { log.error("the job's end cannot be written: \(error)") }
        }
    }

    /// A job whose program dies each time never fails by itself: its claims are counted instead.
    private func check(_ job: ClaimedJob, _ kind: JobKind) throws {
        guard job.attempt <= kind.maxAttempts else { throw HopelessJob("it stopped \(kind.maxAttempts) times without an end") }
    }

    private func runKeepingLease(_ job: ClaimedJob, _ kind: JobKind, _ log: Logger) async throws {
        let context = JobContext(
            id: job.id, name: job.name, payload: job.payload, attempt: job.attempt, database: database, logger: log, claimed: job, kind: kind)
        // Whether it was the job that ended, and not the keeping of its lease: told to stop, both end, and the job's own end counts.
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await kind.run(context)
                return true
            }
            group.addTask {
                while true {
                    guard (try? await Task.sleep(for: .seconds(JobQueue.lease / 3))) != nil else { return false }
                    guard try await database.write({ tx in try JobQueue.renew(tx, job) }) else { throw JobTakenOver() }
                }
            }
            defer { group.cancelAll() }
            while let hasRun = try await group.next(), !hasRun {}
        }
    }

    /// A write that is made although the task was told to stop.
    private func uncancelled(_ unit: @escaping @Sendable (Transaction) throws -> Void) async throws {
        try await Task { [database] in try await database.write(unit) }.value
    }
}
