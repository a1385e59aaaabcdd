import Jobs
package import Logging
import ServiceLifecycle
package import Storage

/// Sends what stands in the outbox: mail by a runner of its own, since a mail server may take its time and must hold up nothing else; the
/// rest by another; and a watch over the receivers of webhooks. Any number of programs may run one on the same database.
package struct Outbox: Service {
    private let database: Database
    private let settings: OutboxSettings
    private let runners: [JobRunner]
    private let watch: WebhookWatch
    private let couriers: [MessageChannel: any Courier]
    private let logger: Logger

    /// - Parameter feed: how the ledger's public entries become events for webhooks.
    package init(_ database: Database, _ settings: OutboxSettings, feed: WebhookFeed, logger: Logger) {
        var couriers: [MessageChannel: any Courier] = [:]
        couriers[.mail] = settings.mail.map { MailCourier(server: $0) }
        couriers[.sms] = settings.sms.map { GatewayCourier(gateway: $0) }
        couriers[.messenger] = settings.messenger.map { GatewayCourier(gateway: $0) }
        (self.database, self.settings, self.couriers, self.logger) = (database, settings, couriers, logger)
        let sender = WebhookSender(takesLoopback: settings.takesLoopback)
        let ways = MessageChannel.allCases.map { (channel: $0, kind: OutboxJobs.delivery(by: $0, couriers[$0], site: settings.site)) }
        let others = ways.filter { $0.channel != .mail }.map(\.kind) + [OutboxJobs.digests, OutboxJobs.erasure, WebhookJobs.events(feed, sender)]
        runners = [ways.filter { $0.channel == .mail }.map(\.kind), others].map { JobRunner(database, kinds: $0, logger: logger) }
        let stream = WebhookStream(database: database, feed: feed, sender: sender, isEnding: { Task.isShuttingDownGracefully || Task.isCancelled })
        watch = WebhookWatch(stream: stream, logger: logger)
    }

    package func run() async throws {
        try await announce()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for runner in runners { group.addTask { try await runner.run() } }
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
        for runner in runners { try await runner.runDue() }
        for id in try await database.read({ tx in try tx.webhooksBehind() }) { _ = try await watch.stream.run(id) }
    }
}
