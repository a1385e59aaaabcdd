import Crypto
import Foundation
import TestKit
import Testing

/// A checker of credentials as somebody else would write it: it knows the standards and the addresses that it is given, nothing of the program.
struct CredentialCheck {
    enum Verdict: Equatable { case accepted, signature, notYet, expired, revoked, unknownKey }

    let browser: Browser

    /// The claims of a compact JWS, and its header.
    static func parts(_ jwt: String) throws -> (header: [String: Any], claims: [String: Any], signed: Data, signature: Data) {
        let pieces = jwt.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count == 3 else { throw NoCredential() }
        func object(_ text: String) throws -> [String: Any] {
            let plain = try #require(bytes(text))
            return try #require(try JSONSerialization.jsonObject(with: plain) as? [String: Any])
        }
        let signature = try #require(bytes(pieces[2]))
        return (try object(pieces[0]), try object(pieces[1]), Data((pieces[0] + "." + pieces[1]).utf8), signature)
    }

    static func bytes(_ base64url: String) -> Data? {
        let plain = base64url.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }

    func verdict(_ jwt: String, at now: Date) async throws -> Verdict {
        guard let found = try? Self.parts(jwt) else { return .signature }
        let kid = try #require(found.header["kid"] as? String)
        #expect(found.header["alg"] as? String == "EdDSA")
        guard let key = try await key(kid) else { return .unknownKey }
        guard key.isValidSignature(found.signature, for: found.signed) else { return .signature }
        if let begin = found.claims["nbf"] as? Double, now.timeIntervalSince1970 < begin { return .notYet }
        if let end = found.claims["exp"] as? Double, now.timeIntervalSince1970 > end { return .expired }
        guard let status = found.claims["credentialStatus"] as? [String: Any] else { return .accepted }
        return try await isTaken(status, issuer: found.claims["iss"] as? String) ? .revoked : .accepted
    }

    private func key(_ kid: String) async throws -> Curve25519.Signing.PublicKey? {
        let text = try await browser.go("/.well-known/keys.json").html
        let set = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let keys = try #require(set["keys"] as? [[String: Any]])
        guard let one = keys.first(where: { $0["kid"] as? String == kid }) else { return nil }
        #expect(one["kty"] as? String == "OKP" && one["crv"] as? String == "Ed25519" && one["d"] == nil)
        let text64 = try #require(one["x"] as? String)
        let x = try #require(Self.bytes(text64))
        return try Curve25519.Signing.PublicKey(rawRepresentation: x)
    }

    /// Whether the bit of the list is set; the list is a credential of the same issuer.
    private func isTaken(_ status: [String: Any], issuer: String?) async throws -> Bool {
        #expect(status["type"] as? String == "BitstringStatusListEntry" && status["statusPurpose"] as? String == "revocation")
        let address = try #require(status["statusListCredential"] as? String)
        let index = try #require(status["statusListIndex"] as? String)
        let place = try #require(Int(index))
        let path = try #require(URL(string: address)?.path)
        let list = try Self.parts(try await browser.go(path).html)
        #expect(list.claims["iss"] as? String == issuer && list.claims["jti"] as? String == address)
        let kid = try #require(list.header["kid"] as? String)
        let signer = try #require(try await key(kid))
        let isGood = signer.isValidSignature(list.signature, for: list.signed)
        try #require(isGood)
        let subject = try #require(list.claims["credentialSubject"] as? [String: Any])
        let encoded = try #require(subject["encodedList"] as? String)
        #expect(encoded.first == "u")
        let packed = try #require(Self.bytes(String(encoded.dropFirst())))
        let bits = try Gunzip.bytes(packed)
        #expect(bits.count >= 16_384)
        return bits[place / 8] & (0x80 >> UInt8(place % 8)) != 0
    }
}

struct NoCredential: Error {}

/// gzip undone by the machine's own tool.
enum Gunzip {
    static func bytes(_ packed: Data) throws -> [UInt8] {
        let path = TestFolder.path("list-\(UUID().uuidString).gz")
        try packed.write(to: URL(fileURLWithPath: path))
        let process = ChildProcess()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        process.arguments = ["-dc", path]
        let pipe = Pipe()
        process.standardOutput = .pipe(pipe)
        try process.start()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }
}
