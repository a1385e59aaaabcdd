import Kernel
import Language

/// Something that a task's lead owes by a day: an answer, a milestone, a report, the task itself.
struct Duty: Sendable, Hashable {
    enum About: Sendable, Hashable {
        case accept
        case milestone(String)
        case report(ReportPeriod)
        case task

        /// As it stands in the database, to remember of what was reminded.
        var key: String {
            switch self {
            case .accept: "accept"
            case .milestone(let key): "milestone:" + key
            case .report(let period): "report:" + period.key
            case .task: "task"
            }
        }
    }

    /// Days within which a unit says whether it accepts.
    static let daysToAccept = 7

    let task: ID<KeyTask>
    let about: About
    let title: Phrase
    let due: Day

    func isOverdue(on today: Day) -> Bool { due < today }

    /// Everything a task owes that is not done yet, in the order of the days. Pure: what is given is all that is looked at.
    static func all(of task: KeyTask, _ milestones: [Milestone], _ periods: [(period: ReportPeriod, due: Day)], _ reports: [ReportPeriod: ReportState], today: Day) -> [Duty] {
        guard task.state.isOpen else { return [] }
        var out: [Duty] = []
        if task.state == .assigned {
            let day = task.stateAt.day(in: .china).adding(days: daysToAccept)
            out.append(Duty(task: task.id, about: .accept, title: Phrase("答复是否接受", "Say whether you accept"), due: day))
        }
        for one in milestones where one.done == nil {
            out.append(Duty(task: task.id, about: .milestone(one.key), title: Phrase("节点：\(one.name.phrase.zh)", "Milestone: \(one.name.phrase.en)"), due: one.due))
        }
        for (period, due) in periods where period.end < today || reports[period] == .returned {
            if let state = reports[period], state != .returned { continue }
            let again = reports[period] == .returned
            out.append(
                Duty(
                    task: task.id, about: .report(period),
                    title: Phrase("\(period.title.zh)进展报告\(again ? "（已退回，请修改）" : "")", "Report for \(period.title.en)\(again ? " (returned, to be mended)" : "")"), due: due))
        }
        if let due = task.due { out.append(Duty(task: task.id, about: .task, title: Phrase("完成任务", "The task itself"), due: due)) }
        return out.sorted { ($0.due, $0.about.key) < ($1.due, $1.about.key) }
    }
}

/// When a unit is reminded of a duty; once for each step.
enum ReminderStep: Int64, Sendable, CaseIterable {
    /// Within a week.
    case near = 1
    /// The day is over.
    case overdue
    /// A week late: the body that gave the task is told too.
    case escalated

    init?(due: Day, today: Day) {
        switch today.days(until: due) {
        case 0...7: self = .near
        case -7 ... -1: self = .overdue
        // What is long over is not brought up by a program that is new.
        case -60 ... -8: self = .escalated
        default: return nil
        }
    }
}
