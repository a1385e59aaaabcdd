package import Campaigns
package import Kernel
import Storage
import Workflow

/// An activity in one campaign: its state there, and the version that the state is about.
package struct Placement: Sendable, Hashable {
    package let activity: ID<Activity>
    package let campaign: ID<Campaign>
    /// Keys within the campaign.
    package let block: String?
    package let theme: String?
    package let state: PlacementState
    /// The version that was submitted, returned, published …
    package let number: Int
    /// The version that this campaign shows to the public; stays while a newer one is being moderated. Nil: not published.
    package let publishedNumber: Int?
    /// Since when it has been in this state.
    package let since: Instant
    /// Whether the campaign's organiser took it in from another campaign.
    package let isTakenIn: Bool
    /// Whether the campaign's own organiser entered it for the campaign, and so may change it.
    package let isEntered: Bool
    /// Why it was returned, refused or withdrawn.
    package let reason: String
    /// Where `number`, the version in question, takes place: whose moderators decide about it.
    package let region: String?

    package var isPublished: Bool { publishedNumber != nil }
}

/// What a campaign thinks of an activity; the activity's own `status` is another thing.
package enum PlacementState: String, WorkflowWord, SQLConvertible {
    case draft
    case toModerate = "to-moderate"
    case returned, ready, published, refused, withdrawn

    package var title: Phrase {
        switch self {
        case .draft: Phrase("草稿", "Draft")
        case .toModerate: Phrase("待审核", "To moderate")
        case .returned: Phrase("已退回修改", "Returned")
        case .ready: Phrase("待发布", "Ready")
        case .published: Phrase("已发布", "Published")
        case .refused: Phrase("不予采用", "Refused")
        case .withdrawn: Phrase("已撤回", "Withdrawn")
        }
    }
}

package enum PlacementEvent: String, WorkflowWord {
    case submit, withdraw, clear, publish
    case giveBack = "return"
    case refuse
    case takeIn = "take-in"
    /// Published by the campaign's rule, without a moderator.
    case pass

    package var title: Phrase {
        switch self {
        case .submit: Phrase("提交审核", "Submit")
        case .withdraw: Phrase("撤回", "Withdraw")
        case .clear: Phrase("审核通过，待发布", "Clear for publication")
        case .publish: Phrase("发布", "Publish")
        case .giveBack: Phrase("退回修改", "Return")
        case .refuse: Phrase("不予采用", "Refuse")
        case .takeIn: Phrase("纳入", "Take in")
        case .pass: Phrase("按规则直接发布", "Publish by rule")
        }
    }
}
