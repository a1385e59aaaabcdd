import Crypto
import Foundation
import Kernel

/// The secret under which a receiver knows our messages (Standard Webhooks 1.0): `whsec_` and base64.
package struct WebhookSecret: Sendable, Hashable {
    package let text: String
    private let key: [UInt8]

    /// A new one of 32 bytes.
    package init() {
        key = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        text = "whsec_" + Data(key).base64EncodedString()
    }

    /// Nil for what is none, and for a key of less than 24 bytes or more than 64, as the standard has it.
    package init?(_ text: String) {
        guard text.hasPrefix("whsec_"), let key = Data(base64Encoded: String(text.dropFirst("whsec_".count))), (24...64).contains(key.count) else { return nil }
        (self.text, self.key) = (text, Array(key))
    }

    /// `v1,` and base64 of HMAC-SHA256 over identity, time and body.
    func signature(id: String, seconds: Int64, body: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(id).\(seconds).\(body)".utf8), using: SymmetricKey(data: key))
        return "v1," + Data(code).base64EncodedString()
    }
}

/// The three headers of a signed message. During a rotation it is signed with both secrets.
struct WebhookHeaders: Sendable, Hashable {
    let lines: [String]

    init(id: String, at moment: Instant, body: String, secrets: [WebhookSecret]) {
        let seconds = moment.microseconds / 1_000_000
        let signatures = secrets.map { $0.signature(id: id, seconds: seconds, body: body) }.joined(separator: " ")
        lines = ["webhook-id: \(id)", "webhook-timestamp: \(seconds)", "webhook-signature: \(signatures)"]
    }
}
