import Kernel
import Language
import Storage
import Venues

/// A title with everything that a certificate says of it.
struct TitleRecord: Sendable {
    let title: Title
    /// In the version under which it was granted.
    let scheme: SchemeRecord
    let authority: Organisation
    /// The venue, or the unit itself.
    let holder: Wording

    var name: Wording { scheme.scheme.title }
    var category: Wording? { title.category.flatMap { scheme.scheme.category($0)?.name } }

    /// Whether it may be used on that day: neither run out nor taken back.
    func isInForce(on day: Day) -> Bool { title.state.isInForce && title.isValid(on: day) }

    static let noun = Phrase("证书", "certificate")
}

extension Transaction {
    /// The title behind a certificate's code. Refuses a code that there is not.
    func requireTitleRecord(code: String) throws -> TitleRecord {
        guard let title = try title(code: code), let found = try titleRecord(title) else { throw Refusal.notFound(TitleRecord.noun) }
        return found
    }

    func titleRecord(_ title: Title) throws -> TitleRecord? {
        guard let scheme = try scheme(title.schemeID, version: title.schemeVersion), let authority = try organisation(scheme.authorityID) else { return nil }
        let venue = try title.venueID.flatMap { try self.venue($0)?.name }
        let holder = try venue ?? organisation(title.organisationID)?.name ?? Wording("")
        return TitleRecord(title: title, scheme: scheme, authority: authority, holder: holder)
    }
}
