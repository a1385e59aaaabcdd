package import Kernel
package import Storage

/// A line of `/desk/outbox`: that something was told, by which way, and what came of it. No words, no address.
package struct DeliveryLine: Sendable {
    package let message: ID<Message>
    package let channel: MessageChannel
    package let kind: String
    package let state: DeliveryState
    package let tries: Int
    package let toldAt: Instant
    package let lastAt: Instant?
    /// What the other side said last.
    package let answer: String
    /// Whether it can be sent again: its words are still there.
    package let isKept: Bool
}

/// What of the outbox is asked for.
package struct DeliveryFilter: Sendable {
    package var state: DeliveryState
    package var kind: String?
    package var channel: MessageChannel?
    package init(state: DeliveryState, kind: String? = nil, channel: MessageChannel? = nil) {
        (self.state, self.kind, self.channel) = (state, kind, channel)
    }

    var condition: SQL {
        var parts: [SQL] = ["d.state = \(state)"]
        if let kind { parts.append("d.kind = \(kind)") }
        if let channel { parts.append("d.channel = \(channel)") }
        return parts.joined(" AND ")
    }
}

extension Transaction {
    /// The newest first.
    package func deliveries(_ filter: DeliveryFilter, from: Int = 0, limit: Int) throws -> [DeliveryLine] {
        try rows(
            """
            SELECT d.message_id, d.channel, d.kind, d.state, d.tries, d.told_at, d.last_at, d.answer,
                   CASE WHEN m.sealed IS NULL THEN 0 ELSE 1 END AS is_kept
            FROM outbox_delivery d JOIN outbox_message m ON m.id = d.message_id WHERE \(sql: filter.condition)
            ORDER BY d.message_id DESC, d.channel LIMIT \(limit) OFFSET \(from)
            """
        ) { row in
            DeliveryLine(
                message: try row.id("message_id"), channel: try row.choice("channel"), kind: try row.text("kind"), state: try row.choice("state"),
                tries: try row.int("tries"), toldAt: try row.instant("told_at"), lastAt: try row.instantOrNil("last_at"),
                answer: try row.text("answer"), isKept: try row.bool("is_kept"))
        }
    }

    package func deliveryCount(_ filter: DeliveryFilter) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM outbox_delivery d WHERE \(sql: filter.condition)") ?? 0)
    }

    /// How many stand in each state; one that nothing is in is missing.
    package func deliveryCounts() throws -> [DeliveryState: Int] {
        let found = try rows("SELECT state, COUNT(*) AS number FROM outbox_delivery GROUP BY state") { row in
            (try row.choice("state", DeliveryState.self), try row.int("number"))
        }
        return Dictionary(found, uniquingKeysWith: +)
    }

    /// Sends it once more, with all its tries. Refuses what waits already and what is erased.
    package func sendAgain(_ message: ID<Message>, by channel: MessageChannel, actor: Int64) throws {
        let about = DeliveryReference(message: message, channel: channel)
        let found = try row(
            """
            SELECT d.state, CASE WHEN m.sealed IS NULL THEN 0 ELSE 1 END AS is_kept FROM outbox_delivery d JOIN outbox_message m ON m.id = d.message_id
            WHERE d.message_id = \(message) AND d.channel = \(channel)
            """
        ) { (state: try $0.choice("state", DeliveryState.self), isKept: try $0.bool("is_kept")) }
        guard let found else { throw Refusal.notFound(Phrase("这条消息", "message")) }
        guard found.isKept else {
            throw Refusal(.conflict, "message-erased", "这条消息的内容已按期清除，不能再发送。", "The words of this message have been erased in time; it cannot be sent again.")
        }
        guard found.state.mayGoAgain else {
            throw Refusal(
                .conflict, "message-waits", "这条消息的状态是“\(found.state.title.zh)”，无需重发。请刷新页面查看。",
                "This message is “\(found.state.title.en)” and need not be sent again. Reload the page to see it.")
        }
        try execute(
            """
            UPDATE outbox_delivery SET state = 'waiting', tries = 0 WHERE message_id = \(message) AND channel = \(channel) AND state = \(found.state)
            """)
        try enqueueDelivery(about)
        try record(LedgerEntry("outbox.sent-again", "message", message, by: actor, payload: JSONText.object([("channel", JSONText.quote(channel.rawValue))])))
    }
}
