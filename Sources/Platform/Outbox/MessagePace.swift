package import Access
package import Kernel
package import Storage

/// How a person wants to be told of one kind of thing.
package enum MessagePace: String, Sendable, CaseIterable, Hashable, SQLConvertible {
    case now, digest, program

    package var title: Phrase {
        switch self {
        case .now: Phrase("立即发送", "At once")
        case .digest: Phrase("每日汇总（早上 7 点）", "In a daily digest (at 7 in the morning)")
        case .program: Phrase("仅在系统内显示", "Only in the program")
        }
    }
}

/// In which language a person is told, and where their morning is.
package struct MessageReader: Sendable, Hashable {
    package var language: Tongue
    package var zone: Zone
    package init(language: Tongue = .zh, zone: Zone = .china) { (self.language, self.zone) = (language, zone) }

    /// When the day's digest goes out.
    static let digestHour = 7

    /// The first digest after `moment`.
    package func nextDigest(after moment: Instant) -> Instant {
        let today = moment.day(in: zone)
        for day in [today, today.adding(days: 1)] {
            if let time = LocalTime(day: day, hour: Self.digestHour, minute: 0)?.instant(in: zone), time > moment { return time }
        }
        return moment.adding(hours: 24)
    }

    /// The digest whose time has come last: what was told before belongs into it.
    func lastDigest(at moment: Instant) -> Instant {
        let today = moment.day(in: zone)
        for day in [today, today.adding(days: -1)] {
            if let time = LocalTime(day: day, hour: Self.digestHour, minute: 0)?.instant(in: zone), time <= moment { return time }
        }
        return moment.adding(hours: -24)
    }
}

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
