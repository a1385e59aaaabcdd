import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// Tasks as a table: what, who, how far, by when.
struct TaskTable {
    let tasks: [TaskProgress]
    let names: PlanNames
    let caption: Phrase
    /// Where a task opens.
    let path: (KeyTask) -> String
    let visit: Visit
    var isPublic = true
    /// The names of tasks above, in lists that do not stand under them.
    var above: [ID<KeyTask>: Wording] = [:]

    var html: HTML {
        let titles = [Phrase("任务", "Task"), Phrase("牵头单位", "Lead"), Phrase("进展", "Progress"), Phrase("期限", "Due"), Phrase("灯", "Light")]
        return div(.class("table-wrap"), .role("region"), .aria("label", visit.say(caption)), .tabindex(0)) {
            table(.class("table")) {
                Markup.caption(.class("visually-hidden")) { visit.say(caption) }
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for one in tasks {
                        tr {
                            th(.scope("row")) {
                                a(.href(.within(path(one.task)))) { visit.html(one.task.name) }
                                if let above = one.task.parentID.flatMap({ above[$0] }) { p(.class("meta")) { visit.say(Phrase("属“\(above.zh)”", "Part of “\(above(.en))”")) } }
                                if let parts = names.parts[one.task.id], parts > 0 {
                                    " "
                                    span(.class("meta")) { visit.say(Phrase("（分解 \(parts) 项）", "(\(Plural.en(parts, "part", "parts")))")) }
                                }
                            }
                            td(.data("label", visit.say(titles[1]))) { names.unit(one.task.leadID, visit) }
                            td(.data("label", visit.say(titles[2]))) {
                                for goal in one.goals { p { GoalView(progress: goal, names: names, visit: visit, isPublic: isPublic).short } }
                                if !one.milestones.isEmpty {
                                    let done = one.milestones.count { $0.done != nil }
                                    p(.class("meta")) { visit.say(Phrase("节点 \(done)/\(one.milestones.count)", "milestones \(done)/\(one.milestones.count)")) }
                                }
                            }
                            td(.data("label", visit.say(titles[3]))) { one.task.due.map { Dates.plain($0, visit.language) } ?? "–" }
                            td(.data("label", visit.say(titles[4]))) {
                                a(.href(.within(path(one.task))), .class("plain-link")) { visit.lightHTML(one.light) }
                                p(.class("meta")) { visit.say(one.task.state.title) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Names that pages of plans say, read once.
struct PlanNames: Sendable {
    private var units: [ID<Organisation>: Wording] = [:]
    private var campaigns: [ID<Campaign>: String] = [:]
    /// How many parts a task has.
    private(set) var parts: [ID<KeyTask>: Int] = [:]

    /// Of the units of tasks alone.
    init(of tasks: [KeyTask], in tx: Transaction) throws {
        for (id, unit) in try tx.organisations(Set(tasks.flatMap { [$0.leadID, $0.authorityID] })) { units[id] = unit.name }
    }

    init(_ tasks: [TaskProgress], also more: [ID<Organisation>] = [], in tx: Transaction) throws {
        let wanted = Set(tasks.flatMap { [$0.task.leadID, $0.task.authorityID] } + tasks.flatMap(\.goals).compactMap(\.goal.own?.unit) + more)
        for (id, unit) in try tx.organisations(wanted) { units[id] = unit.name }
        let keys = Set(tasks.flatMap(\.goals).map(\.goal.source.campaign)).sorted { $0.number < $1.number }
        guard !tasks.isEmpty else { return }
        if !keys.isEmpty {
            try tx.each("SELECT c.id, c.key FROM view_campaigns_campaign c WHERE c.id IN (\(list: keys))") { row in
                campaigns[try row.id("id")] = try row.text("key")
                return true
            }
        }
        try tx.each(
            "SELECT t.parent_id, COUNT(*) AS parts FROM plans_task t WHERE t.parent_id IN (\(list: tasks.map(\.task.id))) AND t.state <> \(TaskState.dropped) GROUP BY t.parent_id"
        ) { row in
            parts[try row.id("parent_id")] = try row.int("parts")
            return true
        }
    }

    func campaign(_ id: ID<Campaign>) -> String { campaigns[id] ?? id.text }

    /// What is said of a goal.
    func words(_ goal: GoalProgress, isPublic: Bool = true) -> GoalWords { GoalWords(progress: goal, campaign: campaign(goal.goal.source.campaign), stater: stater(goal), isPublic: isPublic) }

    /// Who stated an own number: the body, never the person.
    private func stater(_ goal: GoalProgress) -> Phrase {
        goal.goal.own?.unit.flatMap { units[$0]?.phrase } ?? Phrase("不代表某一单位的管理人员", "an administrator who acts for no single body")
    }

    func name(_ id: ID<Organisation>, _ language: Tongue) -> String { units[id]?(language) ?? id.text }

    func unit(_ id: ID<Organisation>, _ visit: Visit) -> HTML {
        a(.href("/organisations/\(id.text)")) { units[id].map { visit.html($0) } ?? HTML(text: id.text) }
    }
}
