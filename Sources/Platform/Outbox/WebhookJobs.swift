import Jobs
import Kernel
import Storage

/// Events on their own: each try is a job.
enum WebhookJobs {
    static let event: JobName = "outbox-webhook-event"

    static func events(_ feed: WebhookFeed, _ sender: WebhookSender) -> JobKind {
        JobKind(name: event, maxAttempts: 1000) { context in
            let about: WebhookEventReference = try context.decode()
            let begun = try await context.database.write { tx in try tx.beginEvent(about, feed) }
            guard let begun else { return }
            let headers = WebhookHeaders(id: begun.id, at: context.database.clock.now(), body: begun.body, secrets: begun.secrets).lines
            let outcome = await sender.send(begun.body, id: begun.id, to: begun.address, headers: headers)
            try await Task {
                try await context.database.write { tx in
                    try context.complete(in: tx)
                    try tx.endEvent(about, attempt: begun.attempt, outcome)
                }
            }.value
        }
    }
}

/// One try of one event.
struct BegunEvent: Sendable {
    let id: String
    let body: String
    let address: String
    let secrets: [WebhookSecret]
    let attempt: Int
}

extension Transaction {
    /// Begins a try; nil where there is nothing to send (any more).
    func beginEvent(_ about: WebhookEventReference, _ feed: WebhookFeed) throws -> BegunEvent? {
        let found = try row(
            "SELECT tries, asked_at FROM outbox_webhook_event WHERE webhook_id = \(about.webhook) AND seq = \(about.seq) AND state IN ('waiting', 'sending')"
        ) { (tries: try $0.int("tries"), askedAt: try $0.instant("asked_at")) }
        guard let found, let webhook = try webhook(about.webhook) else { return nil }
        // What waits for one that is switched off waits without a job (`setWebhook`).
        guard webhook.state == .active || about.seq == 0 else { return nil }
        let record = about.seq == 0 ? nil : try LedgerReader.publicEntry(self, about.seq)
        let told: WebhookEvent? = try record.flatMap { try feed.read(self, $0) }
        if let told, !webhook.filter.takes(told.type) {
            try forgetEvent(about)
            return nil
        }
        var event: NumberedEvent? = about.seq == 0 ? NumberedEvent.test(at: found.askedAt) : nil
        if let record, let told { event = NumberedEvent(record, told) }
        guard let event else {
            try setEvent(about, .dead, tries: found.tries, "the entry is told to nobody outside")
            return nil
        }
        try setEvent(about, .sending, tries: found.tries + 1, "")
        return BegunEvent(
            id: event.id(askedAt: found.askedAt), body: event.body, address: webhook.address, secrets: try webhookSecrets(of: webhook.id),
            attempt: found.tries + 1)
    }

    func endEvent(_ about: WebhookEventReference, attempt: Int, _ outcome: WebhookOutcome) throws {
        switch outcome {
        case .taken(let answer):
            try setEvent(about, .taken, tries: attempt, answer)
            try execute(
                """
                UPDATE outbox_webhook SET failures = 0, failing_since = NULL, taken = taken + 1, last_at = \(now), answer = \(answer)
                WHERE id = \(about.webhook)
                """)
        case .gone:
            try setEvent(about, .dead, tries: attempt, "410")
            try endWebhook(about.webhook, .gone, "410")
        case .failed(let answer):
            // A test is made for somebody who looks on: once.
            guard about.seq != 0, let pause = Backoff.webhook.pause(after: attempt) else { return try setEvent(about, .dead, tries: attempt, answer) }
            try setEvent(about, .waiting, tries: attempt, answer)
            try enqueueEvent(about, at: now.adding(seconds: pause))
        }
    }

    private func setEvent(_ about: WebhookEventReference, _ state: WebhookEventLine.State, tries: Int, _ answer: String) throws {
        try execute(
            """
            UPDATE outbox_webhook_event SET state = \(state), tries = \(tries), last_at = \(now), answer = \(answer)
            WHERE webhook_id = \(about.webhook) AND seq = \(about.seq)
            """)
    }
}
