package import Activities
package import Kernel
package import Storage
import Workflow

/// How a value came about (counting.md §2).
package enum ClaimMethod: String, Sendable, CaseIterable, SQLConvertible {
    case measured, reported, estimated, booked

    package var title: Phrase {
        switch self {
        case .measured: Phrase("实测", "Measured")
        case .reported: Phrase("上报", "Reported")
        case .estimated: Phrase("估算", "Estimated")
        case .booked: Phrase("预约", "Booked")
        }
    }
}

package enum ClaimState: String, SQLConvertible, WorkflowWord {
    case received, accepted, returned, rejected

    package var title: Phrase {
        switch self {
        case .received: Phrase("待核验", "Received")
        case .accepted: Phrase("已认定", "Accepted")
        case .returned: Phrase("已退回", "Returned")
        case .rejected: Phrase("不予认定", "Rejected")
        }
    }
}

package enum ClaimEvent: String, WorkflowWord {
    case accept, `return`, reject

    package var title: Phrase {
        switch self {
        case .accept: Phrase("认定", "Accept")
        case .return: Phrase("退回", "Return")
        case .reject: Phrase("不予认定", "Reject")
        }
    }
}

/// One statement about a quantity: a number never overwrites a number.
package struct Claim: Sendable, Hashable {
    package static let noun = Phrase("这条数据", "claim")
    /// The source of the measured claim that the door keeps.
    package static let door = "door"
    /// The source of the measured claims that the cloud hall keeps of its own viewers.
    package static let cloudHall = "cloud-hall"

    package let activity: ID<Activity>
    package let id: ID<Claim>
    /// Number 0 is the activity as a whole.
    package let session: ID<ActivitySession>
    /// The key of an indicator.
    package let indicator: String
    package let value: Int64
    package let method: ClaimMethod
    /// `door`, `booking`, the name of a counter or player; empty for what a person stated.
    package let source: String
    package let state: ClaimState
    /// Measured: whether the door or counter covered the whole session.
    package let coversWhole: Bool
    /// What its maker says beside it.
    package let reason: String
    /// The claim that it corrects.
    package let supersedes: ID<Claim>?
    package let warnings: [ClaimWarning]
    package let madeAt: Instant
    /// The account, or 0 for the program.
    package let madeBy: Int64
    package let decidedAt: Instant?
    package let decidedBy: Int64?
    package let decision: String
    /// Whether a text or a file stands behind it.
    package let hasEvidence: Bool

    package var isCorrection: Bool { supersedes != nil }
}

extension Claim {
    package init(_ row: Row) throws {
        activity = try row.id("activity_id")
        id = try row.id("id")
        session = try row.id("session_id")
        indicator = try row.text("indicator")
        value = try row.int64("value")
        method = try row.choice("method")
        source = try row.text("source")
        state = try row.choice("state")
        coversWhole = try row.bool("covers_whole")
        reason = try row.text("reason")
        supersedes = try row.idOrNil("supersedes")
        warnings = ClaimWarning.read(try row.text("warnings"))
        (madeAt, madeBy) = (try row.instant("made_at"), try row.int64("made_by"))
        (decidedAt, decidedBy) = (try row.instantOrNil("decided_at"), try row.int64OrNil("decided_by"))
        decision = try row.text("decision")
        hasEvidence = try row.bool("has_evidence")
    }
}
