import Access
import Jobs
import Kernel
import Storage

/// Whose digest a job is about.
struct DigestReference: Codable, Sendable { let account: ID<Account> }

extension Transaction {
    func enqueueDigest(for account: ID<Account>, _ reader: MessageReader) throws {
        try enqueue(OutboxJobs.digest, DigestReference(account: account), at: reader.nextDigest(after: now), key: "\(account)")
    }

    /// Makes one message of everything that was told before the last seven o'clock and waits for it. What was told since waits for the
    /// next one: so there is one a day, however late and however often this runs. Gives how many messages it holds.
    @discardableResult
    func composeDigest(for account: ID<Account>) throws -> Int {
        let reader = try messageReader(account)
        let found = try rows(
            """
            SELECT d.message_id, d.told_at, m.sealed FROM outbox_delivery d JOIN outbox_message m ON m.id = d.message_id
            WHERE d.account_id = \(account) AND d.state = 'digest' AND d.channel = 'mail' ORDER BY d.message_id
            """
        ) { (id: try $0.id("message_id", Message.self), toldAt: try $0.instant("told_at"), sealed: try $0.blobOrNil("sealed")) }
        let cut = reader.lastDigest(at: now)
        let due = found.filter { $0.toldAt < cut }
        if due.count < found.count { try enqueueDigest(for: account, reader) }
        guard !due.isEmpty else { return 0 }
        let contents = try due.compactMap { try messageContent($0.id, sealed: $0.sealed) }
        let words = DigestWords(contents)
        let digest = try tell(Message(.digest, to: .account(account), subject: words.subject, body: words.body, path: "/desk/messages"))
        try execute(
            """
            UPDATE outbox_delivery SET state = 'digested', digest_id = \(digest), last_at = \(now)
            WHERE channel = 'mail' AND state = 'digest' AND message_id IN (\(list: due.map(\.id)))
            """)
        return due.count
    }
}

/// What a digest says: every message with its words, the earliest first.
struct DigestWords {
    let subject: Phrase
    let body: Phrase
    /// What is beyond them is read in the program.
    static let most = 50

    init(_ contents: [MessageContent]) {
        let number = contents.count
        subject = Phrase("每日汇总：\(number) 条消息", number == 1 ? "Your day: 1 message" : "Your day: \(number) messages")
        var parts = contents.prefix(Self.most).map { content in Phrase("■ ", "■ ") + content.subject + Phrase(same: "\n") + content.body }
        if number > Self.most {
            let more = number - Self.most
            parts.append(Phrase("另有 \(more) 条，请在系统内查看。", "\(more) more: read them in the program."))
        }
        body = parts.dropFirst().reduce(parts.first ?? Phrase(same: "")) { $0 + Phrase(same: "\n\n") + $1 }
    }
}
