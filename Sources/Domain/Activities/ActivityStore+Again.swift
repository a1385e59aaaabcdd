import Access
import Campaigns
package import Kernel
import Language
package import Storage
import Venues

extension Transaction {
    /// Copies what an activity says into a new draft that remembers it: last year's entry, used again. Sessions, placements
    /// and results stay with the old one.
    ///
    /// - period: the days between which it takes place, where it has no sessions.
    package func useAgain(_ id: ID<Activity>, period: ActivityPeriod? = nil, by actor: Int64) throws -> ID<Activity> {
        let old = try requireActivity(id)
        guard var content = try latestVersion(of: id)?.content else { throw Refusal.notFound(Activity.noun) }
        content.period = period
        var draft = ActivityDraft(organiser: old.organiser, content: content)
        draft.isUmbrella = old.isUmbrella
        draft.repeats = id
        draft.bodies = try bodies(of: id)
        draft.parent = try old.parent.flatMap { try usedAgain($0) }
        let new = try addActivity(draft, by: actor)
        // That answers the invitation into the new series.
        if let parent = draft.parent { try execute("DELETE FROM activities_invitation WHERE activity_id = \(id) AND umbrella_id = \(parent)") }
        return new
    }

    /// The same for somebody at the desk: who may change the old one only as a campaign's organiser finds the copy as a draft in
    /// that campaign, or it would be out of their reach.
    func useAgain(_ id: ID<Activity>, period: ActivityPeriod? = nil, by identity: Identity) throws -> ID<Activity> {
        let new = try useAgain(id, period: period, by: identity.account.id.number)
        if try identity.may(Activities.enter, within: entryScopes(new)) { return new }
        for old in try placements(of: id) where old.isEntered {
            guard try identity.may(Activities.enter, within: campaignScopes(old.campaign)) else { continue }
            try place(new, in: old.campaign, state: .draft, by: identity.account.id.number)
            try markEntered(new, in: old.campaign)
            return new
        }
        throw Refusal.notYours(Activities.enter)
    }
}
