import Formats
import Figures
import Kernel
import Language
import Regions
import Resources
import Venues
import Web

/// The follow-up of a plan as a file: a row for each goal of a task, one for a task without any. As the public sees it.
struct PlanFile: Sendable {
    let assessment: SelfAssessment
    let regions: RegionTable
    let language: Tongue
    let origin: String

    enum Ending: String, Sendable { case xlsx, csv, json }

    private struct Column: Sendable {
        /// In JSON.
        let key: String
        let heading: Phrase
        let value: @Sendable (TaskProgress, GoalProgress?, PlanFile) -> Datum

        init(_ key: String, _ zh: String, _ en: String, value: @escaping @Sendable (TaskProgress, GoalProgress?, PlanFile) -> Datum) {
            (self.key, heading, self.value) = (key, Phrase(zh, en), value)
        }
    }

    private static let columns: [Column] = [
        Column("chapter", "章节", "Chapter") { one, _, file in file.plan.chapters.first { $0.key == one.task.chapter }.map { .text($0.name(file.language)) } ?? .null },
        Column("key", "任务编号", "Key") { one, _, _ in .text(one.task.key) },
        Column("task", "任务", "Task") { one, _, file in .text(one.task.name(file.language)) },
        Column("above", "上级任务编号", "Key of the task above") { one, _, file in one.task.parentID.flatMap { file.keys[$0] }.map { .text($0) } ?? .null },
        Column("lead", "牵头单位", "Lead") { one, _, file in .text(file.assessment.names.name(one.task.leadID, file.language)) },
        Column("lead_id", "牵头单位编号", "Identity of the lead") { one, _, _ in .text(one.task.leadID.text) },
        Column("participants", "参与单位", "Taking part") { one, _, file in
            file.assessment.participants[one.task.id].map { units in .text(units.map { file.assessment.names.name($0, file.language) }.joined(separator: file.language == .zh ? "；" : "; ")) } ?? .null
        },
        Column("region", "区划代码", "Region code") { one, _, _ in one.task.region.map { .text($0) } ?? .null },
        Column("due", "期限", "Due") { one, _, _ in one.task.due.map { .text($0.iso) } ?? .null },
        Column("budget", "经费说明", "Budget line") { one, _, file in one.task.budget.map { .text($0(file.language)) } ?? .null },
        Column("budget_yuan", "经费（元）", "Budget (yuan)") { one, _, _ in one.task.budgetYuan.map { .integer($0) } ?? .null },
        Column("state", "状态", "State") { one, _, file in .text(one.task.state.title(file.language)) },
        Column("light", "灯", "Light") { one, _, file in .text(one.light.title(file.language)) },
        Column("milestones_done", "完成的节点", "Milestones reached") { one, _, _ in .integer(Int64(one.milestones.count { $0.done != nil })) },
        Column("milestones", "节点", "Milestones") { one, _, _ in .integer(Int64(one.milestones.count)) },
        Column("goal", "目标", "Goal") { _, goal, file in goal.map { .text(file.words($0).name(file.language)) } ?? .null },
        Column("figure", "指标", "Figure") { _, goal, _ in goal.map { .text($0.goal.source.indicator) } ?? .null },
        Column("value", "现在的数", "Value") { _, goal, file in goal.flatMap { file.words($0).value }.map { .integer($0) } ?? .null },
        // Why there is no number, where there is none.
        Column("remark", "说明", "Remark") { _, goal, file in goal.flatMap { file.remark($0) }.map { .text($0) } ?? .null },
        Column("due_by_today", "今天应达到", "Due by today") { _, goal, _ in goal.flatMap { $0.goal.targets.isEmpty ? nil : .integer($0.expected) } ?? .null },
        Column("target", "目标数", "Target") { _, goal, _ in goal?.target.map { .integer($0.value) } ?? .null },
        Column("target_by", "目标日期", "Target by") { _, goal, _ in goal?.target.map { .text($0.day.iso) } ?? .null },
        // All of them: a goal may have a target a quarter.
        Column("targets", "各期目标", "Targets") { _, goal, _ in goal.flatMap { $0.goal.targets.isEmpty ? nil : .text(PlanCells.text($0.goal.targets)) } ?? .null },
        Column("goal_light", "目标的灯", "Light of the goal") { _, goal, file in goal.map { .text($0.light.title(file.language)) } ?? .null },
        Column("opens", "打开到记录", "Opens at") { _, goal, file in goal.map { .text(file.words($0).address(at: file.origin)) } ?? .null },
        Column("page", "网页", "Page") { one, _, file in .text("\(file.origin)/plans/\(file.plan.key)/\(one.task.key)") },
    ]

    private var plan: ActionPlan { assessment.plan }
    private let keys: [ID<KeyTask>: String]

    init(_ assessment: SelfAssessment, _ visit: Visit) {
        (self.assessment, regions, language, origin) = (assessment, visit.regions, visit.language, visit.origin)
        keys = Dictionary(assessment.tasks.map { ($0.task.id, $0.task.key) }, uniquingKeysWith: { first, _ in first })
    }

    private func words(_ goal: GoalProgress) -> GoalWords { assessment.names.words(goal) }

    private func remark(_ goal: GoalProgress) -> String? {
        let words = words(goal)
        if words.isHidden { return words.number(language) }
        if let own = goal.goal.own { return Phrase("由\(words.stater.zh)手填：\(own.reason)", "Stated by hand by \(words.stater.en): \(own.reason)")(language) }
        return goal.value == nil ? Numerals.unknown(language) : nil
    }

    private var rows: [[Datum]] {
        assessment.tasks.flatMap { one -> [[Datum]] in
            let goals: [GoalProgress?] = one.goals.isEmpty ? [nil] : one.goals
            return goals.map { goal in Self.columns.map { $0.value(one, goal, self) } }
        }
    }

    func answer(_ ending: Ending) throws -> Answer {
        do throws(FormatProblem) {
            let (bytes, type) = try bytes(ending)
            return Answer(mediaType: type, body: bytes).header("content-disposition", "\(ending == .json ? "inline" : "attachment"); filename=\"\(plan.key).\(ending.rawValue)\"")
        } catch { throw error.refusal }
    }

    private func bytes(_ ending: Ending) throws(FormatProblem) -> ([UInt8], String) {
        switch ending {
        case .csv:
            var writer = CSVWriter(header: Self.columns.map { $0.heading(language) })
            for row in rows { writer.row(row) }
            return (writer.drain(), "text/csv; charset=utf-8")
        case .json:
            var writer = JSONListWriter(
                list: "tasks", head: [.init("plan", .text(plan.key)), .init("name", .text(plan.name(language))), .init("year", .integer(Int64(plan.year))), .init("as_of", .text(assessment.now.iso))])
            for row in rows { writer.add(.object(zip(Self.columns, row).map { .init($0.key, $1) })) }
            writer.finish()
            return (writer.drain(), "application/json")
        case .xlsx:
            let writer = try XLSXWriter(title: plan.name(language), columns: Self.columns.map { SheetColumn($0.heading(language)) })
            for row in rows { try writer.add(row.map { SheetCell($0) }) }
            _ = try writer.finish()
            var bytes: [UInt8] = [], reader = try writer.reader()
            while let piece = try reader.next() { bytes += piece }
            return (bytes, FilledTable.mediaType)
        }
    }
}
