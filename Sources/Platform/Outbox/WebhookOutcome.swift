/// What a receiver's answer means: any 2xx is taken, 410 ends the subscription, everything else is tried again.
enum WebhookOutcome: Sendable, Hashable {
    case taken(String)
    case gone
    case failed(String)

    init(_ reply: HTTPPost.Reply) {
        switch reply {
        case .status(410, _): self = .gone
        case .status(let status, let text): self = (200..<300).contains(status) ? .taken(Self.line("\(status) \(text)")) : .failed(Self.line("\(status) \(text)"))
        case .notReached(let problem), .noAnswer(let problem): self = .failed(problem)
        case .forbidden(let address): self = .failed("\(address) is no address of the public internet")
        }
    }

    private static func line(_ text: String) -> String { String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 }.prefix(300)) }
}

/// Sends events to receivers.
struct WebhookSender: Sendable {
    var takesLoopback = false
    /// Seconds for one event.
    var patience = 20

    func send(_ body: String, id: String, to address: String, headers: [String]) async -> WebhookOutcome {
        let post = HTTPPost(
            address: address, headers: headers, body: body, mayConnect: WebhookAddress.mayConnect(takesLoopback: takesLoopback),
            schemes: takesLoopback ? "http,https" : "https", patience: patience)
        return WebhookOutcome(await post.send())
    }
}
