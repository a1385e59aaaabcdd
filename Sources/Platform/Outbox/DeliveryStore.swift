import Access
import Jobs
import Kernel
import Storage

/// A message on one of its ways.
struct DeliveryReference: Codable, Sendable, Hashable {
    let message: ID<Message>
    let channel: MessageChannel

    /// At most one try waits at a time.
    var key: String { "\(message)" }
}

/// A try that has begun: written down as such before anything leaves the program.
struct ClaimedDelivery: Sendable {
    let letter: OutgoingLetter
    /// Which try it is, 1 for the first.
    let attempt: Int
    var reference: DeliveryReference { DeliveryReference(message: letter.id, channel: letter.channel) }
}

extension Transaction {
    /// Begins a try; nil where there is nothing to send (any more). `site` is the address at which people reach the site.
    func beginDelivery(_ about: DeliveryReference, isOn: Bool, site: String) throws -> ClaimedDelivery? {
        let found = try row(
            """
            SELECT d.state, d.tries, m.account_id, m.kind, m.told_at, m.sealed
            FROM outbox_delivery d JOIN outbox_message m ON m.id = d.message_id
            WHERE d.message_id = \(about.message) AND d.channel = \(about.channel)
            """
        ) { row in
            (
                state: try row.choice("state", DeliveryState.self), tries: try row.int("tries"), account: try row.idOrNil("account_id", Account.self),
                kind: try row.text("kind"), toldAt: try row.instant("told_at"), sealed: try row.blobOrNil("sealed")
            )
        }
        guard let found, [.waiting, .sending].contains(found.state) else { return nil }
        if found.state == .sending, !about.channel.isRepeatedWhenUnsure {
            try end(about, found.tries, .unsure, "the program ended while it was being sent")
            return nil
        }
        guard isOn else {
            try end(about, found.tries, .off, "")
            return nil
        }
        guard found.tries < Backoff.of(about.channel).tries else {
            try end(about, found.tries, .dead, "it was tried \(found.tries) times")
            return nil
        }
        guard let content = try messageContent(about.message, sealed: found.sealed) else {
            try end(about, found.tries, .dead, "its words are erased")
            return nil
        }
        let person: Account? = try found.account.flatMap { try account($0) }
        let own: String? = try person.flatMap { try messageAddress(of: $0, by: about.channel) }
        guard let address = content.address ?? own else {
            try end(about, found.tries, .dead, "the account has no address there")
            return nil
        }
        let reader: MessageReader? = try found.account.map { try messageReader($0) }
        let language: Tongue = content.language ?? reader?.language ?? .zh
        try end(about, found.tries, .sending, "", tries: found.tries + 1)
        let letter = OutgoingLetter(
            id: about.message, channel: about.channel, address: address, language: language, subject: content.subject(language),
            body: content.body(language), link: content.path.map { site + $0 }, wishes: found.account.map { _ in site + "/desk/me/messages" },
            toldAt: found.toldAt, isDigest: found.kind == MessageKind.digest.name)
        return ClaimedDelivery(letter: letter, attempt: found.tries + 1)
    }

    /// Writes down what the try came to, and puts in the next one where there is one. Nothing where somebody else has gone on with it.
    func endDelivery(_ claimed: ClaimedDelivery, _ outcome: SendOutcome) throws {
        let (about, said) = (claimed.reference, outcome.kept(without: claimed.letter.address))
        switch outcome {
        case .taken: try end(about, claimed.attempt, .sent, said)
        case .refused: try end(about, claimed.attempt, .dead, said)
        case .unsure where !about.channel.isRepeatedWhenUnsure: try end(about, claimed.attempt, .unsure, said)
        case .later, .unsure:
            let pause = Backoff.of(about.channel).pause(after: claimed.attempt)
            guard try end(about, claimed.attempt, pause == nil ? .dead : .waiting, said), let pause else { return }
            try enqueueDelivery(about, at: now.adding(seconds: pause))
        }
    }

    /// False when the try is not the one that was begun.
    @discardableResult
    private func end(_ about: DeliveryReference, _ attempt: Int, _ state: DeliveryState, _ answer: String, tries: Int? = nil) throws -> Bool {
        try execute(
            """
            UPDATE outbox_delivery SET state = \(state), tries = \(tries ?? attempt), last_at = \(now), answer = \(answer)
            WHERE message_id = \(about.message) AND channel = \(about.channel) AND tries = \(attempt)
            """) == 1
    }

    func enqueueDelivery(_ about: DeliveryReference, at: Instant? = nil) throws {
        try enqueue(OutboxJobs.name(of: about.channel), about, at: at, key: about.key)
    }
}
