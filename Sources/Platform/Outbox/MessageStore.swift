import Access
import Foundation
package import Kernel
package import Storage

extension Transaction {
    /// Puts the message into the outbox, in this transaction: it is told if and only if the transaction commits. Which ways it takes is
    /// the kind's default and the person's wish; in which language, the person's wish when it is sent.
    @discardableResult
    package func tell(_ message: Message) throws -> ID<Message> {
        let id: ID<Message> = newID()
        let content = try JSONEncoder().encode(MessageContent(message))
        let sealed = try sealForOutbox(Array(content), at: OutboxSeal.place(of: id))
        var account: ID<Account>?
        var mark: [UInt8]?
        switch message.to {
        case .account(let id): account = id
        case .email(let address, _), .phone(let address, _): mark = try addressMark(address)
        }
        try execute(
            """
            INSERT INTO outbox_message (id, account_id, address_mark, kind, is_listed, told_at, erase_at, sealed, read_at)
            VALUES (\(id), \(account), \(mark), \(message.kind.name), \(message.kind.isListed && account != nil), \(now),
                    \(now.adding(hours: 24 * message.kind.keptDays)), \(sealed), NULL)
            """)
        for way in try ways(of: message) { try addDelivery(of: id, by: way.channel, way.state, to: account, message.kind.name) }
        return id
    }

    /// The ways that the message takes, and whether it waits for its first try or for the digest.
    private func ways(of message: Message) throws -> [(channel: MessageChannel, state: DeliveryState)] {
        switch message.to {
        case .email: return [(.mail, .waiting)]
        case .phone: return [(.sms, .waiting)]
        case .account(let id):
            guard let account = try account(id) else { return [] }
            switch try messagePace(of: id, for: message.kind) {
            case .program: return []
            case .digest: return try messageAddress(of: account, by: .mail) == nil ? [] : [(.mail, .digest)]
            case .now:
                let reached = try MessageChannel.allCases.filter { way in
                    guard message.kind.channels.contains(way) else { return false }
                    return try messageAddress(of: account, by: way) != nil
                }
                return reached.map { ($0, .waiting) }
            }
        }
    }

    private func addDelivery(
        of message: ID<Message>, by channel: MessageChannel, _ state: DeliveryState, to account: ID<Account>?, _ kind: String
    ) throws {
        try execute(
            """
            INSERT INTO outbox_delivery (message_id, channel, state, tries, told_at, account_id, kind, last_at, answer, digest_id)
            VALUES (\(message), \(channel), \(state), 0, \(now), \(account), \(kind), NULL, '', NULL)
            """)
        if state == .waiting { try enqueueDelivery(DeliveryReference(message: message, channel: channel)) }
        if state == .digest, let account { try enqueueDigest(for: account, messageReader(account)) }
    }

    /// What a message says; nil once it is erased.
    func messageContent(_ id: ID<Message>, sealed: [UInt8]?) throws -> MessageContent? {
        guard let sealed else { return nil }
        return try JSONDecoder().decode(MessageContent.self, from: Data(try openFromOutbox(sealed, at: OutboxSeal.place(of: id))))
    }
}
