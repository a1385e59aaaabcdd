package import Access
package import Kernel
package import Language
package import Storage
package import Venues

extension Transaction {
    /// A new entry of the catalogue for an exhibit or a set: a draft that its unit completes and hands in to be listed. Refuses whoever may not offer
    /// resources of that unit.
    package func draftExhibit(_ name: Wording, summary: Wording, isSet: Bool, of owner: ID<Organisation>, by identity: Identity) throws -> ID<Resource> {
        try identity.require(Resources.offer, within: try organisationScopes(owner))
        let content = ResourceContent(name: name, summary: summary)
        return try addResource(key: nil, kind: isSet ? .exhibitSet : .exhibit, owner: owner, campaign: nil, content, by: identity.account.id.number)
    }
}
