import Crypto
import Foundation
import Kernel

/// A signed JSON text in the compact form of RFC 7515, by Ed25519 (`EdDSA`, RFC 8037).
enum CompactJWS {
    /// - kid: the address at which the public key stands.
    static func sign(_ payload: String, type: String, kid: String, by key: Curve25519.Signing.PrivateKey) throws -> String {
        let header = JSONText.object([("alg", JSONText.quote("EdDSA")), ("typ", JSONText.quote(type)), ("kid", JSONText.quote(kid))])
        let signed = Base64URL.text(Array(header.utf8)) + "." + Base64URL.text(Array(payload.utf8))
        return signed + "." + Base64URL.text(Array(try key.signature(for: Data(signed.utf8))))
    }
}

/// RFC 4648 §5, without padding.
enum Base64URL {
    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
