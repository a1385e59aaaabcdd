package import Crypto
import Formats
import Foundation
package import Kernel

/// The public keys that somebody trusts: a set of keys of RFC 7517, such as what stands at `/.well-known/keys.json`.
package struct PublicKeys: Sendable {
    private let keys: [String: Curve25519.Signing.PublicKey]

    package init(_ keys: [String: Curve25519.Signing.PublicKey]) { self.keys = keys }

    /// Keys of other kinds are passed over; what is no set of keys, or has no Ed25519 key, is refused.
    package init(jwks bytes: [UInt8], name: String) throws(Refusal) {
        let wrong = Refusal(
            .invalid, "keys-file", "\(name) 不是公钥文件。请用签发单位公布的 keys.json（JWKS，Ed25519）。", "\(name) is no file of public keys. Use the keys.json that the issuer publishes (a JWKS with Ed25519 keys).")
        guard let set = try? JSONDocument.read(bytes) else { throw wrong }
        var list = [set]
        if case .list(let items)? = set["keys"] { list = items }
        var keys: [String: Curve25519.Signing.PublicKey] = [:]
        for one in list where one["kty"]?.text == "OKP" && one["crv"]?.text == "Ed25519" {
            guard let kid = one["kid"]?.text, let x = one["x"]?.text.flatMap(Base64URL.bytes), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x) else { throw wrong }
            keys[kid] = key
        }
        guard !keys.isEmpty else { throw wrong }
        self.keys = keys
    }

    package subscript(kid: String) -> Curve25519.Signing.PublicKey? { keys[kid] }
}
