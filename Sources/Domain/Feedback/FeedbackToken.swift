import Access
package import Activities
package import Kernel
import Rooms

/// An invitation to answer: a signed word in the address, for one session and half an hour. It holds a random part and nothing of a person.
package enum FeedbackToken {
    static let secret = "feedback"
    /// Nothing is kept under the secret: with a new one whoever is just answering begins again.
    static let resealing = Resealing(under: "feedback")
    package static let minutes: Int64 = 30

    package static func make(_ session: ID<ActivitySession>, until: Instant, key: [UInt8]) -> String {
        let nonce = Secrets.random(12).hexadecimal, minute = until.microseconds / 60_000_000
        return "\(String(minute, radix: 36))-\(nonce)-\(code(session, nonce, minute, key))"
    }

    /// The random part of an invitation that holds, and when it ends; nil for any other word.
    package static func read(_ token: String, _ session: ID<ActivitySession>, now: Instant, key: [UInt8]) -> (nonce: String, until: Instant)? {
        let parts = token.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[1].utf8.count == 24, let minute = Int64(parts[0], radix: 36), minute >= now.microseconds / 60_000_000, minute < 1 << 40 else { return nil }
        guard Secrets.same(parts[2], code(session, parts[1], minute, key)) else { return nil }
        return (parts[1], Instant(microseconds: (minute + 1) * 60_000_000))
    }

    private static func code(_ session: ID<ActivitySession>, _ nonce: String, _ minute: Int64, _ key: [UInt8]) -> String {
        Array(Secrets.mark("feedback/\(session.text)/\(minute)/\(nonce)", under: key).prefix(16)).hexadecimal
    }
}
