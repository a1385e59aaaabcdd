import Access
package import Kernel
import Storage
package import Workflow

/// Where a task stands (domain M32). The raw texts stand in the database.
package enum TaskState: String, Sendable, CaseIterable, SQLConvertible, WorkflowWord {
    /// Of a plan that is being drawn up.
    case drafted
    case assigned
    /// The lead will not have it: whoever gave it gives it to another, changes it and gives it again, or drops it.
    case declined
    case accepted
    case underWay = "in-progress"
    case done
    case verified
    case returned
    /// Taken out of the plan, with a reason.
    case dropped

    package var title: Phrase {
        switch self {
        case .drafted: Phrase("拟订中", "Drafted")
        case .assigned: Phrase("已交办", "Assigned")
        case .declined: Phrase("已谢绝", "Declined")
        case .accepted: Phrase("已接受", "Accepted")
        case .underWay: Phrase("进行中", "In progress")
        case .done: Phrase("申报完成", "Claimed done")
        case .verified: Phrase("已核验", "Verified")
        case .returned: Phrase("已退回", "Returned")
        case .dropped: Phrase("已撤销", "Dropped")
        }
    }

    /// Whether its lead owes something.
    package var isOpen: Bool { [.assigned, .accepted, .underWay, .returned].contains(self) }
    static let open: [TaskState] = allCases.filter(\.isOpen)
    /// Whether milestones and reports are still owed: to say that it is done settles neither.
    var owesReports: Bool { isOpen || self == .done }
    static let owing: [TaskState] = allCases.filter(\.owesReports)

    /// Whether whoever gave it may still change it, or give it to another.
    var isChangeable: Bool { isOpen || self == .drafted || self == .declined }
}

/// What can be done with a task.
package enum TaskEvent: String, Sendable, CaseIterable, WorkflowWord {
    case issue, accept, decline, begin, claim, verify, `return`, resume, reopen, drop
    case assignAgain = "assign-again"

    package var title: Phrase {
        switch self {
        case .issue: Phrase("交办", "Assign")
        case .accept: Phrase("接受任务", "Accept the task")
        case .decline: Phrase("谢绝任务", "Decline the task")
        case .assignAgain: Phrase("再次交办", "Assign it again")
        case .begin: Phrase("开始实施", "Begin")
        case .claim: Phrase("申报完成", "Claim that it is done")
        case .verify: Phrase("核验通过", "Verify")
        case .return: Phrase("退回", "Return")
        case .resume: Phrase("继续实施", "Take it up again")
        case .reopen: Phrase("重新打开", "Open it again")
        case .drop: Phrase("撤销任务", "Drop the task")
        }
    }

    /// What is asked for where it came without words.
    var remarkWanted: Phrase {
        switch self {
        case .claim: Phrase("请写明完成了什么、依据在哪里。", "Say what was done and what shows it.")
        case .assignAgain: Phrase("请写明为什么再次交办、改了什么，牵头单位会收到。", "Say why it is given again and what has changed; its lead is told.")
        default: Phrase("请写明理由，对方会收到。", "Say why; the other side is told.")
        }
    }

    /// Whether it needs words.
    var needsRemark: Bool { [.decline, .assignAgain, .claim, .return, .reopen, .drop].contains(self) }
}

extension KeyTask {
    /// The life of a task: its lead accepts or declines, begins and claims; the body that gave it verifies or returns.
    package static let workflow: Workflow<TaskState, TaskEvent> = {
        typealias W = Workflow<TaskState, TaskEvent>
        let (lead, steer) = (Plans.carryOut.name, Plans.steer.name)
        return W(
            of: Phrase("这项任务", "The task"), begins: .drafted,
            W.on(.issue, from: .drafted, to: .assigned, by: steer, records: "plans.task-assigned")
                + W.on(.accept, from: .assigned, to: .accepted, by: lead, records: "plans.task-accepted")
                + W.on(.decline, from: .assigned, to: .declined, by: lead, records: "plans.task-declined")
                + W.on(.assignAgain, from: .declined, to: .assigned, by: steer, records: "plans.task-assigned")
                + W.on(.begin, from: .accepted, to: .underWay, by: lead, records: "plans.task-begun")
                + W.on(.claim, from: .underWay, .returned, to: .done, by: lead, records: "plans.task-claimed")
                + W.on(.resume, from: .returned, .done, to: .underWay, by: lead, records: "plans.task-resumed")
                + W.on(.verify, from: .done, to: .verified, by: steer, records: "plans.task-verified")
                + W.on(.return, from: .done, to: .returned, by: steer, records: "plans.task-returned")
                + W.on(.reopen, from: .verified, to: .returned, by: steer, records: "plans.task-reopened")
                + W.on(.drop, from: .drafted, .assigned, .declined, .accepted, .underWay, .returned, .done, to: .dropped, by: steer, records: "plans.task-dropped"))
    }()
}
