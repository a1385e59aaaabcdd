package import Crypto
import Formats
import Foundation
package import Kernel

/// A private key with the address at which its public part stands.
package struct SigningKey: Sendable {
    package let kid: String
    package let key: Curve25519.Signing.PrivateKey

    package init(kid: String, key: Curve25519.Signing.PrivateKey) { (self.kid, self.key) = (kid, key) }

    /// Reads a private key as RFC 8037 writes it.
    package init(jwk bytes: [UInt8], name: String) throws(Refusal) {
        guard let jwk = try? JSONDocument.read(bytes), jwk["kty"]?.text == "OKP", jwk["crv"]?.text == "Ed25519", let kid = jwk["kid"]?.text, !kid.isEmpty, kid.utf8.count <= 300,
            let d = jwk["d"]?.text.flatMap(Base64URL.bytes), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: d)
        else {
            throw Refusal(
                .invalid, "key-file", "\(name) 不是私钥文件（JWK，Ed25519，带 kid 和 d）。可用 kepu pack key 生成一个。",
                "\(name) is no private key (a JWK of Ed25519 with kid and d). kepu pack key makes one.")
        }
        self.init(kid: kid, key: key)
    }

    private var open: [(String, String)] {
        [
            ("kty", JSONText.quote("OKP")), ("crv", JSONText.quote("Ed25519")), ("alg", JSONText.quote("EdDSA")), ("use", JSONText.quote("sig")),
            ("kid", JSONText.quote(kid)), ("x", JSONText.quote(Base64URL.text(Array(key.publicKey.rawRepresentation)))),
        ]
    }

    /// With the private part: for a file that only its owner reads.
    package var jwk: String { JSONText.object(open + [("d", JSONText.quote(Base64URL.text(Array(key.rawRepresentation))))]) }

    /// The public part, as a set of one key.
    package var publicSet: String { JSONText.object([("keys", JSONText.list([JSONText.object(open)]))]) }

    package var publicKeys: PublicKeys { PublicKeys([kid: key.publicKey]) }
}
