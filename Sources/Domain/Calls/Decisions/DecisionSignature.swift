import Crypto
import Declaration
import Foundation
package import Kernel
import Language
import Signing
package import Storage
import Venues

/// By whom a decision file is signed: the authority's key, as it signs credentials.
struct DecisionSigner: Sendable {
    let key: IssuerKey
    let secret: Curve25519.Signing.PrivateKey
    /// The address of the public key.
    let address: String
    let authority: Organisation

    /// The key is made with the first thing that the authority signs.
    init(_ authority: Organisation, origin: String, in tx: Transaction) throws {
        key = try tx.madeIssuerKey(of: authority.id, by: 0)
        (secret, address, self.authority) = (try tx.signingKey(key), key.address(origin), authority)
    }

    /// What the manifest says of it.
    var named: DecisionManifest.Signer { .init(authority: authority.name.zh, key: address) }

    func sign(_ manifest: [UInt8]) throws -> DecisionSignature {
        DecisionSignature(address: address, publicKey: key.publicKey, signature: Array(try secret.signature(for: Data(manifest))))
    }
}

/// The detached signature of a decision file: Ed25519 (RFC 8032) over the bytes of `manifest.json`, which holds the hashes of everything else.
struct DecisionSignature: Sendable, Hashable {
    /// For programs: the key as RFC 8037 has it, and the signature.
    static let name = "signature.json"
    /// For `openssl pkeyutl -verify -rawin`: the 64 bytes, and the public key.
    static let rawName = "manifest.sig"
    static let keyName = "key.pem"
    static let names = [name, rawName, keyName]

    /// Where the public key is published.
    let address: String
    let publicKey: [UInt8]
    let signature: [UInt8]

    init(address: String, publicKey: [UInt8], signature: [UInt8]) { (self.address, self.publicKey, self.signature) = (address, publicKey, signature) }

    private struct Text: Codable {
        struct Key: Codable {
            var kty = "OKP"
            var crv = "Ed25519"
            var kid: String
            var x: String
        }
        var format = "kepu-signature/1"
        var alg = "EdDSA"
        var key: Key
        var signature: String
    }

    var files: [(name: String, bytes: [UInt8])] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = Text(key: .init(kid: address, x: Base64URL.text(publicKey)), signature: Base64URL.text(signature))
        return [(Self.name, (try? encoder.encode(text)).map { Array($0) } ?? []), (Self.rawName, signature), (Self.keyName, Array(Self.pem(publicKey).utf8))]
    }

    /// Nil where it is none.
    init?(json: [UInt8]) {
        guard let text = try? JSONDecoder().decode(Text.self, from: Data(json)), text.alg == "EdDSA", text.key.crv == "Ed25519",
            let key = Base64URL.bytes(text.key.x), let signature = Base64URL.bytes(text.signature), key.count == 32
        else { return nil }
        self.init(address: text.key.kid, publicKey: key, signature: signature)
    }

    func isOf(_ manifest: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: manifest)
    }

    /// A public key as RFC 8410 has it.
    static func pem(_ publicKey: [UInt8]) -> String {
        let head: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
        return "-----BEGIN PUBLIC KEY-----\n\(Data(head + publicKey).base64EncodedString())\n-----END PUBLIC KEY-----\n"
    }
}

/// Public keys that somebody knows, by which they say whose signature is good.
package struct KnownKeys: Sendable {
    /// Each with what is known of it.
    private let keys: [(publicKey: [UInt8], says: Phrase)]

    /// A file with one key or a set of them, as an authority's site has it at `/keys/{id}` and `/.well-known/keys.json`.
    package init(json: [UInt8], from file: String) throws(Refusal) {
        let value = DeclaredValue(json: String(decoding: json, as: UTF8.self))
        let all = value?["keys"].flatMap { list -> [DeclaredValue]? in if case .list(let elements) = list { elements } else { nil } } ?? value.map { [$0] } ?? []
        keys = all.compactMap { one in
            guard one["crv"]?.text == "Ed25519", let x = one["x"]?.text, let bytes = Base64URL.bytes(x), bytes.count == 32 else { return nil }
            let name = one["kid"]?.text ?? file
            return (bytes, Phrase("公钥见 \(name)（来自 \(file)）", "its key is \(name), from \(file)"))
        }
        guard !keys.isEmpty else {
            throw Refusal(
                .invalid, "no-keys", "\(file) 里没有 Ed25519 公钥。可以从机关网站的 /.well-known/keys.json 下载。",
                "There is no Ed25519 key in \(file). An authority's site has them at /.well-known/keys.json.")
        }
    }

    /// Every key that an authority of this database ever signed with.
    package init(_ tx: Transaction) throws {
        keys = try tx.rows(
            """
            SELECT k.public_key, k.made_at, k.retired_at, o.name_zh, o.name_en FROM calls_key k JOIN view_venues_organisation o ON o.id = k.authority_id
            """) { row in
                let name: Phrase = try row.wording("name").phrase
                let (made, retired) = (try row.instant("made_at").day(in: .china).iso, try row.instantOrNil("retired_at")?.day(in: .china).iso)
                let until = retired.map { Phrase("，\($0) 换下", ", replaced on \($0)") } ?? Phrase(same: "")
                return (try row.blob("public_key"), Phrase("数据库中 \(name.zh) 的密钥，\(made) 生成\(until.zh)", "a key of \(name.en) in the database, made on \(made)\(until.en)"))
            }
    }

    func says(of publicKey: [UInt8]) -> Phrase? { keys.first { $0.publicKey == publicKey }?.says }
}
