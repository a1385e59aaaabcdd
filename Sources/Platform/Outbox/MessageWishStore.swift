package import Access
package import Kernel
package import Storage

extension Transaction {
    /// What the person wishes for each kind for which they have said anything.
    package func messageWishes(of account: ID<Account>) throws -> [String: MessagePace] {
        let found = try rows("SELECT kind, pace FROM outbox_wish WHERE account_id = \(account)") { row in
            (try row.text("kind"), try row.choice("pace", MessagePace.self))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    func messagePace(of account: ID<Account>, for kind: MessageKind) throws -> MessagePace {
        guard kind.mayWait else { return .now }
        return try row("SELECT pace FROM outbox_wish WHERE account_id = \(account) AND kind = \(kind.name)") { try $0.choice("pace") } ?? .now
    }

    package func wish(_ pace: MessagePace, for kind: MessageKind, by account: ID<Account>) throws {
        try execute(
            """
            INSERT INTO outbox_wish (account_id, kind, pace) VALUES (\(account), \(kind.name), \(pace))
            ON CONFLICT (account_id, kind) DO UPDATE SET pace = excluded.pace
            """)
    }

    package func messageReader(_ account: ID<Account>) throws -> MessageReader {
        try row("SELECT language, zone FROM outbox_reader WHERE account_id = \(account)") { row in
            MessageReader(language: try row.choice("language"), zone: try row.zone("zone"))
        } ?? MessageReader()
    }

    /// What already waits for a digest goes out at the next one of the new zone.
    package func set(_ reader: MessageReader, of account: ID<Account>) throws {
        try execute(
            """
            INSERT INTO outbox_reader (account_id, language, zone) VALUES (\(account), \(reader.language.rawValue), \(reader.zone))
            ON CONFLICT (account_id) DO UPDATE SET language = excluded.language, zone = excluded.zone
            """)
        let waits = try number("SELECT message_id FROM outbox_delivery WHERE account_id = \(account) AND state = 'digest' LIMIT 1") != nil
        if waits { try enqueueDigest(for: account, reader) }
    }
}
