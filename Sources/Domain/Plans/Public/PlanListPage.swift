import Kernel
import Language
import Markup
import Rooms
import Campaigns
import Storage
import Venues
import Web

/// `/plans`: the plans that are issued, the newest year first.
struct PlanListPage: Sendable {
    static let size = 100

    let plans: [ActionPlan]
    let total: Int

    init(_ visit: Visit, in tx: Transaction) throws {
        total = Int(try tx.number("SELECT COUNT(*) FROM plans_plan p WHERE p.issued_at IS NOT NULL") ?? 0)
        try visit.requirePage(of: total, by: Self.size)
        plans = try tx.actionPlans(where: "p.issued_at IS NOT NULL", limit: Self.size, offset: (visit.pageNumber - 1) * Self.size)
    }

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Plans.title, lede: Phrase("每年的重点任务：谁牵头、到哪一天、目标多少、现在多少。进展由记录算出，不靠填表。", "The key tasks of each year: who answers for them, by when, how much is to be reached and how much is. Progress is computed from records, not typed.")
        ) {
            if plans.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有印发的计划", "No plan is issued yet")) }
                    p { visit.say(Phrase("印发后会列在这里。", "They are listed here once they are.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) { for plan in plans { li { Self.line(plan, visit) } } }
                visit.pager(page: visit.pageNumber, total: total, size: Self.size)
            }
        }
    }

    static func line(_ plan: ActionPlan, _ visit: Visit) -> HTML {
        div {
            p {
                strong { a(.href("/plans/\(plan.key)")) { visit.html(plan.name) } }
                " "
                span(.class("badge")) { String(plan.year) }
            }
            if let summary = plan.summary { p(.class("meta")) { visit.html(summary) } }
        }
    }
}
