package import Activities
package import Kernel
import Signing

/// A ticket as its QR code carries it: what it lets in, when, and the signature by which a door without a network tells it from a false one.
///
///     K1.06B3…-K7Q2M9XTAB.06B3…(13).0S3Q1A.0S3Q9G.1.…(103)
///     version . ticket's code . session . valid from . valid until . number of the key . signature
///
/// Capital letters, digits, full stop and hyphen alone: small in a QR code, typed by a hand scanner without trouble. Times are minutes since
/// 1970 (UTC). The signature (Ed25519) is of everything before its full stop; all numbers are in Crockford's base 32.
package struct SignedTicket: Sendable, Hashable {
    package let code: PublicCode
    package let session: ID<ActivitySession>
    package let from: Instant
    package let until: Instant
    package let key: Int
    /// What is signed.
    package let signed: String
    package let signature: [UInt8]

    package static let version = "K1"
    private static let minute: Int64 = 60_000_000

    package var text: String { signed + "." + TicketLetters.text(signature) }

    /// Whether the text is meant as one, good or not.
    package static func isMeant(_ text: some StringProtocol) -> Bool { text.uppercased().hasPrefix(version + ".") }

    /// Reads what a scanner typed; small letters are accepted. Nil for anything that no key could have signed.
    package init?(_ typed: some StringProtocol) {
        let text = typed.uppercased()
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == Self.version, let code = PublicCode(parts[1]), code.text == parts[1], let session = ID<ActivitySession>(parts[2]),
            session.text == parts[2], let from = TicketLetters.number(parts[3], length: 6), let until = TicketLetters.number(parts[4], length: 6),
            let key = Int(parts[5]), String(key) == parts[5], let signature = TicketLetters.bytes(parts[6]), signature.count == 64
        else { return nil }
        (self.code, self.session, self.key, self.signature) = (code, session, key, signature)
        (self.from, self.until) = (Instant(microseconds: from * Self.minute), Instant(microseconds: until * Self.minute))
        signed = parts.dropLast().joined(separator: ".")
    }

    /// - window: the first and the last moment at which it lets in, rounded to whole minutes outwards.
    init(_ code: PublicCode, of session: ID<ActivitySession>, within window: ClosedRange<Instant>, key: Int, by secret: [UInt8]) throws {
        let first = window.lowerBound.microseconds / Self.minute, last = (window.upperBound.microseconds + Self.minute - 1) / Self.minute
        (self.code, self.session, self.key) = (code, session, key)
        (from, until) = (Instant(microseconds: first * Self.minute), Instant(microseconds: last * Self.minute))
        let times = [first, last].map { TicketLetters.text($0, length: 6) }.joined(separator: ".")
        signed = "\(Self.version).\(code.text).\(session.text).\(times).\(key)"
        signature = try Ed25519.sign(signed, by: secret)
    }

    package func isGood(_ keys: [TicketKey]) -> Bool {
        keys.contains { $0.number == key && Ed25519.isGood(signature, of: signed, by: $0.open) }
    }
}
