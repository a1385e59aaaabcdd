import Campaigns
package import Kernel
package import Language
import Storage
package import Venues

/// One task: what is to be done, who answers for it, who takes part, by when, and how it is measured (domain M06, M32, M35).
package struct KeyTask: Sendable, Hashable {
    /// From what it came. The raw texts stand in the database.
    package enum Origin: String, Sendable, CaseIterable, SQLConvertible {
        case plan, agreement, visit

        var title: Phrase {
            switch self {
            case .plan: Phrase("计划", "Plan")
            case .agreement: Phrase("协议", "Agreement")
            case .visit: Phrase("调研交流", "Working visit")
            }
        }
    }

    enum Risk: String, Sendable, CaseIterable, SQLConvertible {
        case none, low, medium, high

        var title: Phrase {
            switch self {
            case .none: Phrase("无", "None")
            case .low: Phrase("低", "Low")
            case .medium: Phrase("中", "Medium")
            case .high: Phrase("高", "High")
            }
        }
    }

    static let noun = Phrase("该任务", "task")

    package let id: ID<KeyTask>
    /// Under which files know it: a task that was made at the desk has its identity.
    package let key: String
    package var planID: ID<ActionPlan>?
    var chapter: String?
    var position: Int
    /// The task of which this is a part: of a province's, a city's.
    var parentID: ID<KeyTask>?
    var campaignID: ID<Campaign>?
    package var origin: Origin
    /// The record that it came from: `agreement-key#commitment-key`; the identity of a conclusion.
    package var originKey: String
    package var name: Wording
    var about: Wording?
    /// The one accountable lead.
    package var leadID: ID<Organisation>
    /// The body that gave it, and verifies it.
    package var authorityID: ID<Organisation>
    var region: String?
    package var due: Day?
    var budget: Wording?
    var budgetYuan: Int64?
    var risk: Risk = .none
    var riskSays = ""
    package var state: TaskState
    package var stateAt: Instant
    var stateBy: Int64
    /// The word that came with the last step.
    var remark = ""
    var provenance = Provenance()
    /// When it was first given to a lead; nil while it is drafted. Another lead does not change it.
    var givenAt: Instant?
}

/// A number of the dictionary to which a task is bound, with what it is to reach. Its value is never typed; an own number beside it says who
/// stated it and why.
struct Goal: Sendable, Hashable {
    enum Reads: String, Sendable, CaseIterable, SQLConvertible {
        /// As counted now.
        case live
        /// As the edition was published, once it is locked.
        case locked
    }

    /// A number stated instead of the computed one.
    struct OwnNumber: Sendable, Hashable {
        let value: Int64
        let reason: String
        let at: Instant
        let by: Int64
        /// The body with which it was stated; nil where whoever did acts for no single one.
        var unit: ID<Organisation>?
    }

    let id: ID<Goal>
    let taskID: ID<KeyTask>
    let key: String
    var name: Wording?
    var source: GoalSource
    var reads: Reads
    /// Ascending by day.
    var targets: [Target] = []
    var own: OwnNumber?

    /// As people call it: its own name, else that of its figure.
    var title: Phrase { name?.phrase ?? IndicatorName.of(source.indicator) }
}

/// A step with a day.
struct Milestone: Sendable, Hashable {
    let taskID: ID<KeyTask>
    let key: String
    var name: Wording
    var due: Day
    /// What its lead says of how it was done; nil while it is not.
    var done: Day?
    var doneSays = ""

    func light(on today: Day) -> Light { done != nil ? .reached : due < today ? .red : .waiting }
}

extension KeyTask {
    init(_ row: Row) throws {
        (id, key, planID) = (try row.id("id"), try row.text("key"), try row.idOrNil("plan_id"))
        (chapter, position, parentID) = (try row.textOrNil("chapter"), try row.int("position"), try row.idOrNil("parent_id"))
        (campaignID, origin, originKey) = (try row.idOrNil("campaign_id"), try row.choice("origin"), try row.text("origin_key"))
        (name, about) = (try row.wording("name"), try row.wordingOrNil("about"))
        (leadID, authorityID, region) = (try row.id("lead_id"), try row.id("authority_id"), try row.textOrNil("region"))
        due = try row.dayOrNil("due_day")
        (budget, budgetYuan) = (try row.wordingOrNil("budget"), try row.int64OrNil("budget_yuan"))
        (risk, riskSays) = (try row.choice("risk"), try row.text("risk_says"))
        (state, stateAt, stateBy, remark) = (try row.choice("state"), try row.instant("state_at"), try row.int64("state_by"), try row.text("remark"))
        (provenance, givenAt) = (try row.provenance(), try row.instantOrNil("given_at"))
    }
}

extension Milestone {
    init(_ row: Row) throws {
        (taskID, key, name) = (try row.id("task_id"), try row.text("key"), try row.wording("name"))
        (due, done, doneSays) = (try row.day("due_day"), try row.dayOrNil("done_day"), try row.text("done_says"))
    }
}
