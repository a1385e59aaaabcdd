import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/duties`: what one's units owe, by when; then their tasks.
struct DutyListPage: Sendable {
    static let title = Phrase("我的任务", "My tasks")
    static let size = 50
    /// How many of the things that are owed stand above the tasks; the others have a page of their own.
    static let first = 30
    /// And how many of the tasks that others lead.
    static let firstTakingPart = 20

    let duties: [(duty: Duty, task: KeyTask)]
    /// Of everything that is owed, whenever.
    let owed: Int
    /// What waits in tasks that one's units gave.
    let given: GivenCount
    let tasks: [TaskProgress]
    let total: Int
    let names: PlanNames
    /// The first of those that others lead.
    let takingPart: TakingPart
    /// The plans of these tasks.
    let plans: [ID<ActionPlan>: ActionPlan]

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let reach = try Self.own(identity)
        let some: SQL = "t.state <> \(TaskState.drafted) AND t.state <> \(TaskState.dropped) AND \(sql: reach)"
        total = Int(try tx.number("SELECT COUNT(*) FROM plans_task t WHERE \(sql: some)") ?? 0)
        try visit.requirePage(of: total, by: Self.size)
        let order: SQL = "CASE WHEN t.state = 'verified' THEN 1 ELSE 0 END, t.due_day NULLS LAST, t.id"
        let found = try tx.rows("SELECT t.* FROM plans_task t WHERE \(sql: some) ORDER BY \(sql: order) LIMIT \(Self.size) OFFSET \((visit.pageNumber - 1) * Self.size)", KeyTask.init)
        let all = total == 0 ? nil : try DutyReach(where: reach, in: tx)
        duties = try all?.by(visit.now.day(in: .china).adding(days: 60)).duties(limit: Self.first, in: tx) ?? []
        owed = try all?.count(in: tx) ?? 0
        given = try GivenCount(for: identity, in: tx)
        plans = try tx.actionPlans(Set(found.compactMap(\.planID)))
        tasks = try tx.progress(of: found, in: plans)
        names = try PlanNames(tasks, in: tx)
        takingPart = try TakingPart(for: identity, limit: Self.firstTakingPart, visit, in: tx)
    }

    /// Those that one's own units lead; on `t`.
    static func own(_ identity: Identity) throws -> SQL {
        try OrganisationReach.condition("t.lead_id", identity.scopes(of: Plans.carryOut).filter { $0 == .all || $0.segments.first == "organisation" })
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Self.title, lede: Phrase("本单位牵头的任务：欠什么、哪一天到期、现在到哪一步。", "Tasks that your units lead: what is owed, by when, how far it is.")) {
            given.html(visit)
            if tasks.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有交办给贵单位的任务", "No task is assigned to your units")) }
                    p { visit.say(Phrase("统筹单位印发计划、签订协议或调研形成结论后，任务会列在这里。", "They appear here when a plan is issued, an agreement signed, or a visit comes to conclusions.")) }
                }
            } else {
                DutyTable(duties: duties, visit: visit).html
                if owed > duties.count {
                    p { a(.href("/desk/duties/owed")) { visit.say(Phrase("全部要做的事：\(owed) 件", "Everything that is owed: \(owed)")) } }
                }
                section(.class("stack"), .id("tasks")) {
                    h2 { visit.say(Phrase("任务", "Tasks")) }
                    TaskTable(
                        tasks: tasks, names: names, caption: Phrase("任务", "Tasks"), path: { "/desk/duties/\($0.id.text)" }, visit: visit, isPublic: false
                    ).html
                    visit.pager(page: visit.pageNumber, total: total, size: Self.size)
                }
                letters(visit)
            }
            takingPart.html(visit)
            if takingPart.total > takingPart.tasks.count {
                let more = takingPart.total - takingPart.tasks.count
                p {
                    visit.say(Phrase("另有 \(more) 项：", "And \(more) more: "))
                    a(.href("/desk/duties/taking-part")) { visit.say(Phrase("参与的全部任务", "All in which you take part")) }
                }
            }
        }
    }
}

extension DutyListPage {
    /// Each unit's letter of tasks, plan by plan.
    @HTMLBuilder private func letters(_ visit: Visit) -> HTML {
        let pairs = Set(tasks.compactMap { one in one.task.planID.flatMap { plans[$0] }.map { LetterLink(plan: $0, unit: one.task.leadID) } })
            .sorted { ($1.plan.year, $0.plan.key, $0.unit.number) < ($0.plan.year, $1.plan.key, $1.unit.number) }
        if !pairs.isEmpty {
            section(.class("stack"), .id("letters")) {
                h2 { visit.say(Phrase("任务书（PDF）", "Letters of tasks (PDF)")) }
                ul {
                    for one in pairs {
                        li {
                            a(.href("/desk/plans/\(one.plan.key)/letters/\(one.unit.text).pdf")) { visit.html(one.plan.name) }
                            " "
                            span(.class("meta")) { names.name(one.unit, visit.language) }
                        }
                    }
                }
            }
        }
    }

    private struct LetterLink: Hashable {
        let plan: ActionPlan
        let unit: ID<Organisation>
    }
}

/// What is owed, in the order of the days; what is overdue says so.
struct DutyTable {
    let duties: [(duty: Duty, task: KeyTask)]
    var leads: PlanNames?
    var title = Phrase("要做的事", "What is owed")
    /// Whether it stands on the page of the one task of which all of it is.
    var isOfOne = false
    var isEmpty = Phrase("近期没有要做的事。", "Nothing is owed in the near future.")
    let visit: Visit

    @HTMLBuilder var html: HTML {
        let today = visit.now.day(in: .china)
        let titles = [Phrase("到期", "By"), Phrase("要做的事", "What is owed"), Phrase("任务", "Task"), Phrase("牵头单位", "Lead")]
        let columns = isOfOne ? 2 : leads == nil ? 3 : 4
        section(.class("stack"), .id("duties")) {
            h2 { visit.say(title) }
            if duties.isEmpty {
                p { visit.say(isEmpty) }
            } else {
                div(.class("table-wrap"), .role("region"), .aria("label", visit.say(title)), .tabindex(0)) {
                    table(.class("table")) {
                        thead { tr { for title in titles.prefix(columns) { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for (duty, task) in duties {
                                tr {
                                    td(.data("label", visit.say(titles[0]))) {
                                        Dates.plain(duty.due, visit.language)
                                        if duty.isOverdue(on: today) {
                                            " "
                                            span(.class("badge", "badge-error")) {
                                                let days = duty.due.days(until: today)
                                                visit.say(Phrase("逾期 \(days) 天", "\(Plural.en(days, "day", "days")) late"))
                                            }
                                        }
                                    }
                                    th(.scope("row")) { a(.href(.within(isOfOne ? duty.place : duty.path))) { visit.say(duty.title) } }
                                    if !isOfOne { td(.data("label", visit.say(titles[2]))) { visit.html(task.name) } }
                                    if let leads { td(.data("label", visit.say(titles[3]))) { leads.unit(task.leadID, visit) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Duty {
    /// Where it is done, from the page of its task.
    var place: String {
        switch about {
        case .report: path
        case .milestone: path + "#milestones"
        case .accept, .task: path + "#steps"
        }
    }

    /// Where it is done.
    var path: String {
        if case .report(let period) = about { return "/desk/duties/\(task.text)/reports/\(period.key)" }
        return "/desk/duties/\(task.text)"
    }
}
