import Campaigns
import Kernel
import Language
import Storage
import Venues

/// Everything that an activity's public page shows.
struct PublicActivity: Sendable {
    let activity: Activity
    let version: ActivityVersion
    let sessions: [ActivitySession]
    let organiser: Organisation?
    let bodies: [(organisation: Organisation, role: String)]
    let venue: Venue?
    let campaigns: [(campaign: Campaign, placement: Placement)]
    let parent: ListedActivity?
    let children: [ListedActivity]

    var content: ActivityContent { version.content }
    var accent: String { campaigns.first?.campaign.accent.rawValue ?? "indigo" }
    var theme: String { campaigns.lazy.compactMap(\.placement.theme).first ?? content.themes.first ?? content.kind.rawValue }
}

extension Transaction {
    /// The activity as the public sees it; "not found" while no campaign shows it.
    func publicActivity(_ id: ID<Activity>) throws -> PublicActivity {
        guard let activity = try activity(id), let version = try shownVersion(of: activity) else { throw Refusal.notFound(Activity.noun) }
        let roles = try bodies(of: id)
        let organisations = try organisations(roles.map(\.organisation) + [activity.organiser])
        let placements = try placements(of: id).filter(\.isPublished)
        return PublicActivity(
            activity: activity, version: version, sessions: try sessions(of: id), organiser: organisations[activity.organiser],
            bodies: roles.compactMap { role in organisations[role.organisation].map { ($0, role.role) } },
            venue: try version.content.venue.flatMap { try venue($0) },
            campaigns: try placements.compactMap { placement in try campaign(placement.campaign).map { ($0, placement) } },
            parent: try activity.parent.flatMap { try listed([$0]).first }, children: try listed(try children(of: id).map(\.id)))
    }
}
