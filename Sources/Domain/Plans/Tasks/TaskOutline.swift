import Kernel
import Storage

/// What of a task its light and its place in its plan follow from. A whole task has it, and its outline.
protocol TaskStanding: Sendable, Hashable {
    var id: ID<KeyTask> { get }
    var planID: ID<ActionPlan>? { get }
    var chapter: String? { get }
    var position: Int { get }
    var region: String? { get }
    var due: Day? { get }
    var state: TaskState { get }
    var stateAt: Instant { get }
    /// When it was first given to a lead; nil while it is drafted.
    var givenAt: Instant? { get }
}

extension TaskStanding {
    /// Whether something was due before `today` and is not done.
    func isOverdue(on today: Day) -> Bool { (state.isOpen || state == .declined) && (due.map { $0 < today } ?? false) }

    /// Whether it is overdue, or was when its lead said that it is done.
    func isLate(on today: Day) -> Bool { isOverdue(on: today) || state == .done && (due.map { $0 < stateAt.day(in: .china) } ?? false) }

    /// The first day of the line on which its targets lie: its plan's. What was given after the plan was issued, or belongs to none, begins on the day
    /// on which it was given, whoever leads it since.
    func begin(in plan: ActionPlan?) -> Day {
        guard let plan else { return (givenAt ?? stateAt).day(in: .china) }
        guard let givenAt, let issuedAt = plan.issuedAt, givenAt > issuedAt else { return plan.begin }
        let given = givenAt.day(in: .china)
        return given > issuedAt.day(in: .china) ? max(plan.begin, given) : plan.begin
    }
}

extension KeyTask: TaskStanding {}

/// A task without its texts: enough for its light and its place in its plan. Of a plan of thousands only the tasks that are shown are read whole.
struct TaskOutline: TaskStanding {
    let id: ID<KeyTask>
    let planID: ID<ActionPlan>?
    let parentID: ID<KeyTask>?
    let chapter: String?
    let position: Int
    let region: String?
    let due: Day?
    let state: TaskState
    let stateAt: Instant
    let givenAt: Instant?
}

extension TaskOutline {
    static let columns: SQL = "t.id, t.plan_id, t.parent_id, t.chapter, t.position, t.region, t.due_day, t.state, t.state_at, t.given_at"

    init(_ row: Row) throws {
        (id, planID, parentID) = (try row.id("id"), try row.idOrNil("plan_id"), try row.idOrNil("parent_id"))
        (chapter, position, region) = (try row.textOrNil("chapter"), try row.int("position"), try row.textOrNil("region"))
        (due, state) = (try row.dayOrNil("due_day"), try row.choice("state"))
        (stateAt, givenAt) = (try row.instant("state_at"), try row.instantOrNil("given_at"))
    }
}
