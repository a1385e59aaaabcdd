import Access
import Kernel
import Storage

extension Transaction {
    /// For so long somebody who said nothing more is still taken to be at it, in seconds; longer than one event may last.
    private static var hold: Int64 { 90 }

    /// False where it is not active, not due, or somebody else is at it.
    func holdWebhook(_ id: ID<Webhook>, by holder: ID<Webhook>) throws -> Bool {
        try execute(
            """
            UPDATE outbox_webhook SET held_by = \(holder), held_until = \(now.adding(seconds: Self.hold))
            WHERE id = \(id) AND state = 'active' AND due_at <= \(now) AND held_until <= \(now)
            """) == 1
    }

    func releaseWebhook(_ id: ID<Webhook>, holder: ID<Webhook>) throws {
        try execute("UPDATE outbox_webhook SET held_until = 0 WHERE id = \(id) AND held_by = \(holder)")
    }

    /// Those whom nobody is at and who have not been told everything.
    func webhooksBehind() throws -> [ID<Webhook>] {
        let latest = try LedgerReader.latestPublic(self)
        return try rows(
            """
            SELECT id FROM outbox_webhook WHERE state = 'active' AND due_at <= \(now) AND held_until <= \(now) AND after_seq <> \(latest) ORDER BY due_at
            """
        ) { try $0.id("id") }
    }

    /// Nil where there is no such webhook any more, or the ledger does not hold the entry after which it goes on.
    func nextEvents(of id: ID<Webhook>, _ feed: WebhookFeed, limit: Int) throws -> NextEvents? {
        guard let webhook = try webhook(id), let records = try LedgerReader.publicBatch(self, after: webhook.after, limit: limit) else { return nil }
        let events = try records.compactMap { record -> NumberedEvent? in
            guard let event = try feed.read(self, record), webhook.filter.takes(event.type) else { return nil }
            return NumberedEvent(record, event)
        }
        return NextEvents(address: webhook.address, secrets: try webhookSecrets(of: id), events: events, last: records.last?.seq)
    }

    /// False where somebody else has taken it over.
    func passWebhook(_ id: ID<Webhook>, to seq: Int64, holder: ID<Webhook>) throws -> Bool {
        try execute(
            """
            UPDATE outbox_webhook SET after_seq = \(seq), held_until = \(now.adding(seconds: Self.hold))
            WHERE id = \(id) AND held_by = \(holder) AND state = 'active'
            """) == 1
    }

    /// Writes down what became of an event of the stream; false where the stream ends here. What was not taken is set aside and tried by
    /// itself while the receiver fails only now and then; one that fails again and again is waited for, with the entry where it stands.
    func endStreamed(_ event: NumberedEvent, of id: ID<Webhook>, _ outcome: WebhookOutcome, holder: ID<Webhook>) throws -> Bool {
        let mine: SQL = "id = \(id) AND held_by = \(holder)"
        let until = now.adding(seconds: Self.hold)
        switch outcome {
        case .taken(let answer):
            return try execute(
                """
                UPDATE outbox_webhook SET after_seq = \(event.seq), held_until = \(until), failures = 0, failing_since = NULL, taken = taken + 1,
                    last_at = \(now), answer = \(answer) WHERE \(sql: mine)
                """) == 1
        case .gone:
            if try execute("UPDATE outbox_webhook SET held_until = 0 WHERE \(sql: mine)") == 1 { try endWebhook(id, .gone, "410") }
            return false
        case .failed(let answer):
            guard let webhook = try webhook(id), try noteFailure(of: webhook, answer) else { return false }
            if webhook.failures + 1 < Webhook.patience {
                try setAside(event.seq, of: id, answer)
                return try execute("UPDATE outbox_webhook SET after_seq = \(event.seq), held_until = \(until) WHERE \(sql: mine)") == 1
            }
            let pause = Backoff.webhook.pause(after: webhook.failures + 2 - Webhook.patience) ?? Backoff.webhook.longest
            try execute("UPDATE outbox_webhook SET due_at = \(now.adding(seconds: pause)), held_until = 0 WHERE \(sql: mine)")
            return false
        }
    }

    /// False where the webhook was disabled for it: nothing was taken for days. Its owner is told.
    func noteFailure(of webhook: Webhook, _ answer: String) throws -> Bool {
        let since = webhook.failingSince ?? now
        try execute(
            """
            UPDATE outbox_webhook SET failures = failures + 1, failing_since = \(since), last_at = \(now), answer = \(answer) WHERE id = \(webhook.id)
            """)
        guard now.seconds(since: since) >= Webhook.longestFailure else { return true }
        try endWebhook(webhook.id, .disabled, answer)
        return false
    }

    /// Ends the subscription and tells its owner.
    func endWebhook(_ id: ID<Webhook>, _ state: Webhook.State, _ answer: String) throws {
        guard let webhook = try webhook(id), webhook.state == .active else { return }
        try execute("UPDATE outbox_webhook SET state = \(state), held_until = 0, answer = \(answer), last_at = \(now) WHERE id = \(id)")
        try record(LedgerEntry("outbox.webhook-\(state.rawValue)", "webhook", id, by: 0))
        try tell(WebhookWords.ended(webhook, state, answer))
    }
}
