import API
import Access
import Campaigns
import Kernel
import Storage
import Web

/// An activity in one campaign, for its host, the campaign's organiser and its moderators.
struct Submission: Sendable {
    let placement: Placement
    /// The key of the campaign.
    let campaign: String
    let remarks: [FieldRemark]
    /// What the campaign was told beside, by the field's key.
    let values: [String: String]
}

extension Submission {
    static let json = APIObject<Submission>("Submission") {
        APIField("activity", .id, "活动", "The activity") { $0.placement.activity.text }
        APIField("campaign", .text, "活动项目的 key", "The campaign's key") { $0.campaign }
        APIField("state", .choice(PlacementState.self), "在该活动项目中的状态", "Its state in the campaign") { $0.placement.state }
        APIField("version", .integer, "所指的版本", "The version that the state is about") { $0.placement.number }
        APIField("published_version", .orNull(.integer), "该活动项目向公众显示的版本", "The version that the campaign shows to the public") { $0.placement.publishedNumber }
        APIField("block", .orNull(.text), "板块的 key", "The key of its block") { $0.placement.block }
        APIField("theme", .orNull(.text), "主题的 key", "The key of its theme") { $0.placement.theme }
        APIField("since", .instant, "何时进入此状态", "Since when it has been in this state") { $0.placement.since }
        APIField("reason", .text, "退回、不予采用或撤回的原因", "Why it was returned, refused or withdrawn") { $0.placement.reason }
        APIField("remarks", .map(.text), "审核员对各字段的意见", "What moderators said about its fields") { submission in
            Dictionary(submission.remarks.map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })
        }
        APIField("fields", .map(.text), "该活动项目另需填写的内容，按字段的 key", "What the campaign was told beside, by the key of the field") { $0.values }
        APIField("taken_in", .boolean, "是否由主办方从别处纳入", "Whether the organiser took it in from another campaign") { $0.placement.isTakenIn }
    }

    /// At `/activities/{id}/submissions/{campaign}`.
    static let record = APIRecord(
        json,
        version: { submission in
            let one = submission.placement
            let published = one.publishedNumber.map { String($0) } ?? "-"
            let said = submission.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return [one.activity.text, submission.campaign, one.state.rawValue, String(one.number), published, String(one.since.microseconds), one.reason] + said
        },
        find: { request, tx in
            let id: ID<Activity> = try request.id("id", of: Activity.noun)
            let key = request.visit.parameter("campaign")
            guard !key.utf8.contains(0), let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(noun) }
            if tx.isWriting { try tx.holdPlacement(of: id, in: campaign.id) }
            return try tx.submission(of: id, in: campaign, for: request.identity)
        })

    static let noun = Phrase("该活动项目中的这项活动", "activity in that campaign")
}

extension Transaction {
    /// Nobody else changes the activity's place in the campaign until the transaction ends.
    func holdPlacement(of activity: ID<Activity>, in campaign: ID<Campaign>) throws {
        try execute("UPDATE activities_placement SET number = number WHERE activity_id = \(activity) AND campaign_id = \(campaign)")
    }

    /// For those who may change, withdraw or moderate it there; others do not learn what the public does not see.
    func submission(of id: ID<Activity>, in campaign: Campaign, for identity: Identity) throws -> Submission {
        guard let placement = try placement(of: id, in: campaign.id) else { throw Refusal.notFound(Submission.noun) }
        let isKept = identity.may(Activities.enter, within: try withdrawalScopes(id, from: campaign.id))
        let isModerated = identity.may(Activities.moderate, within: try moderationScopes(id, in: campaign.id))
        guard isKept || isModerated else { throw placement.isPublished ? Refusal.notYours(Activities.enter) : Refusal.notFound(Submission.noun) }
        return Submission(
            placement: placement, campaign: campaign.key, remarks: try remarks(on: id, in: campaign.id, version: placement.number),
            values: try campaignValues(of: id, in: campaign.id))
    }
}
