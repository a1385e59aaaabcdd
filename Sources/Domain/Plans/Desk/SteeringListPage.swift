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
    static let most = 2_000

    let plans: [ActionPlan]
    let overdue: [(duty: Duty, task: KeyTask)]
    let names: PlanNames

    init(for identity: Identity, in tx: Transaction) throws {
        let scopes = identity.scopes(of: Plans.steer)
        plans = try tx.actionPlans(where: try Self.reach("p.authority_id", "p.campaign_id", scopes))
        let given = try Self.reach("t.authority_id", "t.campaign_id", scopes)
        let open = try tx.rows(
            "SELECT t.* FROM plans_task t WHERE t.state IN (\(list: TaskState.open)) AND \(sql: given) ORDER BY t.due_day NULLS LAST, t.id LIMIT \(Self.most)", KeyTask.init)
        let byID = Dictionary(open.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }), today = tx.now.day(in: .china)
        let late = try tx.duties(of: open).filter { $0.isOverdue(on: today) }
        overdue = late.prefix(200).compactMap { duty in byID[duty.task].map { (duty, $0) } }
        names = try PlanNames(overdue.map { TaskProgress($0.task, [], [], today: today) }, in: tx)
    }

    static func reach(_ unit: SQL, _ campaign: SQL, _ scopes: [Scope]) throws -> SQL {
        let own = try OrganisationReach.condition(unit, scopes)
        let keys = scopes.filter { $0.segments.first == "campaign" }.compactMap { $0.segments.count == 2 ? $0.segments[1] : nil }
        guard !keys.isEmpty else { return own }
        return """
            (\(sql: own) OR \(sql: campaign) IN (SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign c ON c.id = x.ancestor_id
                WHERE c.key IN (\(list: keys))))
            """
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Self.title, lede: Phrase("由您统筹的计划，以及您交办的任务中逾期的事。", "The plans that you steer, and what is overdue in the tasks that you gave.")) {
            div(.class("stack", "sections")) {
                section(.class("stack"), .id("plans")) {
                    h2 { visit.say(Plans.title) }
                    p(.class("actions")) { a(.class("button"), .href("/desk/plans/new")) { visit.say(Phrase("新建计划", "A new plan")) } }
                    if plans.isEmpty {
                        div(.class("empty-state")) {
                            h3 { visit.say(Phrase("还没有由您统筹的计划", "You steer no plan yet")) }
                            p { visit.say(Phrase("可以在这里新建，也可以写在活动项目文件里导入。", "Draw one up here, or declare it in a campaign file.")) }
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
                    }
                }
                section(.class("stack"), .id("overdue")) {
                    h2 { visit.say(Phrase("逾期", "Overdue")) }
                    if overdue.isEmpty {
                        p { visit.say(Phrase("没有逾期的事。", "Nothing is overdue.")) }
                    } else {
                        DutyTable(duties: overdue, leads: names, visit: visit).html
                    }
                }
            }
        }
    }
}
