package import Access
import Kernel
package import Storage
package import Venues
import Campaigns

extension Transaction {
    /// Where a role over this resource may be held: over who offers it, and over the joint action for which it was made.
    func resourceScopes(_ resource: Resource) throws -> [Scope] {
        try organisationScopes(resource.ownerID) + (try resource.campaignID.map { try campaignScopes($0) } ?? [])
    }

    /// Units that somebody's roles cover, by name: two statements however many there are.
    package func units(within scopes: [Scope], most: Int) throws -> [Organisation] {
        let reach = try OrganisationReach.condition("o.id", scopes)
        let ids = try rows("SELECT o.id FROM view_venues_organisation o WHERE \(sql: reach) ORDER BY o.name_zh, o.id LIMIT \(most)") { try $0.id("id", Organisation.self) }
        let found = try organisations(ids)
        return ids.compactMap { found[$0] }
    }

    /// The resource with its newest version, for somebody who may see it at the desk.
    func deskResource(_ id: ID<Resource>, for identity: Identity) throws -> Resource {
        guard let resource = try resource(id) else { throw Refusal.notFound(Resource.noun) }
        try identity.require(Resources.see, within: try resourceScopes(resource))
        return resource
    }
}

/// The resources that somebody's roles cover, as a condition on `r`: the same rule as `resourceScopes`.
enum ResourceScope {
    static func condition(_ scopes: [Scope]) throws -> SQL {
        if scopes.contains(.all) { return "1 = 1" }
        let ofUnits = try OrganisationReach.condition("r.owner_id", scopes)
        let campaigns = scopes.filter { $0.segments.first == "campaign" && $0.segments.count == 2 }.compactMap(\.segments.last)
        if campaigns.isEmpty { return ofUnits }
        return """
            (\(sql: ofUnits) OR r.campaign_id IN (SELECT x.campaign_id FROM view_campaigns_ancestor x
                JOIN view_campaigns_campaign c ON c.id = x.ancestor_id WHERE c.key IN (\(list: campaigns))))
            """
    }
}
