import Kernel
import Logging
import ServiceLifecycle
import Storage
import Synchronization

/// Looks every two seconds whether a receiver has not been told everything yet, and sees to it. Only looking costs no write.
struct WebhookWatch: Service {
    let stream: WebhookStream
    let logger: Logger
    /// How many receivers are told at a time.
    private static let most = 8

    func run() async throws {
        let running = Running()
        await withDiscardingTaskGroup { group in
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                for id in await behind() where running.begin(id, most: Self.most) {
                    group.addTask {
                        do {
                            _ = try await stream.run(id)
                        } catch {
                            // Whoever holds it lets go by itself in a while.
                            logger.warning("webhook \(id): \(error)")
                        }
                        running.end(id)
                    }
                }
                await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(2)) }
            }
        }
    }

    private func behind() async -> [ID<Webhook>] {
        // That the database is away is said by the jobs.
        (try? await stream.database.read { tx in try tx.webhooksBehind() }) ?? []
    }

    private final class Running: Sendable {
        private let ids = Mutex<Set<ID<Webhook>>>([])
        func begin(_ id: ID<Webhook>, most: Int) -> Bool { ids.withLock { $0.count < most && $0.insert(id).inserted } }
        func end(_ id: ID<Webhook>) { ids.withLock { _ = $0.remove(id) } }
    }
}
