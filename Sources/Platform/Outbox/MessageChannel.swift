package import Kernel
import Storage

/// A way by which a message leaves the program; in the program itself it always stands too, where its kind is listed there.
package enum MessageChannel: String, Sendable, CaseIterable, Hashable, Codable, SQLConvertible {
    case mail, sms
    /// The messenger that an office works with, behind its gateway.
    case messenger

    package var title: Phrase {
        switch self {
        case .mail: Phrase("电子邮件", "E-mail")
        case .sms: Phrase("短信", "Text message")
        case .messenger: Phrase("办公通讯", "Work messenger")
        }
    }

    /// What follows when a try ended in between, so that nobody knows whether the other side has taken the message
    /// (docs/decisions/sent-once-or-twice.md): a mail and a work message are sent once more under the identity that they had; a text
    /// message, which costs money and wakes people, waits for a person's decision.
    var isRepeatedWhenUnsure: Bool { self != .sms }
}
