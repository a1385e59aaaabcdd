package import Kernel
import Storage
import Signing

/// The key with which this installation signs tickets: the public part is told to everybody, the private part lies sealed.
package struct TicketKey: Sendable, Hashable {
    /// 1, 2, 3 …: it stands in each ticket.
    package let number: Int
    /// Ed25519, 32 bytes.
    package let open: [UInt8]
    package let madeAt: Instant
    /// Since when another signs in its place; what it signed stays good.
    package let retiredAt: Instant?

    static let noun = Phrase("门票密钥", "ticket key")

    init(_ row: Row) throws {
        (number, open) = (try row.int("number"), try row.blob("public_key"))
        (madeAt, retiredAt) = (try row.instant("made_at"), try row.instantOrNil("retired_at"))
    }

    package var base64URL: String { Base64URL.text(open) }

    func jwk(_ origin: String) -> String { Ed25519.jwk(open, kid: origin + "/keys.json#ticket-\(number)") }
}
