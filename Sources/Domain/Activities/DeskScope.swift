import Access
import Campaigns
import Kernel
import Regions
import Storage
import Venues

/// The activities that somebody's roles cover, as a condition; the same rule as `entryScopes` and `moderationScopes`.
enum DeskScope {
    /// `organisers`: on `a` (the activity) and `v` (its newest version), a role over an organisation counts. Otherwise on `p`, a placement.
    static func condition(_ scopes: [Scope], organisers: Bool) -> SQL {
        let any = scopes.compactMap { one($0, organisers: organisers) }
        return any.isEmpty ? "1 = 0" : "(\(sql: any.joined(" OR ")))"
    }

    private static func one(_ scope: Scope, organisers: Bool) -> SQL? {
        if scope == .all { return "1 = 1" }
        let steps = scope.path.split(separator: "/").map(String.init)
        guard let root = steps.first else { return nil }
        switch (root, steps.count) {
        case ("region", 1): return organisers ? "v.region IS NOT NULL" : "p.region IS NOT NULL"
        case ("region", _):
            let column: SQL = organisers ? "v.region" : "p.region"
            return "\(sql: column) \(.binary) IN \(sql: RegionCodes.within(steps[steps.count - 1]))"
        case ("organisation", 2) where organisers:
            guard let id = ID<Organisation>(steps[1]) else { return nil }
            return "a.organiser_id = \(id)"
        case ("organisation", 1) where organisers: return "1 = 1"
        case ("line", 2):
            let theirs: SQL = "(SELECT o.id FROM view_venues_organisation o WHERE o.line = \(steps[1]))"
            guard organisers else {
                return "p.activity_id IN (SELECT l.id FROM activities_activity l WHERE l.organiser_id IN \(sql: theirs))"
            }
            return "a.organiser_id IN \(sql: theirs)"
        case ("campaign", 2): return campaign(steps[1], organisers: organisers)
        case ("campaign", 1): return organisers ? "EXISTS (SELECT 1 FROM activities_placement x WHERE x.activity_id = a.id AND x.is_entered = 1)" : "1 = 1"
        default: return nil
        }
    }

    private static func campaign(_ key: String, organisers: Bool) -> SQL {
        let below: SQL = """
            (SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign c ON c.id = x.ancestor_id WHERE c.key = \(key))
            """
        guard organisers else { return "p.campaign_id IN \(sql: below)" }
        return """
            EXISTS (SELECT 1 FROM activities_placement q WHERE q.activity_id = a.id AND q.is_entered = 1 AND q.campaign_id IN \(sql: below))
            """
    }

    /// The organisations for which the person may enter activities, by name; for a campaign's organiser all of them.
    static func organisers(for identity: Identity, anywhere: Bool, in tx: Transaction) throws -> [Organisation] {
        let all = try tx.organisations()
        return anywhere ? all : try all.filter { identity.may(Activities.enter, within: try tx.organisationScopes($0)) }
    }

    /// The campaigns whose organiser the person is, or above which they stand.
    static func campaigns(for identity: Identity, in tx: Transaction) throws -> [Campaign] {
        guard identity.scopes(of: Activities.enter).contains(where: { $0 == .all || $0.path.hasPrefix("/campaign") }) else { return [] }
        return try tx.campaigns().filter { identity.may(Activities.enter, within: try tx.campaignScopes($0.id)) }
    }
}
