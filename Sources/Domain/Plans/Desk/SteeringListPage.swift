import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/plans`: the plans that one steers, and what is overdue in tasks that one's bodies gave: seen before the meeting, not after.
struct SteeringListPage: Sendable {
    static let title = Phrase("计划统筹", "Steering plans")
    static let size = 50
    /// How much of what is overdue stands here; all of it has a page of its own.
    static let first = 30

    let plans: [ActionPlan]
    let total: Int
    let given: GivenCount
    let overdue: [(duty: Duty, task: KeyTask)]
    let names: PlanNames
    /// Whether this person steers for some body, and so may draw one up.
    let mayDraw: Bool

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let reach = try GivenReach.plans(identity.scopes(of: Plans.steer), "p.authority_id", "p.campaign_id")
        total = Int(try tx.number("SELECT COUNT(*) FROM plans_plan p WHERE \(sql: reach)") ?? 0)
        try visit.requirePage(of: total, by: Self.size)
        plans = total == 0 ? [] : try tx.actionPlans(where: reach, limit: Self.size, offset: (visit.pageNumber - 1) * Self.size)
        given = try GivenCount(for: identity, in: tx)
        overdue = given[.overdue] == 0 ? [] : try given.overdue.duties(limit: Self.first, in: tx)
        names = try PlanNames(of: overdue.map(\.task), in: tx)
        mayDraw = identity.steersForBody
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Self.title, lede: Phrase("由您统筹的计划，以及您交办的任务中逾期的事。", "The plans that you steer, and what is overdue in the tasks that you gave.")) {
            div(.class("stack", "sections")) {
                section(.class("stack"), .id("plans")) {
                    h2 { visit.say(Plans.title) }
                    if mayDraw { p(.class("actions")) { a(.class("button"), .href("/desk/plans/new")) { visit.say(Phrase("新建计划", "A new plan")) } } }
                    if plans.isEmpty {
                        div(.class("empty-state")) {
                            h3 { visit.say(Phrase("还没有由您统筹的计划", "You steer no plan yet")) }
                            p {
                                visit.say(
                                    mayDraw
                                        ? Phrase("可以在这里新建，也可以写在活动项目文件里导入。", "Draw one up here, or declare it in a campaign file.")
                                        : Phrase("由统筹单位的人员新建，或写在活动项目文件里导入。", "The people of a body that steers draw one up, or declare it in a campaign file."))
                            }
                        }
                    } else {
                        ul(.class("session-list"), .role("list")) {
                            for plan in plans {
                                li {
                                    div {
                                        p {
                                            strong { a(.href("/desk/plans/\(plan.key)")) { visit.html(plan.name) } }
                                            " "
                                            span(.class("badge", plan.isIssued ? "badge-success" : "")) { visit.say(plan.isIssued ? Phrase("已印发", "Issued") : Phrase("拟订中", "Being drawn up")) }
                                        }
                                        if let summary = plan.summary { p(.class("meta")) { visit.html(summary) } }
                                    }
                                }
                            }
                        }
                        visit.pager(page: visit.pageNumber, total: total, size: Self.size)
                    }
                }
                given.html(visit)
                DutyTable(duties: overdue, leads: names, title: GivenList.overdue.title, isEmpty: Phrase("没有逾期的事。", "Nothing is overdue."), visit: visit).html
                if given[.overdue] > overdue.count {
                    p { a(.href("/desk/given")) { visit.say(Phrase("全部逾期的事：\(given[.overdue]) 件", "Everything that is overdue: \(given[.overdue])")) } }
                }
            }
        }
    }
}
