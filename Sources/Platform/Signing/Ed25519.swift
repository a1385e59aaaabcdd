import Crypto
import Foundation
import Kernel

/// Signatures of RFC 8032 over plain texts, for those who need no JSON around them.
package enum Ed25519 {
    /// A new pair: both parts have 32 bytes.
    package static func newPair() -> (secret: [UInt8], open: [UInt8]) {
        let pair = Curve25519.Signing.PrivateKey()
        return (Array(pair.rawRepresentation), Array(pair.publicKey.rawRepresentation))
    }

    /// 64 bytes.
    package static func sign(_ text: String, by secret: [UInt8]) throws -> [UInt8] {
        Array(try Curve25519.Signing.PrivateKey(rawRepresentation: secret).signature(for: Data(text.utf8)))
    }

    package static func isGood(_ signature: [UInt8], of text: String, by open: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: open) else { return false }
        return key.isValidSignature(Data(signature), for: Data(text.utf8))
    }

    /// The public part as RFC 8037 writes it.
    package static func jwk(_ open: [UInt8], kid: String) -> String {
        JSONText.object([
            ("kty", JSONText.quote("OKP")), ("crv", JSONText.quote("Ed25519")), ("alg", JSONText.quote("EdDSA")), ("use", JSONText.quote("sig")),
            ("kid", JSONText.quote(kid)), ("x", JSONText.quote(Base64URL.text(open))),
        ])
    }
}
