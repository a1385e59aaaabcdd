package import Access
package import Kernel
package import Storage

/// A message as its person finds it in the program.
package struct ToldMessage: Sendable {
    package let id: ID<Message>
    package let kind: String
    package let toldAt: Instant
    package let isRead: Bool
    /// Nil once it is erased.
    package let content: MessageContent?
}

extension Transaction {
    /// How many messages the person has not read.
    package func unreadMessages(of account: ID<Account>) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM outbox_message WHERE account_id = \(account) AND is_listed = 1 AND read_at IS NULL") ?? 0)
    }

    /// The newest first.
    package func messages(of account: ID<Account>, onlyUnread: Bool = false, from: Int = 0, limit: Int) throws -> [ToldMessage] {
        let unread: SQL = onlyUnread ? "AND read_at IS NULL" : ""
        let found = try rows(
            """
            SELECT id, kind, told_at, read_at, sealed FROM outbox_message WHERE account_id = \(account) AND is_listed = 1 \(sql: unread)
            ORDER BY id DESC LIMIT \(limit) OFFSET \(from)
            """
        ) { row in
            (
                id: try row.id("id", Message.self), kind: try row.text("kind"), toldAt: try row.instant("told_at"),
                isRead: try row.int64OrNil("read_at") != nil, sealed: try row.blobOrNil("sealed")
            )
        }
        return try found.map { one in
            ToldMessage(
                id: one.id, kind: one.kind, toldAt: one.toldAt, isRead: one.isRead, content: try messageContent(one.id, sealed: one.sealed))
        }
    }

    package func messageCount(of account: ID<Account>) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM outbox_message WHERE account_id = \(account) AND is_listed = 1") ?? 0)
    }

    /// Notes that the person has read it and gives where it leads; nil where it leads nowhere. Refuses another person's.
    package func readMessage(_ id: ID<Message>, by account: ID<Account>) throws -> String? {
        let found = try row("SELECT sealed FROM outbox_message WHERE id = \(id) AND account_id = \(account) AND is_listed = 1") { row in
            try row.blobOrNil("sealed")
        }
        guard let found else { throw Refusal.notFound(Phrase("这条消息", "message")) }
        try execute("UPDATE outbox_message SET read_at = \(now) WHERE id = \(id) AND read_at IS NULL")
        return try messageContent(id, sealed: found)?.path
    }

    /// Gives how many were unread.
    package func readAllMessages(of account: ID<Account>) throws -> Int {
        try execute("UPDATE outbox_message SET read_at = \(now) WHERE account_id = \(account) AND is_listed = 1 AND read_at IS NULL")
    }
}
