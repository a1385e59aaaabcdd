import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

extension TaskPart {
    /// The list from which somebody comes to a task.
    func list(_ visit: Visit) -> (String, Phrase) {
        if steers, visit.identity?.mayAnywhere(Plans.steer) == true { return ("/desk/plans", SteeringListPage.title) }
        return steers && !leads ? ("/desk/given", GivenPage.title) : ("/desk/duties", DutyListPage.title)
    }
}

/// `/desk/given`: what waits in the tasks that one's bodies gave, for whoever verifies them: who steers plans, the lead of a task above, the other side
/// of an agreement. A list at a time, all of it, page by page.
struct GivenPage: Sendable {
    static let title = Phrase("交办的任务", "Tasks that you gave")
    static let size = 50

    private struct ReportLine: Sendable {
        let task: KeyTask
        let period: ReportPeriod
        let at: Instant
    }

    let list: GivenList
    let count: GivenCount
    let overdue: [(duty: Duty, task: KeyTask)]
    let tasks: [KeyTask]
    private let reports: [ReportLine]
    let names: PlanNames

    private var total: Int { count[list] }

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        list = try Self.list(visit)
        count = try GivenCount(for: identity, in: tx)
        try visit.requirePage(of: count[list], by: Self.size)
        let offset = (visit.pageNumber - 1) * Self.size, rows = GivenCount.rows(list, count.reach)
        let late: DutyReach? = list == .overdue ? count.overdue : list == .parts ? count.parts : nil
        overdue = try late?.duties(limit: Self.size, offset: offset, in: tx) ?? []
        tasks = list != .verify && list != .declined ? [] : try tx.rows("SELECT t.* FROM \(sql: rows) ORDER BY t.state_at, t.id LIMIT \(Self.size) OFFSET \(offset)", KeyTask.init)
        reports = list != .reports ? [] : try tx.rows(
            "SELECT t.*, r.period, r.handed_in_at FROM \(sql: rows) ORDER BY r.handed_in_at, t.id, r.period LIMIT \(Self.size) OFFSET \(offset)"
        ) { row in try ReportPeriod(try row.text("period")).map { ReportLine(task: try KeyTask(row), period: $0, at: try row.instant("handed_in_at")) } }.compactMap(\.self)
        names = try PlanNames(of: overdue.map(\.task) + tasks + reports.map(\.task), in: tx)
    }

    private static func list(_ visit: Visit) throws -> GivenList {
        guard let text = visit.query["list"], !text.isEmpty else { return .overdue }
        guard let list = GivenList(rawValue: text) else {
            throw Refusal(
                .invalid, "filter-value", "筛选条件 list 不认识“\(text.prefix(20))”。可以是：\(GivenList.allCases.map(\.rawValue).joined(separator: "、"))。",
                "The filter list does not know “\(text.prefix(20))”. It takes: \(GivenList.allCases.map(\.rawValue).joined(separator: ", ")).", field: "list")
        }
        return list
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Self.title, lede: Phrase("由您核验的任务：逾期的事、申报完成的任务、报告和被谢绝的任务；以及您统筹的计划里由别的单位核验、已逾期的事。", "Tasks that you verify: what is overdue, what is said to be done, reports, and what was declined; and what is overdue in your plans where others verify."), trail: [("/desk/duties", DutyListPage.title)]) {
            div(.class("stack", "sections")) {
                count.html(visit, chosen: list)
                if list == .overdue || list == .parts {
                    DutyTable(duties: overdue, leads: names, title: list.title, isEmpty: Phrase("没有逾期的事。", "Nothing is overdue."), visit: visit).html
                } else {
                    table(visit)
                }
                visit.pager(page: visit.pageNumber, total: total, size: Self.size)
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let titles = [list == .reports ? Phrase("报告", "Report") : Phrase("说明", "Remark"), Phrase("任务", "Task"), Phrase("牵头单位", "Lead"), Phrase("时间", "When")]
        return section(.class("stack"), .id(list.rawValue)) {
            h2 { visit.say(list.title) }
            if total == 0 {
                p { visit.say(Phrase("这里没有等您处理的。", "Nothing here waits for you.")) }
            } else {
                div(.class("table-wrap"), .role("region"), .aria("label", visit.say(list.title)), .tabindex(0)) {
                    Markup.table(.class("table")) {
                        thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for one in tasks { row(visit, titles, HTML(text: one.remark.isEmpty ? "–" : one.remark), one, "/desk/duties/\(one.id.text)", one.stateAt) }
                            for one in reports {
                                row(visit, titles, HTML(text: visit.say(one.period.title)), one.task, "/desk/duties/\(one.task.id.text)/reports/\(one.period.key)", one.at)
                            }
                        }
                    }
                }
            }
        }
    }

    private func row(_ visit: Visit, _ titles: [Phrase], _ what: HTML, _ task: KeyTask, _ path: String, _ at: Instant) -> HTML {
        tr {
            td(.data("label", visit.say(titles[0]))) { what }
            th(.scope("row")) { a(.href(.within(path))) { visit.html(task.name) } }
            td(.data("label", visit.say(titles[2]))) { names.unit(task.leadID, visit) }
            td(.data("label", visit.say(titles[3]))) { Dates.moment(at, .china, visit.language) }
        }
    }
}
