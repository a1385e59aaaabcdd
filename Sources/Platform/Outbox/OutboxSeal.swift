import Access
import Kernel
import Storage

/// What the outbox keeps sealed under a key of the instance: words and bare addresses of messages, secrets of webhooks.
extension Transaction {
    /// - Parameter place: where the bytes will stand; they open for that place only.
    func sealForOutbox(_ plain: [UInt8], at place: String) throws -> [UInt8] { try Sealing.seal(plain, with: secret("outbox"), about: place) }

    func openFromOutbox(_ sealed: [UInt8], at place: String) throws -> [UInt8] { try Sealing.open(sealed, with: secret("outbox"), about: place) }

    /// What stands for a bare address where it must be found again: the same for the same address, and no way back.
    func addressMark(_ address: String) throws -> [UInt8] {
        let folded = address.lowercased().filter { $0 != " " }
        return Secrets.mark(folded, under: try secret("outbox-address"))
    }
}
