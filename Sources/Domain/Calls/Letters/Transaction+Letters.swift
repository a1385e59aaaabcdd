import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// The venue, or the unit itself.
    func holderName(_ organisation: ID<Organisation>, _ venue: ID<Venue>?) throws -> Phrase {
        let name = try venue.flatMap { try self.venue($0)?.name } ?? self.organisation(organisation)?.name
        return name?.phrase ?? Phrase(same: "")
    }

    /// What the title is called in the scheme under which it was granted.
    func titleName(_ title: Title) throws -> Phrase {
        try scheme(title.schemeID, version: title.schemeVersion)?.scheme.title.phrase ?? Phrase(same: title.number)
    }
}
