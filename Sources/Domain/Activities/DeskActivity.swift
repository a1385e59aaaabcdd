import Access
import Campaigns
import Kernel
import Storage
import Venues

/// Everything that the desk's page of one activity shows.
struct DeskActivity: Sendable {
    let activity: Activity
    let version: ActivityVersion
    let sessions: [ActivitySession]
    let organiser: Organisation?
    let placements: [DeskPlacement]
    /// Campaigns to which it may still be submitted.
    let campaigns: [Campaign]
    /// Of other owners, at its time and in its region: one click.
    let others: [OtherCampaign]
    let choices: ActivityChoices
    /// Series of other units that ask it to be part of them.
    let invitations: [UmbrellaInvitation]

    struct DeskPlacement: Sendable {
        let campaign: Campaign
        let placement: Placement
        let remarks: [FieldRemark]
    }
}

extension Transaction {
    /// The activity for somebody who may change it; refuses others.
    func deskActivity(_ id: ID<Activity>, for identity: Identity) throws -> DeskActivity {
        let activity = try requireActivity(id)
        try identity.require(Activities.enter, within: entryScopes(id))
        guard let version = try latestVersion(of: id) else { throw Refusal.notFound(Activity.noun) }
        let all = try campaigns()
        let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let placements = try placements(of: id)
        let taken = Set(placements.map(\.campaign)), sessions = try sessions(of: id)
        let others = activity.isPublic ? try otherCampaigns(for: activity, fit(activity, version.content, sessions), placements: placements, among: all) : []
        return DeskActivity(
            activity: activity, version: version, sessions: sessions, organiser: try organisation(activity.organiser),
            placements: try placements.compactMap { one in
                guard let campaign = byID[one.campaign] else { return nil }
                return .init(campaign: campaign, placement: one, remarks: try remarks(on: id, in: one.campaign, version: one.number))
            },
            campaigns: all.filter { !taken.contains($0.id) }, others: others,
            choices: try activityChoices(for: identity, keeping: version.content.venue, isNew: false), invitations: try invitations(of: id))
    }

    /// What the form offers: organisations and their venues, and series to belong to.
    func activityChoices(for identity: Identity, keeping venue: ID<Venue>? = nil, isNew: Bool) throws -> ActivityChoices {
        var choices = ActivityChoices()
        if isNew { choices.campaigns = try DeskScope.campaigns(for: identity, in: self) }
        choices.organisers = try DeskScope.organisers(for: identity, anywhere: !choices.campaigns.isEmpty, in: self)
        choices.mustOffer = !choices.campaigns.isEmpty && !identity.scopes(of: Activities.enter).contains { !$0.path.hasPrefix("/campaign") }
        let ids = try rows(
            """
            SELECT id FROM view_venues_venue
            WHERE organisation_id IN (\(list: choices.organisers.prefix(500).map(\.id))) OR id = \(venue?.number ?? 0)
            ORDER BY name_zh LIMIT 500
            """
        ) { try $0.id("id", Venue.self) }
        let venues = try venues(ids)
        choices.venues = ids.compactMap { venues[$0] }
        guard isNew else { return choices }
        choices.umbrellas = try rows(
            """
            SELECT a.id, v.title_zh, v.title_en
            FROM activities_activity a JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
            WHERE a.is_umbrella = 1 AND a.status <> 'cancelled'
                AND (a.shown_number IS NOT NULL OR a.organiser_id IN (\(list: choices.organisers.prefix(500).map(\.id))))
            ORDER BY a.id DESC LIMIT 200
            """
        ) { ActivityChoices.ListedTitle(id: try $0.id("id"), title: try $0.wording("title")) }
        return choices
    }
}
