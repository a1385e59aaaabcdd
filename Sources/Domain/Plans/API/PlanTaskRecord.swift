import API
import Figures
import Kernel
import Language
import Venues

/// A task as the public sees it, for machines.
struct PlanTaskRecord: Sendable {
    let progress: TaskProgress
    /// The key of the task above.
    let above: String?
    /// The key of its plan.
    let plan: String
    let names: PlanNames

    static let json = APIObject<PlanTaskRecord>("PlanTask") {
        APIField("key", .text, "key", "Its key") { $0.progress.task.key }
        APIField("name", .wording, "任务", "What is to be done") { $0.progress.task.name }
        APIField("about", .orNull(.wording), "说明", "More about it") { $0.progress.task.about }
        APIField("chapter", .orNull(.text), "章节的 key", "The key of its chapter") { $0.progress.task.chapter }
        APIField("above", .orNull(.text), "上级任务的 key", "The key of the task of which it is a part") { $0.above }
        APIField("lead", .id, "牵头单位的标识", "The identity of its lead") { $0.progress.task.leadID.text }
        APIField("authority", .id, "核验单位的标识", "The identity of the body that verifies it") { $0.progress.task.authorityID.text }
        APIField("region", .orNull(.text), "行政区划代码", "The code of its region") { $0.progress.task.region }
        APIField("due", .orNull(.day), "期限", "By when") { $0.progress.task.due }
        APIField("state", .choice(TaskState.self), "状态", "Where it stands") { $0.progress.task.state }
        APIField("state_at", .instant, "进入这个状态的时间", "Since when") { $0.progress.task.stateAt }
        APIField("light", .choice(Light.self), "灯", "Its light") { $0.progress.light }
        APIField("goals", .list(.object(PlanGoalRecord.json)), "目标和现在的数", "Its goals, and where they stand") { one in
            one.progress.goals.map { PlanGoalRecord(progress: $0, words: one.names.words($0)) }
        }
        APIField("milestones", .list(.object(milestone)), "节点", "Its milestones") { $0.progress.milestones }
        APIField("address", .address, "网页", "Its page") { "/plans/\($0.plan)/\($0.progress.task.key)" }
    }

    private static let milestone = APIObject<Milestone>("PlanMilestone") {
        APIField("key", .text, "key", "Its key") { $0.key }
        APIField("name", .wording, "名称", "What it is") { $0.name }
        APIField("due", .day, "期限", "By when") { $0.due }
        APIField("done", .orNull(.day), "完成日期；null 为未完成", "When it was reached; null: it is not") { $0.done }
    }
}

/// A goal with its number; what the page withholds is withheld here.
struct PlanGoalRecord: Sendable {
    let progress: GoalProgress
    let words: GoalWords

    static let json = APIObject<PlanGoalRecord>("PlanGoal") {
        APIField("key", .text, "key", "Its key") { $0.progress.goal.key }
        APIField("name", .wording, "名称", "What it is called") { Wording($0.words.name.zh, $0.words.name.en) }
        APIField("figure", .text, "指标词典中的代码", "Its code in the dictionary") { $0.progress.goal.source.indicator }
        APIField("campaign", .text, "取数的活动项目的 key", "The key of the campaign that is read") { $0.words.campaign }
        APIField("value", .orNull(.integer), "现在的数（手填的在先）；null 为未知或不公布", "The number now, the one stated by hand where there is one; null: unknown, or withheld") { $0.words.value.map { Int($0) } }
        APIField("computed", .orNull(.integer), "由记录算出的数", "The number as computed from the records") { $0.words.isHidden ? nil : $0.progress.counted.map { Int($0.value) } }
        APIField("withheld", .boolean, "人数少，不公布", "Whether a small group is withheld") { $0.words.isHidden }
        APIField("own", .orNull(.object(own)), "手填的数由谁、为什么", "Who stated a number by hand, and why") { one in one.progress.goal.own == nil ? nil : one.words }
        APIField("due_by_today", .integer, "今天应达到", "What should be reached by today") { Int($0.progress.expected) }
        APIField("targets", .list(.object(target)), "目标（累计）", "Its targets, cumulative") { $0.progress.goal.targets }
        APIField("light", .choice(Light.self), "灯", "Its light") { $0.progress.light }
        APIField("address", .address, "打开到记录", "Where it opens to its records") { $0.words.address(at: "") }
    }

    private static let own = APIObject<GoalWords>("PlanOwnNumber") {
        APIField("by", .wording, "哪家单位", "Which body") { Wording($0.stater.zh, $0.stater.en) }
        APIField("at", .orNull(.instant), "时间", "When") { $0.progress.goal.own?.at }
        APIField("reason", .text, "理由", "Why") { $0.progress.goal.own?.reason ?? "" }
    }

    private static let target = APIObject<Target>("PlanTarget") {
        APIField("by", .day, "日期", "By which day") { $0.day }
        APIField("value", .integer, "数", "How much") { Int($0.value) }
    }
}
