import Access
import Kernel
import Language
import Storage
import Venues
import Campaigns

/// One entry of the catalogue, whichever its version.
package struct Resource: Sendable, Hashable {
    let id: ID<Resource>
    /// Unique; files know it by this.
    let key: String
    let kind: ResourceKind
    /// Who offers it.
    var ownerID: ID<Organisation>
    /// The joint action for which it was made, if any.
    var campaignID: ID<Campaign>?
    /// The version that everybody sees; nil where there is none.
    let listed: Int?
    /// The newest version, whatever its state.
    let newest: Int
    /// Named experts have checked the science of the listed version (`VettingRule`).
    let isAuthoritative: Bool
    var provenance: Provenance

    static let noun = Phrase("这项资源", "resource")

    init(_ row: Row) throws {
        (id, key, kind) = (try row.id("id"), try row.text("key"), try row.choice("kind"))
        (ownerID, campaignID) = (try row.id("owner_id"), try row.idOrNil("campaign_id"))
        (listed, newest) = (try row.intOrNil("listed"), try row.int("newest"))
        isAuthoritative = try row.bool("is_authoritative")
        provenance = try row.provenance()
    }
}

/// One version of a resource: what it says and how far it has come. Fixed once it is listed.
struct ResourceVersion: Sendable, Hashable {
    let resourceID: ID<Resource>
    let number: Int
    let state: ResourceState
    let content: ResourceContent
    /// Why it was returned or withdrawn; empty otherwise.
    let remark: String
    /// The science was found wrong: it is not to be used any more, wherever it went.
    let isWrong: Bool
    let writerID: ID<Account>?
    let changedAt: Instant

    /// Somebody still works on it.
    var isOpen: Bool { state == .draft || state == .toCheck }

    init(_ row: Row) throws {
        (resourceID, number, state) = (try row.id("resource_id"), try row.int("number"), try row.choice("state"))
        content = try ResourceContent(row)
        (remark, isWrong) = (try row.text("remark"), try row.bool("is_wrong"))
        (writerID, changedAt) = (try row.idOrNil("writer_id"), try row.instant("changed_at"))
    }
}
