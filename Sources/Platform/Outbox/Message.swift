package import Access
package import Kernel

/// To whom a message goes.
package enum MessageRecipient: Sendable, Hashable {
    case account(ID<Account>)
    /// An address without an account, and the language in which its person is told.
    case email(String, Tongue)
    /// A telephone number with its country, `+8613800000000`.
    case phone(String, Tongue)

    /// A bare address, whichever it is; nil for what is neither an e-mail address nor a telephone number.
    package init?(address: String, _ language: Tongue) {
        switch MessageAddress.channel(to: address) {
        case .mail: self = .email(address, language)
        case .sms: self = .phone(address, language)
        case .messenger, nil: return nil
        }
    }
}

/// Something that is told to one person. `tx.tell(message)` puts it into the outbox in the transaction of the change, so that there is a
/// message if and only if there is the change.
package struct Message: Sendable, Hashable {
    package let kind: MessageKind
    package let to: MessageRecipient
    package let subject: Phrase
    /// Paragraphs with an empty line between them.
    package let body: Phrase
    /// Where in the site one goes on, `/desk/activities/…`; nil where nowhere.
    package let path: String?

    package init(_ kind: MessageKind, to: MessageRecipient, subject: Phrase, body: Phrase, path: String? = nil) {
        (self.kind, self.to, self.subject, self.body, self.path) = (kind, to, subject, body, path)
    }
}

/// What of a message names or concerns a person: kept sealed, erased in time.
package struct MessageContent: Sendable, Hashable, Codable {
    package let subject: Phrase
    package let body: Phrase
    package let path: String?
    /// The bare address; nil where the message goes to an account.
    package let address: String?
    /// The language of a bare address; an account's is its own wish when the message is sent.
    package let language: Tongue?

    init(_ message: Message) {
        (subject, body, path) = (message.subject, message.body, message.path)
        switch message.to {
        case .account: (address, language) = (nil, nil)
        case .email(let text, let tongue), .phone(let text, let tongue): (address, language) = (text, tongue)
        }
    }
}
