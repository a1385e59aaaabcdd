import Access
import Kernel
import Language
import Markup
import Storage
import Web

/// What waits for whoever gave tasks: to be verified, to be read, to be given to others; and what is overdue, in parts of their plans too.
enum GivenList: String, Sendable, CaseIterable {
    case overdue, verify, reports, declined
    /// Overdue in tasks that others verify, of plans that one's bodies steer.
    case parts

    var title: Phrase {
        switch self {
        case .overdue: Phrase("逾期", "Overdue")
        case .verify: Phrase("待核验", "To verify")
        case .reports: Phrase("待审阅的报告", "Reports to read")
        case .declined: Phrase("被谢绝", "Declined")
        case .parts: Phrase("计划的分解任务中逾期", "Overdue in parts of your plans")
        }
    }
}

/// How much of each there is.
struct GivenCount: Sendable {
    /// Of the tasks that somebody gave; on `t`.
    let reach: SQL
    let overdue: DutyReach
    let parts: DutyReach
    private let count: [GivenList: Int]

    init(for identity: Identity, in tx: Transaction) throws {
        let reach = try GivenReach.condition(identity)
        self.reach = reach
        let others = try GivenReach.parts(identity), all = try DutyReach(where: "(\(sql: reach) OR \(sql: others))", by: tx.now.day(in: .china).adding(days: -1), in: tx)
        (overdue, parts) = (all.among(reach), all.among(others))
        func number(_ list: GivenList) -> SQL { "(SELECT COUNT(*) FROM \(sql: Self.rows(list, reach)))" }
        count =
            try tx.row(
                """
                SELECT \(sql: overdue.counted) AS overdue, \(sql: number(.verify)) AS verify, \(sql: number(.reports)) AS reports, \(sql: number(.declined)) AS declined,
                    \(sql: parts.counted) AS parts
                """
            ) { row in
                Dictionary(uniqueKeysWithValues: try GivenList.allCases.map { ($0, try row.int($0.rawValue)) })
            } ?? [:]
    }

    subscript(list: GivenList) -> Int { count[list] ?? 0 }
    var isNothing: Bool { count.values.allSatisfy { $0 == 0 } }

    /// `FROM` of a list that is not of things that are owed.
    static func rows(_ list: GivenList, _ reach: SQL) -> SQL {
        switch list {
        case .reports: "plans_report r JOIN plans_task t ON t.id = r.task_id WHERE r.state = \(ReportState.handedIn) AND \(sql: reach)"
        case .declined: "plans_task t WHERE t.state = \(TaskState.declined) AND \(sql: reach)"
        case .verify, .overdue, .parts: "plans_task t WHERE t.state = \(TaskState.done) AND \(sql: reach)"
        }
    }

    /// Each with its number, leading to its list.
    @HTMLBuilder func html(_ visit: Visit, chosen: GivenList? = nil) -> HTML {
        if !isNothing || chosen != nil {
            section(.class("stack"), .id("given")) {
                if chosen == nil { h2 { visit.say(GivenPage.title) } }
                ul(.class("tags"), .role("list")) {
                    for list in GivenList.allCases where self[list] > 0 || list == chosen || chosen != nil {
                        li {
                            a(.class("tag"), .href(.within("/desk/given", query: Query(list == .overdue ? [] : [("list", list.rawValue)]))), .aria("current", "true").when(list == chosen)) {
                                visit.say(list.title)
                                " "
                                element("data", .value("\(self[list])"), .data("given", list.rawValue)) { Numerals.count(self[list], visit.language) }
                            }
                        }
                    }
                }
            }
        }
    }
}
