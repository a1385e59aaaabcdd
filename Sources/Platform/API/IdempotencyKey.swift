import Crypto
import Foundation
import Kernel
import Web

/// The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a word of the program's own by which a request that is sent again
/// is known, and what that request was.
struct IdempotencyKey: Sendable, Hashable {
    /// Whose word it is: those of two accounts have nothing to do with each other.
    let account: Int64
    let word: String
    /// Of the method, the address and the body.
    let fingerprint: [UInt8]

    static let header = "Idempotency-Key"
    static let longest = 255
    /// For so long an answer is kept.
    static let hours: Int64 = 24

    /// Nil where there is no header; refuses one that is empty, too long, or holds anything but visible ASCII.
    init?(_ visit: Visit, method: Route.Method, account: Int64) throws(APIRefusal) {
        guard let header = visit.header(Self.header) else { return nil }
        guard let word = Self.word(header) else { throw Self.wrong }
        (self.account, self.word) = (account, word)
        var hash = SHA256()
        for part in [Array(method.rawValue.utf8), Array(visit.path.utf8), Array(visit.query.asked.encoded.utf8), visit.posted.body] {
            hash.update(data: Data("\(part.count):".utf8))
            hash.update(data: Data(part))
        }
        fingerprint = Array(hash.finalize())
    }

    /// As a string of structured fields (`"8e03…"`), as the draft writes it; and without the quotes, as many programs do.
    private static func word(_ header: String) -> String? {
        var text = header[...]
        if text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count >= 2 { text = text.dropFirst().dropLast() }
        guard (1...longest).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return String(text)
    }

    static let missing = APIRefusal(
        400,
        Refusal(
            .invalid, "idempotency-key-missing", "请在请求头 Idempotency-Key 里写一个自己生成的、每次操作不同的词（如 UUID）：网络中断后用同一个词重发，不会做两遍。",
            "Send the header Idempotency-Key with a word of your own, another for each thing you do (such as a UUID): sent again with the same word after a broken connection, nothing is done twice.",
            field: header))

    private static let wrong = APIRefusal(
        400,
        Refusal(
            .invalid, "idempotency-key-wrong", "Idempotency-Key 应为 1 至 \(longest) 个可见的 ASCII 字符，例如 UUID。",
            "An Idempotency-Key has 1 to \(longest) visible ASCII characters, such as a UUID.", field: header))

    static let otherRequest = APIRefusal(
        422,
        Refusal(
            .invalid, "idempotency-key-used", "这个 Idempotency-Key 已用于另一个请求（地址或内容不同），没有任何更改。每个操作请用新的词。",
            "This Idempotency-Key was used for another request, with another address or body; nothing was changed. Use a new word for each thing you do.", field: header))

    static let stillRunning = APIRefusal(
        409,
        Refusal(
            .conflict, "idempotency-key-running", "带有这个 Idempotency-Key 的请求正在处理。请稍后重发，会得到它的结果。",
            "The request with this Idempotency-Key is still being worked on. Send it again in a moment; you will get its answer.", field: header),
        headers: [("retry-after", "1")])
}
