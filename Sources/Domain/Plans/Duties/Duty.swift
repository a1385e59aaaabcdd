import Kernel
import Language

/// Something that a task's lead owes by a day: an answer, a milestone, a report, the task itself.
struct Duty: Sendable, Hashable {
    enum About: Sendable, Hashable {
        case accept
        case milestone(String)
        case report(ReportPeriod)
        case task

        /// As it stands in the database: of what was reminded, and what statements find.
        init?(_ key: String) {
            let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
            switch (parts.first, parts.count) {
            case ("accept", 1): self = .accept
            case ("task", 1): self = .task
            case ("milestone", 2): self = .milestone(parts[1])
            case ("report", 2):
                guard let period = ReportPeriod(parts[1]) else { return nil }
                self = .report(period)
            default: return nil
            }
        }

        var key: String {
            switch self {
            case .accept: "accept"
            case .milestone(let key): "milestone:" + key
            case .report(let period): "report:" + period.key
            case .task: "task"
            }
        }

        /// - name: the milestone's.
        /// - isAgain: a report that came back.
        func title(_ name: Phrase = Phrase("", ""), isAgain: Bool = false) -> Phrase {
            switch self {
            case .accept: Phrase("答复是否接受", "Say whether you accept")
            case .milestone: Phrase("节点：\(name.zh)", "Milestone: \(name.en)")
            case .report(let period):
                Phrase("\(period.title.zh)进展报告\(isAgain ? "（已退回，请修改）" : "")", "Report for \(period.title.en)\(isAgain ? " (returned, to be mended)" : "")")
            case .task: Phrase("完成任务", "The task itself")
            }
        }
    }

    /// Days within which a unit says whether it accepts.
    static let daysToAccept = 7

    /// The day by which it says so, where it was asked at `moment`.
    static func answerDay(of moment: Instant) -> Day { moment.day(in: .china).adding(days: daysToAccept) }

    let task: ID<KeyTask>
    let about: About
    let title: Phrase
    let due: Day

    init(task: ID<KeyTask>, about: About, name: Phrase = Phrase("", ""), due: Day, isAgain: Bool = false) {
        (self.task, self.about, self.due, title) = (task, about, due, about.title(name, isAgain: isAgain))
    }

    func isOverdue(on today: Day) -> Bool { due < today }

    /// Everything a task owes that is not done yet, in the order of the days. Pure: what is given is all that is looked at.
    static func all(of task: KeyTask, _ milestones: [Milestone], _ periods: [(period: ReportPeriod, due: Day)], _ reports: [ReportPeriod: ReportState], today: Day) -> [Duty] {
        guard task.state.owesReports else { return [] }
        var out: [Duty] = []
        if task.state == .assigned {
            out.append(Duty(task: task.id, about: .accept, due: answerDay(of: task.stateAt)))
        }
        for one in milestones where one.done == nil {
            out.append(Duty(task: task.id, about: .milestone(one.key), name: one.name.phrase, due: one.due))
        }
        for (period, due) in periods where period.end < today || reports[period] == .returned {
            if let state = reports[period], state != .returned { continue }
            out.append(Duty(task: task.id, about: .report(period), due: due, isAgain: reports[period] == .returned))
        }
        if task.state.isOpen, let due = task.due { out.append(Duty(task: task.id, about: .task, due: due)) }
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
