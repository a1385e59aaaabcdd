package import Kernel
package import Language
import Storage

/// What two or more bodies agreed to do together, with its commitments.
package struct Agreement: Sendable, Hashable {
    package struct Commitment: Sendable, Hashable {
        package var key: String
        package var text: Wording
        package init(key: String, text: Wording) { (self.key, self.text) = (key, text) }
    }

    package let id: ID<Agreement>
    package let key: String
    package var name: Wording
    /// At least two.
    package var parties: [ID<Organisation>] = []
    package var signed: RoughDay
    /// Nil: the source states none.
    package var term: Wording?
    package var text: Wording
    package var commitments: [Commitment] = []
    /// Days on which the parties look at what has come of it; ascending.
    package var reviews: [Day] = []
    /// Keys of resources that they share, and of teams of experts.
    package var resources: [String] = []
    package var experts: [String] = []
    package var provenance = Provenance()

    package init(id: ID<Agreement>, key: String, name: Wording, signed: RoughDay, text: Wording) {
        (self.id, self.key, self.name, self.signed, self.text) = (id, key, name, signed, text)
    }
}

extension Agreement {
    /// The row without its parties and commitments.
    init(_ row: Row) throws {
        guard let signed = try row.roughDayOrNil("signed") else {
            throw StorageError.notNull("venues_agreement.signed")
        }
        self.init(id: try row.id("id"), key: try row.text("key"), name: try row.wording("name"), signed: signed, text: try row.wording("text"))
        term = try row.wordingOrNil("term")
        provenance = try row.provenance()
    }
}
