package import Crypto
import Foundation
import Kernel

/// A signed JSON text in the compact form of RFC 7515, by Ed25519 (`EdDSA`, RFC 8037).
package enum CompactJWS {
    /// - kid: the address at which the public key stands.
    package static func sign(_ payload: String, type: String, kid: String, by key: Curve25519.Signing.PrivateKey) throws -> String {
        let signed = signingInput(payload, type: type, kid: kid)
        return signed + "." + Base64URL.text(Array(try key.signature(for: Data(signed.utf8))))
    }

    /// The header and the payload as they are signed: all of the text but the signature.
    package static func signingInput(_ payload: String, type: String, kid: String) -> String {
        let header = JSONText.object([("alg", JSONText.quote("EdDSA")), ("typ", JSONText.quote(type)), ("kid", JSONText.quote(kid))])
        return Base64URL.text(Array(header.utf8)) + "." + Base64URL.text(Array(payload.utf8))
    }

    /// How many letters the signature has at the end, the full stop before it included.
    package static let tail = 87

    /// Whether the text is what was to be signed, with a good signature of the key behind it.
    package static func isGood(_ text: String, signed: String, by key: Curve25519.Signing.PublicKey) -> Bool {
        guard text.hasPrefix(signed + "."), let signature = Base64URL.bytes(String(text.dropFirst(signed.count + 1))) else { return false }
        return key.isValidSignature(Data(signature), for: Data(signed.utf8))
    }
}
