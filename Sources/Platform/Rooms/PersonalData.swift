package import Access
package import Kernel
package import Storage

/// What a room holds about persons, and why, and for how long: to be told, exported and forgotten.
package struct PersonalData: Sendable {
    /// `bookings.person`: the room first.
    package let name: String
    package let title: Phrase
    /// What stands in it.
    package let holds: Phrase
    /// What it is needed for.
    package let purpose: Phrase
    /// How long it is kept, and what then becomes of it.
    package let kept: Phrase
    /// Everything that is held about whoever has this account; empty where there is nothing.
    package let records: @Sendable (_ tx: Transaction, _ account: Account) throws -> [HeldRecord]
    /// Forgets the person behind `reference` (a booking's code, a telephone number, an account's login); gives the number of records emptied.
    package let forget: @Sendable (_ tx: Transaction, _ reference: String, _ actor: Int64) throws -> Int

    package init(
        _ name: String, _ title: Phrase, holds: Phrase, purpose: Phrase, kept: Phrase,
        records: @escaping @Sendable (Transaction, Account) throws -> [HeldRecord],
        forget: @escaping @Sendable (Transaction, String, Int64) throws -> Int = { _, _, _ in 0 }
    ) {
        (self.name, self.title, self.holds, self.purpose, self.kept) = (name, title, holds, purpose, kept)
        (self.records, self.forget) = (records, forget)
    }
}

/// One record about a person, as they are told of it.
package struct HeldRecord: Sendable, Hashable {
    package struct Fact: Sendable, Hashable {
        /// For machines: `phone`.
        package let name: String
        package let title: Phrase
        package let value: String
        package init(_ name: String, _ zh: String, _ en: String, _ value: String) { (self.name, title, self.value) = (name, Phrase(zh, en), value) }
    }

    package let facts: [Fact]
    package init(_ facts: Fact?...) { self.facts = facts.compactMap(\.self) }
}

/// What the rooms hold about persons, as one table.
package struct PersonalDataTable: Sendable {
    package let lines: [PersonalData]
    package init(_ house: House) { lines = house.personalData }

    /// As `docs/privacy.md` holds it.
    package var markdown: String {
        let head = ["| what | holds | for | kept |", "|---|---|---|---|"]
        return (head + lines.map { "| `\($0.name)`: \($0.title.en) | \($0.holds.en) | \($0.purpose.en) | \($0.kept.en) |" }).joined(separator: "\n") + "\n"
    }
}
