package import Access
package import Campaigns
package import Kernel
package import Storage
import Regions
import Venues

extension Transaction {
    /// Over which an office's or an organiser's role may be held: the region path of its place, its organiser with the line along which that one reports, and every
    /// campaign in which it is placed, with the campaigns above.
    package func activityScopes(_ id: ID<Activity>) throws -> [Scope] {
        let activity = try requireActivity(id)
        let campaigns = try rows("SELECT campaign_id FROM activities_placement WHERE activity_id = \(id) ORDER BY campaign_id") { row in
            try row.id("campaign_id", Campaign.self)
        }
        return try regionScopes(of: activity) + ownScopes(activity.organiser) + campaigns.flatMap { try campaignScopes($0) }
    }

    /// Who may change what it says and what becomes of it: the region path of its place, its organiser, and a campaign whose own
    /// organiser entered it. One to which a host submitted it has no say over the activity itself, only over its place there
    /// (`withdrawalScopes`).
    package func entryScopes(_ id: ID<Activity>) throws -> [Scope] { try scopes(of: id, campaigns: "is_entered = 1") }

    /// Who may report what happened: as `activityScopes`, without campaigns that merely took it in.
    package func reportScopes(_ id: ID<Activity>) throws -> [Scope] { try scopes(of: id, campaigns: "is_taken_in = 0") }

    /// Who may take it out of one campaign: those who may change it, and that campaign's organiser.
    package func withdrawalScopes(_ id: ID<Activity>, from campaign: ID<Campaign>) throws -> [Scope] {
        try entryScopes(id) + campaignScopes(campaign)
    }

    private func scopes(of id: ID<Activity>, campaigns condition: SQL) throws -> [Scope] {
        let activity = try requireActivity(id)
        let campaigns = try rows(
            "SELECT campaign_id FROM activities_placement WHERE activity_id = \(id) AND \(sql: condition) ORDER BY campaign_id"
        ) { row in try row.id("campaign_id", Campaign.self) }
        return try regionScopes(of: activity) + ownScopes(activity.organiser) + campaigns.flatMap { try campaignScopes($0) }
    }

    /// Who may decide about it in one campaign: the region path of the place that the submitted version names, the line along which its
    /// organiser reports, that campaign and those above it. Other campaigns' moderators have no say, nor has the region to which a version that nobody submitted moves it.
    package func moderationScopes(_ id: ID<Activity>, in campaign: ID<Campaign>) throws -> [Scope] {
        let line = try ownScopes(requireActivity(id).organiser).filter { $0.segments.first == "line" }
        return try placeScopes(placement(of: id, in: campaign)?.region) + line + campaignScopes(campaign)
    }

    /// The region path of its place, as the newest version states it; nothing where it is unknown.
    private func regionScopes(of activity: Activity) throws -> [Scope] {
        let region = try row(
            "SELECT region FROM activities_version WHERE activity_id = \(activity.id) AND number = \(activity.latest)"
        ) { try $0.textOrNil("region") }
        return try placeScopes(region ?? nil)
    }

    /// The region path; the code alone where no edition knows it.
    private func placeScopes(_ region: String?) throws -> [Scope] {
        guard let code = region else { return [] }
        let scopes = try regionScopes(code)
        return scopes.isEmpty ? [.region([code])] : scopes
    }

    /// For ledger entries: the region path, or everything where the region is unknown.
    func activityScopePath(_ region: String?) throws -> String {
        guard let region else { return "/" }
        let path = try regionPath(region).map(\.code)
        return Scope.region(path.isEmpty ? [region] : path).path
    }
}
