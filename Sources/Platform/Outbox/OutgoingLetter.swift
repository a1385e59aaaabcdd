import Kernel

/// A message on one of its ways, in its person's language, ready to go.
struct OutgoingLetter: Sendable, Hashable {
    /// The same at every try.
    let id: ID<Message>
    let channel: MessageChannel
    let address: String
    let language: Tongue
    let subject: String
    let body: String
    /// A whole address; nil where it leads nowhere.
    let link: String?
    /// Where the person says how they want to be told; nil for what has no account.
    let wishes: String?
    let toldAt: Instant
    let isDigest: Bool

    /// Under which the other side knows a repeated try: in the Message-ID, and for gateways as `webhook-id` and `Idempotency-Key`.
    var key: String { "\(id).\(channel.rawValue)" }

    /// As plain text, paragraphs with an empty line between them.
    var text: String {
        var parts = [body]
        if let link { parts.append(Phrase("查看：", "See: ")(language) + link) }
        if let wishes {
            parts.append("-- \n" + Phrase("您可以选择接收哪些消息、何时接收：", "Choose what you are told, and when: ")(language) + wishes)
        }
        return parts.joined(separator: "\n\n")
    }
}

/// Carries letters on one way. One of each for the whole program; it may be asked from several tasks at once.
protocol Courier: Sendable {
    /// Where letters go, for people: host and port, no password.
    var through: String { get }
    func send(_ letter: OutgoingLetter) async -> SendOutcome
}
