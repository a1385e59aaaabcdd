package import Access
import Campaigns
package import Kernel
package import Storage
import Venues

extension Transaction {
    /// Adds an activity that somebody enters at the desk: for an organisation of theirs, or offered to a campaign of theirs, where it
    /// begins as a draft.
    package func enterActivity(_ draft: ActivityDraft, offeredTo key: String?, by identity: Identity) throws -> ID<Activity> {
        guard let unit = try organisation(draft.organiser) else { throw Refusal.notFound(Phrase("该单位", "organisation")) }
        let campaign = try key.map { try requireCampaign($0) }
        let offered = try campaign.map { try campaignScopes($0.id) } ?? []
        let scopes = try organisationScopes(unit)
        if campaign == nil, !identity.may(Activities.enter, within: scopes), identity.mayAnywhere(Activities.enter) {
            throw Refusal(
                .invalid, "campaign-missing", "您不负责这个单位。请选择您负责的活动项目，或另选单位。",
                "This organisation is not in your care. Choose a campaign that is, or another organisation.", field: "campaign")
        }
        try identity.require(Activities.enter, within: scopes + offered)
        let id = try addActivity(draft, by: identity.account.id.number)
        if let campaign, identity.may(Activities.enter, within: offered) {
            try place(id, in: campaign.id, state: .draft, by: identity.account.id.number)
            try markEntered(id, in: campaign.id)
        }
        return id
    }

    /// Remembers that the campaign's own organiser entered the activity: they may change it.
    func markEntered(_ activity: ID<Activity>, in campaign: ID<Campaign>) throws {
        try execute("UPDATE activities_placement SET is_entered = 1 WHERE activity_id = \(activity) AND campaign_id = \(campaign)")
    }
}
