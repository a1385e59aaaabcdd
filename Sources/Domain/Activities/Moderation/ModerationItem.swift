import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues

/// One placement as its moderator sees it: the submitted version, and beside it the one that is public now.
struct ModerationItem: Sendable {
    struct Side: Sendable {
        let content: ActivityContent
        let venue: Venue?
    }
    let activity: Activity
    let campaign: Campaign
    let placement: Placement
    let version: ActivityVersion
    let side: Side
    /// What the campaign shows now, where that is another version.
    let published: Side?
    let sessions: [ActivitySession]
    let organiser: Organisation?
    /// Where else it is published: the same activity, counted once.
    let elsewhere: [Wording]
    let remarks: [FieldRemark]
    /// What the campaign was told beside, by the field's key.
    let values: [String: String]
    /// How its campaign's moderators work.
    let rule: ModerationRule
    /// Whether its organiser is verified, and whether the moderator may say so.
    let isVerified: Bool
    let mayVerify: Bool
    /// What is looked at afterwards, where it was published, or its times were changed, without a moderator.
    let look: SpotCheck.Look?
    /// What comes after it in the moderator's queue.
    let next: QueueLine?
}

extension Transaction {
    /// The placement for somebody who may decide about it; refuses others.
    func moderationItem(_ id: ID<Activity>, in key: String, for identity: Identity, _ filter: QueueFilter = QueueFilter()) throws -> ModerationItem {
        let activity = try requireActivity(id)
        guard let campaign = try campaign(key: key), let placement = try placement(of: id, in: campaign.id),
            let version = try version(placement.number, of: id)
        else { throw Refusal.notFound(Activity.noun) }
        try identity.require(Activities.moderate, within: moderationScopes(id, in: campaign.id))
        var published: ModerationItem.Side?
        if let number = placement.publishedNumber, number != placement.number, let old = try self.version(number, of: id) {
            published = try side(old.content)
        }
        return ModerationItem(
            activity: activity, campaign: campaign, placement: placement, version: version, side: try side(version.content), published: published,
            sessions: try sessions(of: id), organiser: try organisation(activity.organiser), elsewhere: try publishedElsewhere(id, than: campaign.id),
            remarks: try remarks(on: id, in: campaign.id, version: placement.number),
            values: try campaignValues(of: id, in: campaign.id), rule: try moderationRule(of: campaign.id), isVerified: try isVerified(activity.organiser),
            mayVerify: try identity.may(Activities.moderate, within: organisationScopes(activity.organiser)),
            look: try look(at: id, in: campaign.id),
            next: try next(
                after: QueuePlace(since: placement.since, activity: id, campaign: campaign.id), for: identity, filter,
                reach: filter.isWide ? nil : try moderationReach(of: identity)))
    }

    private func publishedElsewhere(_ id: ID<Activity>, than campaign: ID<Campaign>) throws -> [Wording] {
        try rows(
            """
            SELECT c.name_zh, c.name_en FROM activities_placement p JOIN view_campaigns_campaign c ON c.id = p.campaign_id
            WHERE p.activity_id = \(id) AND p.campaign_id <> \(campaign) AND p.published_number IS NOT NULL ORDER BY p.campaign_id
            """) { try $0.wording("name") }
    }

    private func side(_ content: ActivityContent) throws -> ModerationItem.Side {
        ModerationItem.Side(content: content, venue: try content.venue.flatMap { try venue($0) })
    }
}
