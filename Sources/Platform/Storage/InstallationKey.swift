import Crypto
package import Kernel

/// The key of an installation: from its configuration, never from its database, so that a copy of the database alone tells of nobody.
///
/// Storage only carries it to whoever seals (`Transaction.secret`, Access).
package struct InstallationKey: Sendable {
    package static let leastLength = 32

    /// 256 bits, drawn from the secret by HKDF.
    package let bytes: [UInt8]
    /// Tells one key from another and gives none away: 16 hexadecimal digits.
    package let mark: String

    /// From the secret as the configuration has it; refuses one that can be guessed.
    package init(_ secret: String) throws(Refusal) {
        guard secret.count >= Self.leastLength, Set(secret).count >= 8 else {
            throw Refusal(
                .invalid, "secret", "密钥至少 \(Self.leastLength) 个字符，且应为随机生成，如 openssl rand -base64 32 的输出。",
                "The secret has at least \(Self.leastLength) characters, made at random: for example what openssl rand -base64 32 prints.")
        }
        let source = SymmetricKey(data: Array(secret.utf8))
        let key = HKDF<SHA256>.deriveKey(inputKeyMaterial: source, info: Array("kepu installation".utf8), outputByteCount: 32)
        bytes = key.withUnsafeBytes { Array($0) }
        let name = HMAC<SHA256>.authenticationCode(for: Array("kepu key mark".utf8), using: key)
        mark = Array(name).prefix(8).hexadecimal
    }
}
