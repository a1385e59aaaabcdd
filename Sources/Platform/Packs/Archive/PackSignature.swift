import Crypto
import Kernel
import Signing

/// The signature of a pack: a compact JWS over the manifest's SHA-256. Everything in it but the last 86 letters follows from the manifest.
package enum PackSignature {
    package static let type = "kepu-pack+jwt"

    /// What is found when a signature is checked.
    package enum Verdict: String, Sendable {
        case good
        /// It is by a key that the reader does not have.
        case unknownKey = "unknown-key"
        /// It was made by another key, or for another manifest.
        case bad
        /// Its bytes were damaged on the way.
        case damaged
    }

    /// Header and payload.
    static func signed(_ manifest: PackManifest, _ bytes: [UInt8]) -> String {
        let payload = JSONText.object([
            ("sub", JSONText.quote(manifest.id)), ("version", JSONText.quote(manifest.version)), ("manifest_sha256", JSONText.quote(Checksum(of: bytes).text)),
        ])
        return CompactJWS.signingInput(payload, type: type, kid: manifest.signedBy)
    }

    static func sign(_ manifest: PackManifest, _ bytes: [UInt8], by key: SigningKey) throws -> String {
        let signed = signed(manifest, bytes)
        return signed + "." + Base64URL.text(Array(try key.key.signature(for: Array(signed.utf8))))
    }

    /// How many bytes `signature.jws` has.
    static func size(_ manifest: PackManifest) -> Int64 { Int64(signed(manifest, []).utf8.count + CompactJWS.tail) }

    static func verdict(_ signature: String?, of manifest: PackManifest, _ bytes: [UInt8], keys: PublicKeys?) -> Verdict {
        guard let signature else { return .damaged }
        guard let key = keys?[manifest.signedBy] else { return .unknownKey }
        return CompactJWS.isGood(signature, signed: signed(manifest, bytes), by: key) ? .good : .bad
    }
}
