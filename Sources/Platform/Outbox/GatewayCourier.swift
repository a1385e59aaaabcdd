import Foundation
package import Kernel

/// A gateway for text messages or a work messenger: an address of the operator's own choice that takes one JSON object per letter.
package struct Gateway: Sendable, Hashable {
    package let address: String
    let secret: WebhookSecret

    /// Refuses in one sentence what cannot be used. The address is the operator's: it may lie in the house.
    package init(_ address: String, secret: String, setting: String) throws(Refusal) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme, ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.fragment == nil
        else {
            throw Refusal(.invalid, "setting", "\(setting) 应为 https:// 开头的网址。", "\(setting) is an address that begins with https://.")
        }
        guard let secret = WebhookSecret(secret) else {
            throw Refusal(
                .invalid, "setting", "使用 \(setting) 须同时设置 KEPU_GATEWAY_SECRET：whsec_ 加 24 至 64 字节的 base64。",
                "\(setting) needs KEPU_GATEWAY_SECRET too: whsec_ and 24 to 64 bytes in base64.")
        }
        (self.address, self.secret) = (address, secret)
    }

    /// Host and port.
    package var through: String {
        let parts = URLComponents(string: address)
        return (parts?.host ?? "") + (parts?.port.map { ":\($0)" } ?? "")
    }
}

/// Text and work messages: `POST` of `{"id", "channel", "to", "language", "subject", "text", "link"}`, signed as webhooks are, with the
/// letter's identity as `Idempotency-Key` too (docs/operations.md).
struct GatewayCourier: Courier {
    let gateway: Gateway
    /// Seconds for a letter.
    var patience = 20
    var through: String { gateway.through }
    /// The most letters of a text message's body.
    static let longest = 500

    func send(_ letter: OutgoingLetter) async -> SendOutcome {
        let body = Self.json(letter)
        let headers = WebhookHeaders(id: letter.key, at: Clock.system.now(), body: body, secrets: [gateway.secret]).lines + ["Idempotency-Key: \(letter.key)"]
        let post = HTTPPost(
            address: gateway.address, headers: headers, body: body, mayConnect: { _ in true }, schemes: "http,https", patience: patience)
        return Self.outcome(await post.send())
    }

    static func json(_ letter: OutgoingLetter) -> String {
        JSONText.object([
            ("id", JSONText.quote(letter.key)), ("channel", JSONText.quote(letter.channel.rawValue)), ("to", JSONText.quote(letter.address)),
            ("language", JSONText.quote(letter.language.tag)), ("subject", JSONText.quote(letter.subject)),
            ("text", JSONText.quote(String(letter.body.prefix(longest)))), ("link", JSONText.quote(orNull: letter.link)),
        ])
    }

    /// 2xx: taken. 408, 425, 429 and 5xx: later. Every other answer is about this letter, for good.
    static func outcome(_ reply: HTTPPost.Reply) -> SendOutcome {
        switch reply {
        case .status(let status, let text):
            let said = "\(status) \(text)"
            if (200..<300).contains(status) { return .taken(said) }
            return status >= 500 || [408, 425, 429].contains(status) ? .later(said) : .refused(said)
        case .notReached(let problem): return .later(problem)
        case .noAnswer(let problem): return .unsure(problem)
        case .forbidden(let address): return .later("no connection to \(address)")
        }
    }
}
