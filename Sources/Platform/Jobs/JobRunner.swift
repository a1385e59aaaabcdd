import Kernel
package import Logging
import ServiceLifecycle
package import Storage

/// Runs the jobs that are due. Any number of programs may run one on the same database.
package struct JobRunner: Service {
    let database: Database
    let kinds: [JobName: JobKind]
    let logger: Logger
    let outage = Outage()
    private let workers: Int
    private let poll: Duration

    /// - Parameters:
    ///   - workers: how many jobs run at a time.
    ///   - poll: how long an idle worker waits before it looks again.
    package init(_ database: Database, kinds: [JobKind], logger: Logger, workers: Int = 4, poll: Duration = .seconds(1)) {
        self.database = database
        self.kinds = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        (self.logger, self.workers, self.poll) = (logger, workers, poll)
    }

    var names: [JobName] { kinds.keys.sorted { $0.rawValue < $1.rawValue } }

    /// Until the program stops: what runs then is finished, nothing new is begun.
    package func run() async throws {
        try await schedulePeriodic()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<workers { group.addTask { await work() } }
        }
    }

    /// Sees to it that the next run of every periodic kind waits.
    func schedulePeriodic() async throws {
        let periodic = kinds.values.filter { $0.schedule != nil }
        guard !periodic.isEmpty else { return }
        try await database.write { tx in for kind in periodic { try JobQueue.schedule(tx, kind) } }
    }

    private func work() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let pause: Duration
            do {
                let start = ContinuousClock.now
                let job = try await claimOne()
                outage.end(start, logger)
                if let job {
                    await attempt(job)
                    continue
                }
                pause = poll
            } catch is CancellationError {
                return
            } catch {
                if Outage.isCause(of: error) { outage.begin(error, logger) } else { logger.error("jobs: the queue cannot be read: \(error)") }
                pause = poll * 5
            }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
        }
    }

    private func claimOne() async throws -> ClaimedJob? {
        let names = names
        guard try await database.read({ tx in try JobQueue.hasDue(tx, names, now: tx.now) }) else { return nil }
        return try await database.write { tx in try JobQueue.claim(tx, names, limit: 1, now: tx.now) }.first
    }
}
