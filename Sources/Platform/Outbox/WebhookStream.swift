import Kernel
import Storage

/// Tells one receiver of the ledger's public entries in their final order, one after the other.
///
/// A kill between a receiver's answer and our commit sends that one event again, under the same `webhook-id`.
struct WebhookStream: Sendable {
    let database: Database
    let feed: WebhookFeed
    let sender: WebhookSender
    /// Whether the program is ending: nothing new is begun then.
    var isEnding: @Sendable () -> Bool = { false }

    private static let batch = 50

    /// Until nothing is left, the receiver fails, or somebody else is at it. Gives how many events were taken.
    @discardableResult
    func run(_ id: ID<Webhook>) async throws -> Int {
        let holder = database.ids.next(Webhook.self)
        guard try await database.write({ tx in try tx.holdWebhook(id, by: holder) }) else { return 0 }
        var taken = 0
        while !isEnding() {
            let found = try await database.read { [feed] tx in try tx.nextEvents(of: id, feed, limit: Self.batch) }
            guard let found, let last = found.last else { break }
            for event in found.events {
                guard !isEnding() else { return try await release(id, holder, taken) }
                let outcome = await send(event, found)
                let goesOn = try await database.write { tx in try tx.endStreamed(event, of: id, outcome, holder: holder) }
                if case .taken = outcome { taken += 1 }
                guard goesOn else { return taken }
            }
            // What nobody outside need know is passed over.
            guard try await database.write({ tx in try tx.passWebhook(id, to: last, holder: holder) }) else { return taken }
        }
        return try await release(id, holder, taken)
    }

    private func send(_ event: NumberedEvent, _ found: NextEvents) async -> WebhookOutcome {
        let (now, id) = (database.clock.now(), event.id(askedAt: database.clock.now()))
        let headers = WebhookHeaders(id: id, at: now, body: event.body, secrets: found.secrets).lines
        return await sender.send(event.body, id: id, to: found.address, headers: headers)
    }

    private func release(_ id: ID<Webhook>, _ holder: ID<Webhook>, _ taken: Int) async throws -> Int {
        try await database.write { tx in try tx.releaseWebhook(id, holder: holder) }
        return taken
    }
}

/// What a receiver is to be told next.
struct NextEvents: Sendable {
    let address: String
    let secrets: [WebhookSecret]
    let events: [NumberedEvent]
    /// The last entry that was looked at; nil where there is none.
    let last: Int64?
}
