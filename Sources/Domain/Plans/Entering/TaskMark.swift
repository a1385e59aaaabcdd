import Kernel
import Language
import Venues

/// A short mark of what a task says, as far as tables enter it: it goes out with the task and shows, on coming in, whether somebody has changed the task
/// since. What its lead does with it (an answer, a milestone that is reached) leaves the mark as it is.
enum TaskMark {
    static func of(_ whole: TaskWhole) -> String {
        let task = whole.task
        var says = [task.chapter, task.parentID?.text, task.leadID.text, task.region, task.due?.iso, task.budgetYuan.map { String($0) }]
        says += texts(task.name) + texts(task.about) + texts(task.budget)
        says.append(whole.participants.map(\.text).joined(separator: " "))
        for step in whole.milestones { says += [step.key, step.due.iso] + texts(step.name) }
        for goal in whole.goals {
            let source = goal.source
            says += [goal.key, source.indicator, source.campaign.text, source.region, source.kind, source.slicesText, goal.reads.rawValue]
            says += texts(goal.name)
            says.append(goal.targets.map { "\($0.day.iso) \($0.value)" }.joined(separator: " "))
        }
        // A letter first: no spreadsheet takes it for a number.
        return "v" + String(Fingerprint.of(says.map { $0 ?? "" }.joined(separator: "\u{1F}")), radix: 36)
    }

    private static func texts(_ wording: Wording?) -> [String?] { [wording?.zh, wording?.en] }
}
