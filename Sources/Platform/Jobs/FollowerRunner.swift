import Kernel
package import Logging
import ServiceLifecycle
package import Storage

/// Runs the followers, each beside the others. Any number of programs may run them on the same database.
package struct FollowerRunner: Service {
    private let database: Database
    private let followers: [Follower]
    private let logger: Logger
    private let outage = Outage()
    private static let pause: Duration = .milliseconds(500)

    package init(_ database: Database, _ followers: [Follower], logger: Logger) { (self.database, self.followers, self.logger) = (database, followers, logger) }

    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            for follower in followers { group.addTask { await follow(follower) } }
        }
    }

    private func follow(_ follower: Follower) async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            var pause = Self.pause
            do {
                let start = ContinuousClock.now
                let isMore = try await follower.step(database)
                outage.end(start, logger)
                if isMore { continue }
            } catch is CancellationError {
                return
            } catch {
                if Outage.isCause(of: error) { outage.begin(error, logger) } else { logger.error("follower \(follower.name): \(error)") }
                pause = Self.pause * 10
            }
            let some = pause
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: some) }
        }
    }
}
