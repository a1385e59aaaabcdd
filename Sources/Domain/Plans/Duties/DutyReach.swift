import Kernel
import Language
import Storage
import Venues

/// What open tasks owe up to a day, found in SQL however many tasks there are; the same as `Duty.all` says of each of them.
struct DutyReach: Sendable {
    /// A quarter of a plan of which reports are owed.
    private struct Quarter: Sendable {
        let plan: ID<ActionPlan>
        let period: ReportPeriod
        let due: Day
    }

    /// On `t`.
    private let condition: SQL
    /// What is due later is left out; nil: nothing is.
    private let last: Day?
    private let quarters: [Quarter]
    private let today: Day

    /// - condition: of which tasks, over `t`.
    init(where condition: SQL, by last: Day? = nil, in tx: Transaction) throws {
        let today = tx.now.day(in: .china)
        (self.condition, self.last, self.today) = (condition, last, today)
        let plans = try tx.actionPlans(
            where: "p.issued_at IS NOT NULL AND p.id IN (SELECT t.plan_id FROM plans_task t WHERE t.state IN (\(list: TaskState.owing)) AND \(sql: condition))")
        quarters = plans.flatMap { plan in
            ReportPeriod.all(of: plan.term, since: max(plan.begin, plan.issuedAt?.day(in: .china) ?? plan.begin))
                .map { Quarter(plan: plan.id, period: $0, due: $0.end.adding(days: plan.reportDays)) }
        }.filter { one in last.map { one.due <= $0 } ?? true }
    }

    private init(_ condition: SQL, _ last: Day?, _ quarters: [Quarter], _ today: Day) { (self.condition, self.last, self.quarters, self.today) = (condition, last, quarters, today) }

    /// The same tasks up to an earlier day.
    func by(_ day: Day) -> DutyReach { DutyReach(condition, day, quarters.filter { $0.due <= day }, today) }

    /// Some of the same tasks, over `t`.
    func among(_ condition: SQL) -> DutyReach { DutyReach(condition, last, quarters, today) }

    /// How many they are, as a part of a statement.
    var counted: SQL { "(\(sql: named) SELECT COUNT(*) FROM (\(sql: all)) d)" }

    func count(in tx: Transaction) throws -> Int { Int(try tx.number("SELECT \(sql: counted)") ?? 0) }

    /// In the order of the days.
    func duties(limit: Int, offset: Int = 0, in tx: Transaction) throws -> [(duty: Duty, task: KeyTask)] {
        let found = try tx.rows("\(sql: named) SELECT d.* FROM (\(sql: all)) d ORDER BY d.due, d.task_id, d.about LIMIT \(limit) OFFSET \(offset)") { row -> Duty? in
            guard let about = Duty.About(try row.text("about")) else { return nil }
            let name = Wording(try row.text("name_zh"), try row.textOrNil("name_en")).phrase
            return Duty(task: try row.id("task_id"), about: about, name: name, due: try row.day("due"), isAgain: try row.int("is_again") == 1)
        }.compactMap(\.self)
        guard !found.isEmpty else { return [] }
        let tasks = try tx.rows("SELECT t.* FROM plans_task t WHERE t.id IN (\(list: Set(found.map(\.task)).sorted { $0.number < $1.number }))", KeyTask.init)
        let byID = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return found.compactMap { duty in byID[duty.task].map { (duty, $0) } }
    }

    /// The first of them with the names of their tasks, and how many there are in all; one statement.
    func first(_ limit: Int, in tx: Transaction) throws -> (duties: [(duty: Duty, task: Phrase, lead: ID<Organisation>)], total: Int) {
        var total = 0
        let found = try tx.rows(
            """
            \(sql: named) SELECT d.*, t.name_zh AS task_zh, t.name_en AS task_en, t.lead_id, COUNT(*) OVER () AS of_all FROM (\(sql: all)) d JOIN plans_task t ON t.id = d.task_id
            ORDER BY d.due, d.task_id, d.about LIMIT \(limit)
            """
        ) { row -> (duty: Duty, task: Phrase, lead: ID<Organisation>)? in
            total = try row.int("of_all")
            guard let about = Duty.About(try row.text("about")) else { return nil }
            let name = Wording(try row.text("name_zh"), try row.textOrNil("name_en")).phrase
            let duty = Duty(task: try row.id("task_id"), about: about, name: name, due: try row.day("due"), isAgain: try row.int("is_again") == 1)
            return (duty, Wording(try row.text("task_zh"), try row.textOrNil("task_en")).phrase, try row.id("lead_id"))
        }
        return (found.compactMap(\.self), total)
    }

    private var owing: SQL { "t.state IN (\(list: TaskState.owing)) AND \(sql: condition)" }
    private var open: SQL { "t.state IN (\(list: TaskState.open)) AND \(sql: condition)" }

    /// That something is due by the last day.
    private func isDue(_ day: SQL) -> SQL { last.map { "\(sql: day) <= \($0)" } ?? "\(sql: day) IS NOT NULL" }

    /// The quarters of which reports are owed, as `q`.
    private var named: SQL {
        guard !quarters.isEmpty else { return "" }
        let lines: [SQL] = quarters.map { one in
            let closes = LocalTime(day: one.period.end.adding(days: 1), hour: 0, minute: 0)?.instant(in: .china) ?? Instant(microseconds: .max)
            return """
                (CAST(\(one.plan) AS BIGINT), CAST(\(one.period.key) AS TEXT), CAST(\(closes) AS BIGINT), CAST(\(one.due) AS TEXT), CAST(\(one.period.end < today ? 1 : 0) AS BIGINT))
                """
        }
        return "WITH q (plan_id, period, closes, due, is_over) AS (VALUES \(sql: lines.joined(", ")))"
    }

    private var all: SQL {
        var parts: [SQL] = [
            """
            SELECT t.id AS task_id, 'accept' AS about, '' AS name_zh, CAST(NULL AS TEXT) AS name_en, CAST(0 AS BIGINT) AS is_again, t.answer_day AS due FROM plans_task t
            WHERE t.state = \(TaskState.assigned) AND \(sql: isDue("t.answer_day")) AND \(sql: condition)
            """,
            """
            SELECT t.id, 'milestone:' || m.key, m.name_zh, m.name_en, CAST(0 AS BIGINT), m.due_day FROM plans_milestone m JOIN plans_task t ON t.id = m.task_id
            WHERE m.done_day IS NULL AND \(sql: isDue("m.due_day")) AND \(sql: owing)
            """,
            """
            SELECT t.id, 'task', '', CAST(NULL AS TEXT), CAST(0 AS BIGINT), t.due_day FROM plans_task t WHERE \(sql: isDue("t.due_day")) AND \(sql: open)
            """,
        ]
        if !quarters.isEmpty {
            // Not handed in for a quarter that is over, in which the task was there; or come back.
            parts.append(
                """
                SELECT t.id, 'report:' || q.period, '', CAST(NULL AS TEXT), CAST(CASE WHEN r.state IS NULL THEN 0 ELSE 1 END AS BIGINT), q.due
                FROM plans_task t JOIN q ON q.plan_id = t.plan_id LEFT JOIN plans_report r ON r.task_id = t.id AND r.period = q.period
                WHERE t.given_at < q.closes AND (r.state = \(ReportState.returned) OR r.state IS NULL AND q.is_over = 1) AND \(sql: owing)
                """)
        }
        return parts.joined(" UNION ALL ")
    }
}
