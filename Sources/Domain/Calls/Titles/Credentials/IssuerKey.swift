package import Kernel
import Signing
import Storage
import Venues

/// The key with which an authority signs what it issues: the public part is told to everybody for ever, the private part lies sealed.
package struct IssuerKey: Sendable {
    package let id: ID<IssuerKey>
    let authorityID: ID<Organisation>
    /// Ed25519, 32 bytes.
    let publicKey: [UInt8]
    let madeAt: Instant
    /// Since when another signs in its place; what it signed stays good. Nil: it signs.
    let retiredAt: Instant?

    static let noun = Phrase("签发密钥", "issuer key")

    init(_ row: Row) throws {
        (id, authorityID, publicKey) = (try row.id("id"), try row.id("authority_id"), try row.blob("public_key"))
        (madeAt, retiredAt) = (try row.instant("made_at"), try row.instantOrNil("retired_at"))
    }

    /// The address at which the public part stands: the `kid` of everything that it signs (Open Badges 3.0 wants one that can be read).
    package func address(_ origin: String) -> String { origin + "/keys/" + id.text }

    /// As RFC 8037 has it.
    func jwk(_ origin: String) -> String {
        JSONText.object([
            ("kty", JSONText.quote("OKP")), ("crv", JSONText.quote("Ed25519")), ("alg", JSONText.quote("EdDSA")), ("use", JSONText.quote("sig")),
            ("kid", JSONText.quote(address(origin))), ("x", JSONText.quote(Base64URL.text(publicKey))),
        ])
    }
}
