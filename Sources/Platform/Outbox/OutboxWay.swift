package import Kernel
package import Storage

/// A way out that a running server has.
package struct OutboxWay: Sendable {
    package let channel: MessageChannel
    /// Host and port.
    package let through: String
    package let since: Instant

    static let loopback = "loopback"
}

extension Transaction {
    /// The ways out that the server has that was started last.
    package func outboxWays() throws -> [OutboxWay] {
        try rows("SELECT channel, through, since FROM outbox_channel ORDER BY channel") { row -> OutboxWay? in
            guard let channel = MessageChannel(rawValue: try row.text("channel")) else { return nil }
            return OutboxWay(channel: channel, through: try row.text("through"), since: try row.instant("since"))
        }.compactMap(\.self)
    }

    /// Whether webhooks may go to this machine itself.
    func takesLoopback() throws -> Bool { try number("SELECT since FROM outbox_channel WHERE channel = \(OutboxWay.loopback)") != nil }

    func announce(_ ways: [String: String]) throws {
        for old in try rows("SELECT channel FROM outbox_channel", { try $0.text("channel") }) where ways[old] == nil {
            try execute("DELETE FROM outbox_channel WHERE channel = \(old)")
        }
        for (channel, through) in ways.sorted(by: { $0.key < $1.key }) {
            try execute(
                """
                INSERT INTO outbox_channel (channel, through, since) VALUES (\(channel), \(through), \(now))
                ON CONFLICT (channel) DO UPDATE SET through = excluded.through, since = excluded.since
                """)
        }
    }
}
