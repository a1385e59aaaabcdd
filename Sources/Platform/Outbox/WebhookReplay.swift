import Jobs
package import Kernel
package import Storage

/// An event on its own: one that was not taken at first, one that somebody wants again, or a test.
package struct WebhookEventLine: Sendable {
    package enum State: String, Sendable, SQLConvertible {
        case waiting, sending, taken, dead

        package var title: Phrase {
            switch self {
            case .waiting: Phrase("等待发送", "Waiting")
            case .sending: Phrase("正在发送", "Being sent")
            case .taken: Phrase("已送达", "Delivered")
            case .dead: Phrase("发送失败", "Failed")
            }
        }
    }
    /// The number of the ledger's entry; 0 for a test.
    package let seq: Int64
    package let state: State
    package let tries: Int
    package let askedAt: Instant
    package let lastAt: Instant?
    package let answer: String
}

struct WebhookEventReference: Codable, Sendable {
    let webhook: ID<Webhook>
    let seq: Int64
    var key: String { "\(webhook)/\(seq)" }
}

extension Transaction {
    /// The newest first.
    package func webhookEvents(of id: ID<Webhook>, limit: Int = 50) throws -> [WebhookEventLine] {
        try rows(
            """
            SELECT seq, state, tries, asked_at, last_at, answer FROM outbox_webhook_event WHERE webhook_id = \(id)
            ORDER BY asked_at DESC, seq DESC LIMIT \(limit)
            """
        ) { row in
            WebhookEventLine(
                seq: try row.int64("seq"), state: try row.choice("state"), tries: try row.int("tries"), askedAt: try row.instant("asked_at"),
                lastAt: try row.instantOrNil("last_at"), answer: try row.text("answer"))
        }
    }

    /// Sends one event once more, under the identity that it had; with entry 0 a test.
    package func replayEvent(_ seq: Int64, to id: ID<Webhook>) throws {
        if seq != 0, try LedgerReader.publicEntry(self, seq) == nil { throw Refusal.notFound(Phrase("这条事件", "event")) }
        try execute(
            """
            INSERT INTO outbox_webhook_event (webhook_id, seq, state, tries, asked_at, last_at, answer)
            VALUES (\(id), \(seq), 'waiting', 0, \(now), NULL, '')
            ON CONFLICT (webhook_id, seq) DO UPDATE SET state = 'waiting', tries = 0, asked_at = excluded.asked_at, answer = ''
            """)
        try enqueueEvent(WebhookEventReference(webhook: id, seq: seq))
    }

    /// The most events of one span.
    package static var longestReplay: Int { 1000 }

    /// Sends every event of a span once more, in their order; gives their number. Refuses a span of more than a thousand.
    package func replayEvents(from begin: Instant, to end: Instant, to id: ID<Webhook>, by actor: Int64) throws -> Int {
        let numbers = try LedgerReader.publicEntries(self, from: begin, to: end, limit: Self.longestReplay + 1)
        guard numbers.count <= Self.longestReplay else {
            throw Refusal(
                .invalid, "replay-long", "这段时间里的事件多于 \(Self.longestReplay) 条。请选择更短的时间。",
                "There are more than \(Self.longestReplay) events in that time. Choose a shorter one.", field: "begin")
        }
        for seq in numbers { try replayEvent(seq, to: id) }
        try record(LedgerEntry("outbox.webhook-replayed", "webhook", id, by: actor, payload: JSONText.object([("events", String(numbers.count))])))
        return numbers.count
    }

    /// Tried once, not taken: it comes back by itself.
    func setAside(_ seq: Int64, of id: ID<Webhook>, _ answer: String) throws {
        try execute(
            """
            INSERT INTO outbox_webhook_event (webhook_id, seq, state, tries, asked_at, last_at, answer)
            VALUES (\(id), \(seq), 'waiting', 1, \(now), \(now), \(answer))
            ON CONFLICT (webhook_id, seq) DO UPDATE SET state = 'waiting', tries = 1, last_at = excluded.last_at, answer = excluded.answer
            """)
        let pause = Backoff.webhook.pause(after: 1) ?? Backoff.webhook.longest
        try enqueueEvent(WebhookEventReference(webhook: id, seq: seq), at: now.adding(seconds: pause))
    }

    /// The receiver does not want it.
    func forgetEvent(_ about: WebhookEventReference) throws {
        try execute("DELETE FROM outbox_webhook_event WHERE webhook_id = \(about.webhook) AND seq = \(about.seq)")
    }

    /// Forgets events on their own that came to an end a month ago.
    func forgetOldEvents() throws {
        try execute("DELETE FROM outbox_webhook_event WHERE state IN ('taken', 'dead') AND asked_at < \(now.adding(hours: -24 * 30))")
    }

    func enqueueEvent(_ about: WebhookEventReference, at: Instant? = nil) throws { try enqueue(WebhookJobs.event, about, at: at, key: about.key) }
}
