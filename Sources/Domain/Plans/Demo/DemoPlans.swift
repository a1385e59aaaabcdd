import Access
import Declaration
import Kernel
import Language
import Rooms
import Storage
import Venues

/// The demonstration's plans, by the room's own verbs at the moments at which they happened: last year's, and one that is under way.
enum DemoPlans {
    static let part = DemoPart(order: 55, Phrase("示例计划：交办、进展、逾期、核验各有一项", "Demonstration: a plan with tasks assigned, under way, overdue and verified")) { house, database in
        guard try await database.read({ tx in try tx.actionPlan(key: DemoPlanFile.plan) }) == nil else { return }
        let today = try await database.read { tx in tx.now.day(in: .china) }
        try await declare(today, house, database)
        try await database.at(moment(today.adding(days: -500), 9)).writeAlone { tx in try tx.issuePlan(DemoPlanFile.last, by: program) }
        try await database.at(moment(today.adding(days: -145), 9)).writeAlone { tx in try tx.issuePlan(DemoPlanFile.plan, by: program) }
        try await database.at(moment(today.adding(days: -480), 10)).write { tx in
            for event in [TaskEvent.accept, .begin] { try step("demo-last-week", event, "", tx) }
            try step("demo-last-week", .claim, "科技周活动已办。（示例）", tx)
            // Of a year before the program was used the number is stated, with where it comes from.
            let because = "启用本平台以前没有活动记录，此数取自上一年度总结。（示例）"
            try tx.setOwnNumber(26, because: because, for: "activities", of: try task("demo-last-week", tx), by: program)
            try step("demo-last-week", .verify, "", tx)
        }
        try await database.at(moment(today.adding(days: -140), 10)).write { tx in
            for key in ["demo-month-city", "demo-month-yanta", "demo-online", "demo-week", "demo-pact-exhibitions"] { try step(key, .accept, "", tx) }
        }
        try await database.at(moment(today.adding(days: -91), 10)).write { tx in
            let task = try task("demo-month-city", tx)
            try tx.setMilestone("call", of: task, done: tx.now.day(in: .china), says: "通知已印发。（示例）", by: program)
        }
        try await report(today, database)
        try await database.at(moment(today.adding(days: -19), 10)).write { tx in
            try step("demo-week", .begin, "", tx)
            try step("demo-week", .claim, "科技周活动已办，记录见活动页面。（示例）", tx)
        }
        try await database.at(moment(today.adding(days: -18), 10)).write { tx in try step("demo-week", .verify, "", tx) }
    }

    /// A report on the last quarter that is over, handed in and accepted.
    private static func report(_ today: Day, _ database: Database) async throws {
        let this = ReportPeriod(of: today), period = this.quarter == 1 ? ReportPeriod(year: this.year - 1, quarter: 4) : ReportPeriod(year: this.year, quarter: this.quarter - 1)
        let day = max(period.end.adding(days: 3), today.adding(days: -139))
        guard day < today else { return }
        try await database.at(moment(day, 10)).write { tx in
            let task = try Self.task("demo-month-city", tx)
            guard try tx.reportPeriods(of: try tx.requireTask(task)).contains(where: { $0.period == period }) else { return }
            try tx.handIn([.done: "征集通知已印发，各区报名踊跃。（示例）", .problems: "郊区场馆少。（示例）", .next: "组织流动科普设施下乡。（示例）"], for: period, of: task, by: program)
            try tx.decide(.accept, remarks: [:], on: period, of: task, seen: tx.now, by: program)
            // One waits to be read; one is overdue.
            try tx.handIn([.done: "直播三场，观看人次已超过目标。（示例）"], for: period, of: try Self.task("demo-online", tx), by: program)
        }
    }

    /// Stands for everybody who acts before there are accounts. It is the program itself, with a role over everything.
    private static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])

    private static func task(_ key: String, _ tx: Transaction) throws -> ID<KeyTask> {
        guard let task = try tx.keyTask(key: key) else { throw Refusal.notFound(KeyTask.noun) }
        return task.id
    }

    private static func step(_ key: String, _ event: TaskEvent, _ remark: String, _ tx: Transaction) throws { try tx.step(try task(key, tx), event, remark: remark, by: program) }

    private static func declare(_ today: Day, _ house: House, _ database: Database) async throws {
        let declarations = Declarations(sections: house.sections, dependants: house.dependants, checks: DeclarationChecks(isRegion: { !$0.isEmpty }))
        do {
            for part in DemoPlanFile.parts(today) {
                _ = try await declarations.apply([(name: part.name, bytes: Array(part.text.utf8))], to: database.at(moment(today.adding(days: -part.daysAgo), 9)))
            }
        } catch let problems as DeclarationProblems {
            throw Refusal(.invalid, "demo-plans", Phrase(problems.text(.zh), problems.text(.en)))
        }
    }

    private static func moment(_ day: Day, _ hour: Int) -> Instant { LocalTime(day: day, hour: hour, minute: 0)?.instant(in: .china) ?? Instant(microseconds: 0) }
}
