import Access
import Kernel
import Storage

/// What the outbox keeps sealed under keys of the instance: words and bare addresses of messages, secrets of webhooks.
enum OutboxSeal {
    /// The secret under which words lie, and the one under which addresses are marked.
    static let words = "outbox", marks = "outbox-address"

    /// Where a message's words stand; they open for that place only.
    static func place(of message: ID<Message>) -> String { "message/\(message)" }

    /// What stands for an address: the same for the same address, and no way back.
    static func mark(_ address: String, under secret: [UInt8]) -> [UInt8] {
        Secrets.mark(address.lowercased().filter { $0 != " " }, under: secret)
    }
}

extension Transaction {
    /// - Parameter place: where the bytes will stand; they open for that place only.
    func sealForOutbox(_ plain: [UInt8], at place: String) throws -> [UInt8] { try Sealing.seal(plain, with: secret(OutboxSeal.words), about: place) }

    func openFromOutbox(_ sealed: [UInt8], at place: String) throws -> [UInt8] { try Sealing.open(sealed, with: secret(OutboxSeal.words), about: place) }

    /// What stands for a bare address where it must be found again.
    func addressMark(_ address: String) throws -> [UInt8] { OutboxSeal.mark(address, under: try secret(OutboxSeal.marks)) }
}
