import CSodium
import Dispatch

/// Argon2id hashes through libsodium, one at a time on a queue of their own, so that a rush of sign-ins takes neither all memory nor all threads.
package enum Passwords {
    private static let ready: Bool = sodium_init() >= 0
    private static let queue = DispatchQueue(label: "kepu.passwords")

    /// The libsodium string form, parameters included (19 MiB, 2 passes: OWASP's first choice).
    package static func hash(_ password: String) async throws -> String { try await hash(password, passes: 2, bytes: 19 * 1024 * 1024) }

    /// Of a random word that no person has chosen, by the least work that the method knows: 256 bits are guessed by nobody. For those who play in rehearsals and tests.
    package static func hash(of word: Token) async throws -> String { try await hash(word.text, passes: 1, bytes: 8192) }

    private static func hash(_ password: String, passes: UInt64, bytes memory: Int) async throws -> String {
        try await onQueue {
            var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
            let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
            guard ready, crypto_pwhash_str(&out, bytes, UInt64(bytes.count), passes, memory) == 0 else { throw PasswordFailure() }
            return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    package static func matches(_ password: String, hash: String) async -> Bool {
        let answer = try? await onQueue {
            let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
            return ready && crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
        }
        return answer ?? false
    }

    private static func onQueue<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try work() })
            }
        }
    }
}

struct PasswordFailure: Error {}
