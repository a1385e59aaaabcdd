package import Activities
package import Kernel

/// The code of a booking or of a ticket, as people hold it: the 13 letters of its activity, `-`, and 10 letters of chance.
///
/// The activity in it says in which part of the table to look; the letters cannot be guessed (50 bits).
package struct PublicCode: Hashable, Sendable {
    package let activity: ID<Activity>
    package let letters: String

    package static let length = 10
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    package var text: String { "\(activity.text)-\(letters)" }

    /// A new one.
    package init(for activity: ID<Activity>) {
        var chance = SystemRandomNumberGenerator()
        var bits: UInt64 = chance.next()
        var letters = ""
        for _ in 0..<Self.length {
            letters.append(Self.alphabet[Int(bits & 31)])
            bits >>= 5
        }
        self.init(activity, letters)
    }

    init(_ activity: ID<Activity>, _ letters: String) { (self.activity, self.letters) = (activity, letters) }

    /// Reads a code as people type it: small letters and the look-alikes I, L, O are accepted. Nil for anything else.
    package init?(_ typed: some StringProtocol) {
        let halves = typed.split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, let activity = ID<Activity>(halves[0]), halves[1].count == Self.length else { return nil }
        let letters = halves[1].uppercased().map { Self.alike[$0] ?? $0 }
        guard letters.allSatisfy(Self.alphabet.contains) else { return nil }
        self.init(activity, String(letters))
    }

    private static let alike: [Character: Character] = ["I": "1", "L": "1", "O": "0"]
}
