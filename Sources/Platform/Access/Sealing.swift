import Crypto
import Foundation

/// Bytes that identify a person or open a door, kept encrypted (AES-256-GCM; nonce and tag are part of what is kept).
package enum Sealing {
    /// - about: what the bytes belong to (`code/ACCOUNT`): they open for nothing else, so that rows cannot be exchanged.
    package static func seal(_ plain: [UInt8], with key: [UInt8], about subject: String = "") throws -> [UInt8] {
        let box = try AES.GCM.seal(plain, using: symmetric(key), authenticating: Array(subject.utf8))
        return Array(box.combined ?? Data())
    }

    /// Throws where the key, the subject or the bytes are not those of `seal`.
    package static func open(_ sealed: [UInt8], with key: [UInt8], about subject: String = "") throws -> [UInt8] {
        Array(try AES.GCM.open(AES.GCM.SealedBox(combined: Data(sealed)), using: symmetric(key), authenticating: Array(subject.utf8)))
    }

    /// A key for one thing alone, which forgetting destroys.
    package static func newKey() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

    /// Keys of another length (`tx.secret`) are drawn together by HKDF.
    private static func symmetric(_ key: [UInt8]) -> SymmetricKey {
        if key.count == 32 { return SymmetricKey(data: key) }
        return HKDF<SHA256>.deriveKey(inputKeyMaterial: SymmetricKey(data: key), info: Array("kepu sealing".utf8), outputByteCount: 32)
    }
}
