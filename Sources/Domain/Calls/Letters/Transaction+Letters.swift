import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

extension Transaction {
    /// Tells the people of an organisation who hold this role over exactly it, except whoever did what is told of.
    func tellAll(_ role: Role, of organisation: ID<Organisation>, except actor: Int64, _ letter: (ID<Account>) -> Message) throws {
        for account in try holders(of: role, exactlyOver: .organisation(organisation.number)) where account.number != actor { try tell(letter(account)) }
    }

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
