import Access
import Kernel
import Storage
import Workflow

/// Where a report stands.
enum ReportState: String, Sendable, CaseIterable, SQLConvertible, WorkflowWord {
    case handedIn = "handed-in"
    case accepted, returned

    var title: Phrase {
        switch self {
        case .handedIn: Phrase("已上报", "Handed in")
        case .accepted: Phrase("已接受", "Accepted")
        case .returned: Phrase("已退回", "Returned")
        }
    }
}

enum ReportEvent: String, Sendable, CaseIterable, WorkflowWord {
    case accept, `return`
    case handIn = "hand-in"

    var title: Phrase {
        switch self {
        case .accept: Phrase("接受", "Accept")
        case .return: Phrase("退回", "Return")
        case .handIn: Phrase("重新上报", "Hand in again")
        }
    }
}

/// What a task's lead says about a quarter, with the figures as they stood when it was handed in.
struct TaskReport: Sendable, Hashable {
    /// What can be remarked on, field by field.
    enum Field: String, Sendable, CaseIterable {
        case done, problems, next

        var title: Phrase {
            switch self {
            case .done: Phrase("完成情况", "What was done")
            case .problems: Phrase("问题和风险", "Problems and risks")
            case .next: Phrase("下一步", "What comes next")
            }
        }
    }

    /// A goal's number when it was handed in.
    struct Figure: Sendable, Hashable, Codable {
        let goal: String
        let indicator: String
        /// Nil: unknown.
        let value: Int64?
        let isOwn: Bool
        let expected: Int64
        let target: Int64?
        let light: String
    }

    let taskID: ID<KeyTask>
    let period: ReportPeriod
    let state: ReportState
    let says: [Field: String]
    /// What whoever returned it remarked, field by field.
    let remarks: [Field: String]
    let figures: [Figure]
    let handedInAt: Instant
    let handedInBy: Int64
    let decidedAt: Instant?

    /// When it was last handed in or decided on.
    var changedAt: Instant { max(handedInAt, decidedAt ?? handedInAt) }

    /// The life of a report.
    static let workflow: Workflow<ReportState, ReportEvent> = {
        typealias W = Workflow<ReportState, ReportEvent>
        return W(
            of: Phrase("这份报告", "The report"), begins: .handedIn,
            W.on(.accept, from: .handedIn, to: .accepted, by: Plans.steer.name, records: "plans.report-accepted")
                + W.on(.return, from: .handedIn, .accepted, to: .returned, by: Plans.steer.name, records: "plans.report-returned")
                + W.on(.handIn, from: .returned, .handedIn, to: .handedIn, by: Plans.carryOut.name, records: "plans.report-handed-in"))
    }()

    init?(_ row: Row) throws {
        guard let period = ReportPeriod(try row.text("period")) else { return nil }
        (taskID, self.period, state) = (try row.id("task_id"), period, try row.choice("state"))
        says = [.done: try row.text("done_says"), .problems: try row.text("problems_says"), .next: try row.text("next_says")]
        remarks = [.done: try row.text("done_remark"), .problems: try row.text("problems_remark"), .next: try row.text("next_remark")].filter { !$0.value.isEmpty }
        figures = Figure.read(try row.text("figures"))
        (handedInAt, handedInBy, decidedAt) = (try row.instant("handed_in_at"), try row.int64("handed_in_by"), try row.instantOrNil("decided_at"))
    }
}
