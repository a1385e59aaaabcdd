import Access
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// Makes an activity part of an umbrella, or takes it out with nil. It keeps its organiser, who alone changes what it says.
    func setUmbrella(_ umbrella: ID<Activity>?, of child: ID<Activity>, by actor: Int64) throws {
        let activity = try requireActivity(child)
        guard activity.parent != umbrella else { return }
        if let umbrella {
            try checkParent(umbrella, isUmbrella: activity.isUmbrella)
            guard activity.parent == nil else {
                throw Refusal(
                    .conflict, "in-umbrella", "该活动已属于另一个系列。请先从那个系列移出。", "The activity is part of another series. Take it out of that first.")
            }
        }
        try execute("UPDATE activities_activity SET parent_id = \(umbrella) WHERE id = \(child)")
        try execute("DELETE FROM activities_invitation WHERE activity_id = \(child)")
        try touch(child)
        try refreshCounted(child)
        if let left = activity.parent { try refreshCounted(left) }
        let payload = (umbrella ?? activity.parent).map { "{\"umbrella\":\"\($0.text)\"}" } ?? "{}"
        try record(
            LedgerEntry(
                umbrella == nil ? "activities.left-umbrella" : "activities.joined-umbrella", "activity", child, by: actor, payload: payload,
                visibility: activity.isPublic ? .public : .office))
    }

    /// Somebody who may change both makes the activity part of the umbrella at once; otherwise its owners are asked.
    ///
    /// - Returns: whether it is part of it now.
    func invite(_ child: ID<Activity>, into umbrella: ID<Activity>, by identity: Identity) throws -> Bool {
        try identity.require(Activities.enter, within: entryScopes(umbrella))
        guard let activity = try activity(child) else { throw Refusal.noSuchChild }
        if try identity.may(Activities.enter, within: entryScopes(child)) {
            try setUmbrella(umbrella, of: child, by: identity.account.id.number)
            return true
        }
        // What the public does not see is not known here either.
        guard activity.isPublic else { throw Refusal.noSuchChild }
        try checkParent(umbrella, isUmbrella: activity.isUmbrella)
        try askOwners(of: activity, into: umbrella, by: identity.account.id)
        return false
    }

    /// The owners' answer; an invitation that was taken back meanwhile is refused.
    func answerInvitation(_ child: ID<Activity>, into umbrella: ID<Activity>, accepts: Bool, by identity: Identity) throws {
        try identity.require(Activities.enter, within: entryScopes(child))
        let gone = try execute("DELETE FROM activities_invitation WHERE activity_id = \(child) AND umbrella_id = \(umbrella)")
        guard gone == 1 else {
            throw Refusal(.conflict, "no-invitation", "这份邀请已经撤回或处理过。", "This invitation was taken back or answered already.")
        }
        if accepts { try setUmbrella(umbrella, of: child, by: identity.account.id.number) }
    }

    /// Invitations of an activity that await its owners' answer.
    func invitations(of activity: ID<Activity>) throws -> [UmbrellaInvitation] {
        try rows(
            """
            SELECT i.activity_id, i.umbrella_id, t.title_zh AS umbrella_zh, t.title_en AS umbrella_en,
                CASE WHEN a.parent_id = u.repeats_id THEN 1 ELSE 0 END AS is_again
            FROM activities_invitation i JOIN view_activities_title t ON t.activity_id = i.umbrella_id
                JOIN activities_activity a ON a.id = i.activity_id JOIN activities_activity u ON u.id = i.umbrella_id
            WHERE i.activity_id = \(activity) ORDER BY i.invited_at, i.umbrella_id
            """, UmbrellaInvitation.init)
    }

    /// Those whom an umbrella has invited.
    func invited(into umbrella: ID<Activity>) throws -> [(activity: ID<Activity>, title: Wording)] {
        try rows(
            """
            SELECT i.activity_id, t.title_zh, t.title_en FROM activities_invitation i JOIN view_activities_title t ON t.activity_id = i.activity_id
            WHERE i.umbrella_id = \(umbrella) ORDER BY i.invited_at, i.activity_id
            """
        ) { row in (try row.id("activity_id"), try row.wording("title")) }
    }
}

/// Another unit asks an activity of one's own to be part of its series.
struct UmbrellaInvitation: Sendable {
    let activity: ID<Activity>
    let umbrella: ID<Activity>
    let umbrellaTitle: Wording
    /// It was part of the series last time: it comes along by being used again.
    let isAgain: Bool

    init(_ row: Row) throws {
        activity = try row.id("activity_id")
        umbrella = try row.id("umbrella_id")
        umbrellaTitle = try row.wording("umbrella")
        isAgain = try row.bool("is_again")
    }
}

extension Refusal {
    fileprivate static let noSuchChild = Refusal(
        .invalid, "no-child", "没有这个编号的公开活动。请填写活动网址末尾的 13 位编号。", "There is no public activity of this number. Give the 13 letters at the end of its address.",
        field: "activity")
}
