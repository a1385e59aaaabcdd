import Jobs
package import Logging
import ServiceLifecycle
package import Storage

/// Sends what stands in the outbox: a runner of its own, so that a mail server that is slow holds up no other job, and a watch over the
/// receivers of webhooks. Any number of programs may run one on the same database.
package struct Outbox: Service {
    private let database: Database
    private let settings: OutboxSettings
    private let runner: JobRunner
    private let watch: WebhookWatch
    private let couriers: [MessageChannel: any Courier]
    private let logger: Logger

    /// - Parameters:
    ///   - feed: how the ledger's public entries become events for webhooks.
    ///   - workers: how many letters are under way at a time.
    package init(_ database: Database, _ settings: OutboxSettings, feed: WebhookFeed, logger: Logger, workers: Int = 4) {
        var couriers: [MessageChannel: any Courier] = [:]
        couriers[.mail] = settings.mail.map { MailCourier(server: $0) }
        couriers[.sms] = settings.sms.map { GatewayCourier(gateway: $0) }
        couriers[.messenger] = settings.messenger.map { GatewayCourier(gateway: $0) }
        (self.database, self.settings, self.couriers, self.logger) = (database, settings, couriers, logger)
        let sender = WebhookSender(takesLoopback: settings.takesLoopback)
        var kinds = MessageChannel.allCases.map { OutboxJobs.delivery(by: $0, couriers[$0], site: settings.site) }
        kinds += [OutboxJobs.digests, OutboxJobs.erasure, WebhookJobs.events(feed, sender)]
        runner = JobRunner(database, kinds: kinds, logger: logger, workers: workers)
        let stream = WebhookStream(database: database, feed: feed, sender: sender, isEnding: { Task.isShuttingDownGracefully || Task.isCancelled })
        watch = WebhookWatch(stream: stream, logger: logger)
    }

    package func run() async throws {
        try await announce()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await runner.run() }
            group.addTask { try await watch.run() }
            try await group.waitForAll()
        }
    }

    /// Writes down which ways out there are, for the pages.
    package func announce() async throws {
        var ways = Dictionary(uniqueKeysWithValues: couriers.map { ($0.key.rawValue, $0.value.through) })
        if settings.takesLoopback { ways[OutboxWay.loopback] = "http" }
        try await database.write { [ways] tx in try tx.announce(ways) }
    }

    /// Everything that is due now, for stories and tests.
    package func runDue() async throws {
        try await runner.runDue()
        for id in try await database.read({ tx in try tx.webhooksBehind() }) { _ = try await watch.stream.run(id) }
    }
}
