package import Kernel
package import Storage

/// Which events a receiver is told of: of which records, and what became of them. Tests are told to everybody.
package struct WebhookFilter: Sendable, Hashable {
    /// Nouns, such as `activity`; empty: all.
    package let records: Set<String>
    /// Such as `published`; empty: all.
    package let changes: Set<String>

    package static let everything = WebhookFilter()

    package init(records: Set<String> = [], changes: Set<String> = []) { (self.records, self.changes) = (records, changes) }

    init(_ row: Row) throws {
        func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
        self.init(records: words(try row.text("wanted_records")), changes: words(try row.text("wanted_changes")))
    }

    /// Whether an event of that type, `activity.published`, is one of them.
    package func takes(_ type: String) -> Bool {
        let parts = type.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return self == .everything }
        return (records.isEmpty || records.contains(parts[0])) && (changes.isEmpty || changes.contains(parts[1]))
    }

    /// As they are kept: words with blanks between them.
    var recordText: String { records.sorted().joined(separator: " ") }
    var changeText: String { changes.sorted().joined(separator: " ") }
}

extension Transaction {
    /// What the receiver is told from now on; what waits for it and is not wanted any more is not sent.
    package func setFilter(_ filter: WebhookFilter, of id: ID<Webhook>, by actor: Int64) throws {
        try execute(
            "UPDATE outbox_webhook SET wanted_records = \(filter.recordText), wanted_changes = \(filter.changeText) WHERE id = \(id)")
        try record(LedgerEntry("outbox.webhook-filtered", "webhook", id, by: actor))
    }
}
