package import Kernel

/// One kind of message, declared by the room that sends it.
package struct MessageKind: Sendable, Hashable {
    /// Room first: `activities.decided`.
    package let name: String
    package let title: Phrase
    /// By which ways it goes at once, unless the person wishes otherwise.
    package let channels: Set<MessageChannel>
    /// Whether it stands at `/desk/messages`: not what helps somebody to get in.
    package let isListed: Bool
    /// Whether a person may have it once a day, or in the program only.
    package let mayWait: Bool
    /// After so many days its words are erased; that it was sent, when and by which way stays.
    package let keptDays: Int64

    package init(
        _ name: String, _ zh: String, _ en: String, channels: Set<MessageChannel> = [.mail], isListed: Bool = true, mayWait: Bool = true,
        keptDays: Int64 = 180
    ) {
        (self.name, self.title, self.channels) = (name, Phrase(zh, en), channels)
        (self.isListed, self.mayWait, self.keptDays) = (isListed, mayWait, keptDays)
    }

    package static func == (a: MessageKind, b: MessageKind) -> Bool { a.name == b.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// What was told in a day, in one mail; made by the program itself.
    package static let digest = MessageKind("outbox.digest", "每日汇总", "Daily digest", isListed: false, mayWait: false, keptDays: 30)
}
