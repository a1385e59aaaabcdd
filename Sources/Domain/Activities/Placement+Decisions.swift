package import Access
package import Campaigns
package import Kernel
package import Storage
import Workflow

/// What a moderator says about one field of an activity; the field `""` is the activity as a whole.
package struct FieldRemark: Sendable, Hashable {
    package let field: String
    package let text: String
    package init(field: String, text: String) { (self.field, self.text) = (field, text) }
}

extension Transaction {
    /// Hands the newest version to a campaign's moderators. What the campaign shows to the public stays meanwhile.
    ///
    /// - saying: what the campaign asks for beside, by the field's key; refuses where it must be known and is not.
    package func submit(
        _ activity: ID<Activity>, to campaign: ID<Campaign>, block: String? = nil, theme: String? = nil, saying values: [String: String] = [:],
        by identity: Identity
    ) throws {
        let record = try requireActivity(activity)
        try identity.require(Activities.enter, within: entryScopes(activity))
        if try placement(of: activity, in: campaign) == nil { try addDraft(activity, in: campaign, block: block, theme: theme) }
        try answer(values, of: activity, to: campaign, by: identity.account.id.number)
        guard let old = try placement(of: activity, in: campaign) else { return }
        if old.number == record.latest, [.toModerate, .ready, .published].contains(old.state) {
            throw Refusal(
                .conflict, "nothing-new", "此版本在该活动项目中“\(old.state.title.zh)”，没有需要提交的修改。",
                "This version is already “\(old.state.title.en)” in that campaign; there is nothing new to submit.")
        }
        try move(old, by: .submit, number: record.latest, actor: identity.account.id.number)
        try passByRule(old, organiser: record.organiser, number: record.latest, by: identity)
    }

    /// A moderator's decision on the version that they saw: `publish`, `clear`, `return` with remarks, or `refuse`.
    package func decide(
        _ event: PlacementEvent, on activity: ID<Activity>, in campaign: ID<Campaign>, seen: Int, remarks: [FieldRemark] = [], reason: String = "",
        by identity: Identity
    ) throws {
        guard let old = try placement(of: activity, in: campaign) else { throw Refusal.notFound(Activity.noun) }
        try identity.require(Activities.moderate, within: moderationScopes(activity, in: campaign))
        guard old.number == seen else { throw Refusal.newerSubmitted(seen: seen, now: old.number) }
        if event == .giveBack, remarks.isEmpty, reason.isEmpty {
            throw Refusal(
                .invalid, "return-without-remark", "退回时请至少写一条意见，填报单位才知道改什么。",
                "Write at least one remark when you return an activity, so that its host knows what to change.", field: "reason")
        }
        if event == .refuse, reason.isEmpty {
            throw Refusal(.invalid, "refuse-without-reason", "不予采用须说明理由。", "Give the reason when you refuse an activity.", field: "reason")
        }
        try move(old, by: event, number: old.number, reason: reason, actor: identity.account.id.number)
        if event == .giveBack { try keep(remarks, on: old, by: identity.account.id.number) }
        try endSpotCheck(on: old, by: event, actor: identity.account.id.number)
        try tellHosts(of: old, event, reason: reason, by: identity.account.id)
        if event == .publish { try spread(activity, old.number, publishedIn: campaign, by: identity.account.id.number) }
    }

    /// The host takes an activity back from a campaign, or the campaign's organiser takes it out; nothing of it stays public there.
    package func withdraw(_ activity: ID<Activity>, from campaign: ID<Campaign>, reason: String = "", by identity: Identity) throws {
        guard let old = try placement(of: activity, in: campaign) else { throw Refusal.notFound(Activity.noun) }
        try identity.require(Activities.enter, within: withdrawalScopes(activity, from: campaign))
        try move(old, by: .withdraw, number: old.number, reason: reason, actor: identity.account.id.number)
    }

    /// The organiser of a campaign takes in an activity that another campaign has published: the same record and version,
    /// no copy. Again takes over the version that is public now.
    package func takeIn(
        _ activity: ID<Activity>, into campaign: ID<Campaign>, block: String? = nil, theme: String? = nil, by identity: Identity
    ) throws {
        try identity.require(Activities.takeIn, within: campaignScopes(campaign))
        guard let shown = try requireActivity(activity).shown else {
            throw Refusal(
                .conflict, "not-public", "该活动尚未在任何活动项目中发布，不能纳入。", "No campaign has published this activity yet, so it cannot be taken in.")
        }
        if try placement(of: activity, in: campaign) == nil { try addDraft(activity, in: campaign, block: block, theme: theme, isTakenIn: true) }
        guard let old = try placement(of: activity, in: campaign) else { return }
        if old.publishedNumber == shown {
            throw Refusal(.conflict, "already-in", "该活动已在此活动项目中发布。", "The activity is already published in this campaign.")
        }
        try move(old, by: .takeIn, number: shown, actor: identity.account.id.number)
        try share(activity, shown, publishedIn: campaign, by: identity.account.id.number)
    }

    func addDraft(
        _ activity: ID<Activity>, in campaign: ID<Campaign>, block: String?, theme: String?, isTakenIn: Bool = false
    ) throws {
        try execute(
            """
            INSERT INTO activities_placement
                (activity_id, campaign_id, block, theme, state, number, published_number, since, is_taken_in, reason, region)
            VALUES (\(activity), \(campaign), \(block), \(theme), \(PlacementState.draft), 1, NULL, \(now), \(isTakenIn), '',
                \(sql: PlacementSchema.region(of: activity, 1)))
            ON CONFLICT (activity_id, campaign_id) DO NOTHING
            """)
    }

    /// One step of the workflow, guarded against a step of somebody else in between.
    func move(_ old: Placement, by event: PlacementEvent, number: Int, reason: String = "", actor: Int64) throws {
        let step = try Placement.workflow.transition(from: old.state, on: event)
        let published = old.publishedNumber(after: step.to, of: number)
        let changed = try execute(
            """
            UPDATE activities_placement
            SET state = \(step.to), number = \(number), published_number = \(published), since = \(now), reason = \(reason),
                region = \(sql: PlacementSchema.region(of: old.activity, number))
            WHERE activity_id = \(old.activity) AND campaign_id = \(old.campaign) AND state = \(old.state) AND number = \(old.number)
            """)
        guard changed == 1 else { throw Refusal.decidedMeanwhile }
        if old.isPublished, step.to == .published { try keepTimesLook(on: old, number: number) }
        // Those who booked are told of what the public sees anew, not of each campaign that follows.
        let before = try refreshShown(old.activity).map { ",\"before\":\($0)" } ?? ""
        let isPublic = step.to == .published || old.isPublished && published == nil
        try record(
            LedgerEntry(
                step.records, "activity", old.activity, by: actor,
                payload: "{\"campaign\":\"\(old.campaign.text)\",\"version\":\(number)\(before)}", reason: reason, visibility: isPublic ? .public : .office))
    }
}

extension Placement {
    /// Which version the campaign shows once `version` has come to `state`: refused and withdrawn show none, returned none of
    /// the version that was returned, and a newer version that waits leaves the older one in its place.
    func publishedNumber(after state: PlacementState, of version: Int) -> Int? {
        switch state {
        case .published: version
        case .refused, .withdrawn: nil
        case .returned: publishedNumber == version ? nil : publishedNumber
        case .draft, .toModerate, .ready: publishedNumber
        }
    }
}

extension Refusal {
    static func newerSubmitted(seen: Int, now: Int) -> Refusal {
        Refusal(
            .conflict, "newer-version", "您审核的是第 \(seen) 版，填报单位已提交第 \(now) 版。请刷新页面，按新版本审核。",
            "You looked at version \(seen); the host has submitted version \(now). Reload the page and decide on the new one.")
    }
    static let decidedMeanwhile = Refusal(
        .conflict, "decided-meanwhile", "他人刚刚处理了这项活动，您的操作没有生效。请刷新页面。",
        "Somebody else has just dealt with this activity; your step was not taken. Reload the page.")
}
