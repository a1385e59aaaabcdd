import Kernel
package import Storage

/// What became of a public record, as receivers of webhooks are told it.
package struct WebhookEvent: Sendable, Hashable {
    /// `activity.published`
    package let type: String
    /// A JSON object.
    package let data: String
    package init(type: String, data: String) { (self.type, self.data) = (type, data) }
}

/// How the ledger's public entries become events; nil for an entry that changes nothing for readers outside.
package struct WebhookFeed: Sendable {
    package let read: @Sendable (Transaction, LedgerRecord) throws -> WebhookEvent?
    package init(read: @escaping @Sendable (Transaction, LedgerRecord) throws -> WebhookEvent?) { self.read = read }
}

/// An event with the number of its entry: what is sent, the same at every try.
struct NumberedEvent: Sendable, Hashable {
    let seq: Int64
    let body: String

    init(_ record: LedgerRecord, _ event: WebhookEvent) { self.init(seq: record.seq, at: record.at, event) }

    private init(seq: Int64, at: Instant, _ event: WebhookEvent) {
        self.seq = seq
        body = JSONText.object([("type", JSONText.quote(event.type)), ("timestamp", JSONText.quote(at.iso)), ("data", event.data)])
    }

    /// What the button sends: it stands in no ledger.
    static func test(at moment: Instant) -> NumberedEvent { NumberedEvent(seq: 0, at: moment, WebhookEvent(type: "kepu.test", data: "{}")) }

    /// By which a receiver knows a repeat: the entry's number, the same for every receiver.
    func id(askedAt: Instant) -> String { seq == 0 ? "test_" + Crockford.text(askedAt.microseconds) : "msg_" + Crockford.text(seq) }
}
