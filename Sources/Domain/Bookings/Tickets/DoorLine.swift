package import Kernel

/// One line of what a door device delivers: a ticket's code, and for a device that was offline the time and its name.
///
///     06B3…-K7Q2M9XTAB
///     06B3…-K7Q2M9XTAB 2026-01-01T09:00:00+08:00 gate-2
package struct DoorLine: Sendable, Hashable {
    package let text: String
    /// Nil where the line begins with no ticket's code.
    package let code: PublicCode?
    /// The ticket with its signature, where it came so; nil with a problem where it is no longer what was signed.
    package let signed: SignedTicket?
    package let at: Instant
    package let device: String
    let isMeantSigned: Bool
    /// Whether the time came with the line.
    let isTimed: Bool
    /// What is wrong with the rest of the line; nil when all is well.
    package let problem: Phrase?

    package static let mostLines = 2000
    package static let longestDevice = 60

    /// A device's clock may be so far ahead.
    private static let tolerance: Int64 = 300

    package init(_ text: String, now: Instant, device: String) {
        let parts = text.split(maxSplits: 2, whereSeparator: \.isWhitespace).map(String.init)
        self.text = String(text.prefix(120))
        let first = parts.first ?? ""
        isMeantSigned = SignedTicket.isMeant(first)
        signed = SignedTicket(first)
        code = signed?.code ?? PublicCode(first)
        isTimed = parts.count > 1
        let stated = parts.count > 1 ? Instant(iso: parts[1]) : now
        at = stated ?? now
        self.device = String((parts.count > 2 ? Self.trimmed(parts[2]) : device).prefix(Self.longestDevice))
        if stated == nil {
            problem = Phrase(
                "时间“\(parts[1].prefix(30))”看不懂，应如 2026-01-01T09:00:00+08:00。",
                "The time “\(parts[1].prefix(30))” cannot be read; it should look like 2026-01-01T09:00:00+08:00.")
        } else if at > now.adding(seconds: Self.tolerance) {
            problem = Phrase("时间在未来，请校准设备时钟后再送。", "The time lies in the future. Set the device's clock and send the line again.")
        } else {
            problem = nil
        }
    }

    /// What a device read at that moment, its clock already set right.
    package init(_ ticket: String, at: Instant, device: String) {
        text = String(ticket.prefix(120))
        isMeantSigned = SignedTicket.isMeant(ticket)
        signed = SignedTicket(ticket)
        code = signed?.code ?? PublicCode(ticket)
        (self.at, self.device, isTimed, problem) = (at, String(device.prefix(Self.longestDevice)), true, nil)
    }

    /// The lines of a text, blank ones left out. Refuses more than 2,000 at once.
    package static func read(_ text: String, now: Instant, device: String) throws(Refusal) -> [DoorLine] {
        let lines = text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
        guard !lines.isEmpty else {
            throw Refusal(.invalid, "no-tickets", "请至少填写一张票的票码，每行一个。", "Give at least one ticket's code, one in each line.", field: "tickets")
        }
        guard lines.count <= mostLines else {
            throw Refusal(
                .tooLarge, "too-many-tickets", "一次最多 \(mostLines) 行，现有 \(lines.count) 行；请分几次送。",
                "At most \(mostLines) lines at once, now \(lines.count); send them in parts.", field: "tickets")
        }
        return lines.map { DoorLine($0, now: now, device: device) }
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
