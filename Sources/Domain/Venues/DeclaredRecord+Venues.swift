package import Declaration
package import Kernel
package import Language
package import Storage

extension Wording {
    /// A declared text. Where both languages say the same, a second one is not kept.
    package init(declared phrase: Phrase) { self.init(phrase.zh, phrase.en == phrase.zh ? nil : phrase.en) }
}

extension DeclaredRecord {
    /// A required text as the name or description of a record.
    package func name(_ field: String) throws(DeclarationDefect) -> Wording { Wording(declared: try wording(field)) }

    package func nameOrNil(_ field: String) throws(DeclarationDefect) -> Wording? {
        try wordingOrNil(field).map { Wording(declared: $0) }
    }

    package func roughDayOrNil(_ field: String) throws(DeclarationDefect) -> RoughDay? { try textOrNil(field).flatMap { RoughDay($0) } }

    package func roughDay(_ field: String) throws(DeclarationDefect) -> RoughDay {
        guard let day = try roughDayOrNil(field) else { throw DeclarationDefect("\(key).\(field): no rough day") }
        return day
    }

    /// The fields `source` and `note`.
    package func provenance() throws(DeclarationDefect) -> Provenance {
        Provenance(sources: texts("source"), note: try nameOrNil("note"))
    }
}

extension Transaction {
    /// The organisation to which a declared record refers; the file's references have been checked before.
    package func organisationID(declared key: String) throws -> ID<Organisation> {
        guard let organisation = try organisation(key: key) else { throw DeclarationDefect("no organisation \(key)") }
        return organisation.id
    }

    package func organisationIDOrNil(_ field: String, of record: DeclaredRecord) throws -> ID<Organisation>? {
        try record.textOrNil(field).map { try organisationID(declared: $0) }
    }

    /// The venue to which a declared record refers.
    package func venueID(declared key: String) throws -> ID<Venue> {
        guard let venue = try venue(key: key) else { throw DeclarationDefect("no venue \(key)") }
        return venue.id
    }

    /// The key under which files know this organisation.
    package func key(of organisation: ID<Organisation>?) throws -> String? {
        try organisation.flatMap { try self.organisation($0) }?.key
    }

    /// The key under which files know this venue.
    package func key(of venue: ID<Venue>) throws -> String? { try self.venue(venue)?.key }
}

extension RoughDay: DeclaredConvertible { package var declaredValue: DeclaredValue { .text(text) } }
