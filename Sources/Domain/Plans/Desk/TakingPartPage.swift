import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// Tasks that others lead and in which one's own units take part.
struct TakingPart: Sendable {
    static let title = Phrase("参与的任务", "Tasks in which you take part")

    let tasks: [TaskProgress]
    let total: Int
    let names: PlanNames

    /// - limit: a page of them, what is still to be done first, in the order of the days.
    init(for identity: Identity, limit: Int, page: Int = 1, _ visit: Visit, in tx: Transaction) throws {
        let scopes = identity.scopes(of: Plans.carryOut).filter { $0.segments.first == "organisation" }
        let some: SQL = """
            t.state <> \(TaskState.drafted) AND t.state <> \(TaskState.dropped)
                AND t.id IN (SELECT u.task_id FROM plans_participant u WHERE \(sql: try OrganisationReach.condition("u.organisation_id", scopes)))
                AND NOT \(sql: try OrganisationReach.condition("t.lead_id", scopes))
            """
        total = scopes.isEmpty ? 0 : Int(try tx.number("SELECT COUNT(*) FROM plans_task t WHERE \(sql: some)") ?? 0)
        if page > 1 { try visit.requirePage(of: total, by: limit) }
        let order: SQL = "CASE WHEN t.state = 'verified' THEN 1 ELSE 0 END, t.due_day NULLS LAST, t.id"
        let found = total == 0 ? [] : try tx.rows("SELECT t.* FROM plans_task t WHERE \(sql: some) ORDER BY \(sql: order) LIMIT \(limit) OFFSET \((page - 1) * limit)", KeyTask.init)
        tasks = try tx.progress(of: found, in: try tx.actionPlans(Set(found.compactMap(\.planID))))
        names = try PlanNames(tasks, in: tx)
    }

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if total > 0 {
            section(.class("stack"), .id("taking-part")) {
                h2 { visit.say(Self.title) }
                table(visit)
            }
        }
    }

    func table(_ visit: Visit) -> HTML {
        TaskTable(tasks: tasks, names: names, caption: Self.title, path: { "/desk/duties/\($0.id.text)" }, visit: visit, isPublic: false).html
    }
}

/// `/desk/duties/taking-part`: all of them, page by page.
struct TakingPartPage: Sendable {
    static let size = 50

    let list: TakingPart

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws { list = try TakingPart(for: identity, limit: Self.size, page: visit.pageNumber, visit, in: tx) }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(TakingPart.title, trail: [("/desk/duties", DutyListPage.title)]) {
            if list.total == 0 { p { visit.say(Phrase("没有别的单位牵头、贵单位参与的任务。", "There is no task that another unit leads and in which yours takes part.")) } }
            if list.total > 0 { list.table(visit) }
            visit.pager(page: visit.pageNumber, total: list.total, size: Self.size)
        }
    }
}
