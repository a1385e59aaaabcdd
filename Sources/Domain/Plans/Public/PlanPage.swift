import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/plans/{key}`: how a plan goes, chapter by chapter; every light and every number opens.
struct PlanPage: Sendable {
    static let size = 100

    let plan: ActionPlan
    let authority: Organisation?
    let previous: ActionPlan?
    /// Of all tasks.
    let count: LightCount
    /// How many of them are parts of others.
    let partCount: Int
    /// Those shown: the tasks that are part of no other, or those of the chosen light.
    let shown: [TaskProgress]
    let total: Int
    let names: PlanNames
    let light: Light?
    /// The tasks of which those shown are parts, where the list is of one light.
    let above: [ID<KeyTask>: Wording]

    init(_ plan: ActionPlan, _ visit: Visit, in tx: Transaction) throws {
        self.plan = plan
        authority = try tx.organisation(plan.authorityID)
        previous = try plan.previousID.flatMap { try tx.actionPlan($0) }.flatMap { $0.isIssued ? $0 : nil }
        light = try Self.light(visit)
        let all = try tx.publicLights(of: plan), ids = Set(all.map(\.task.id))
        count = LightCount(all.map(\.light))
        partCount = all.count { $0.task.parentID.map { ids.contains($0) } ?? false }
        let found = all.filter { [light] one in if let light { one.light == light } else { one.task.parentID.map { !ids.contains($0) } ?? true } }
        total = found.count
        try visit.requirePage(of: total, by: Self.size)
        shown = try tx.whole(Array(plan.inOrder(found, \.task).dropFirst((visit.pageNumber - 1) * Self.size).prefix(Self.size)))
        names = try PlanNames(shown, in: tx)
        above = light == nil ? [:] : try tx.taskNames(Set(shown.compactMap(\.task.parentID)).intersection(ids))
    }

    private static func light(_ visit: Visit) throws -> Light? {
        guard let text = visit.query["light"], !text.isEmpty else { return nil }
        guard let light = Light(rawValue: text) else {
            throw Refusal(
                .invalid, "filter-value", "筛选条件 light 不认识“\(text.prefix(20))”。可以是：\(Light.allCases.map(\.rawValue).joined(separator: "、"))。",
                "The filter light does not know “\(text.prefix(20))”. It takes: \(Light.allCases.map(\.rawValue).joined(separator: ", ")).", field: "light")
        }
        return light
    }

    func answer(_ visit: Visit) -> Answer {
        visit.page(plan.name.phrase, lede: plan.summary?.phrase, trail: [("/plans", Plans.title)]) {
            div(.class("stack", "sections")) {
                section(.class("stack"), .id("lights")) {
                    h2 { visit.say(Phrase("\(count.total) 项任务", Plural.en(count.total, "task", "tasks"))) }
                    if partCount > 0 {
                        p(.class("meta")) {
                            visit.say(
                                Phrase(
                                    "其中 \(partCount) 项由别的任务分解而来，列在上级任务的页面。", "\(partCount) of them \(partCount == 1 ? "is a part" : "are parts") of others and \(partCount == 1 ? "stands" : "stand") on their pages."))
                        }
                    }
                    visit.lightsHTML(count, path: "/plans/\(plan.key)", chosen: light)
                    details {
                        summary { visit.say(Phrase("灯的规则", "The rule of the lights")) }
                        p { visit.say(plan.rule.words) }
                    }
                }
                list(visit)
                p(.class("actions")) {
                    if previous != nil { a(.class("button"), .href("/plans/\(plan.key)/comparison")) { visit.say(ComparisonPage.title) } }
                    a(.class("button"), .href("/plans/\(plan.key)/self-assessment.pdf")) { visit.say(Phrase("自评（PDF）", "Self-assessment (PDF)")) }
                    a(.class("button"), .href("/plans/\(plan.key).xlsx")) { "XLSX" }
                    a(.class("button"), .href("/plans/\(plan.key).csv")) { "CSV" }
                    a(.class("button"), .href("/plans/\(plan.key).json")) { "JSON" }
                }
                facts(visit)
                if !plan.rules.isEmpty {
                    section(.class("prose")) {
                        h2 { visit.say(Phrase("规则", "Rules")) }
                        ul { for rule in plan.rules { li { visit.html(rule.text) } } }
                    }
                }
                visit.provenanceHTML(plan.provenance)
            }
        }
    }

    @HTMLBuilder private func list(_ visit: Visit) -> HTML {
        if shown.isEmpty {
            div(.class("empty-state")) {
                h2 { visit.say(light == nil ? Phrase("还没有交办的任务", "No task is assigned yet") : Phrase("没有这样的任务", "No such task")) }
                if light != nil { p { a(.href("/plans/\(plan.key)")) { visit.say(Phrase("看全部任务", "All tasks")) } } }
            }
        } else {
            for (chapter, tasks) in chapters {
                section(.class("stack")) {
                    h2 { visit.say(chapter) }
                    TaskTable(tasks: tasks, names: names, caption: chapter, path: { "/plans/\(plan.key)/\($0.key)" }, visit: visit, above: above).html
                }
            }
            visit.pager(page: visit.pageNumber, total: total, size: Self.size)
        }
    }

    private var chapters: [(Phrase, [TaskProgress])] {
        let byChapter = Dictionary(grouping: shown) { $0.task.chapter ?? "" }
        let known = plan.chapters.compactMap { one in byChapter[one.key].map { (one.name.phrase, $0) } }
        let keys = Set(plan.chapters.map(\.key))
        let rest = shown.filter { one in !(one.task.chapter.map { keys.contains($0) } ?? false) }
        return known + (rest.isEmpty ? [] : [(known.isEmpty ? Phrase("任务", "Tasks") : Phrase("其他任务", "Other tasks"), rest)])
    }

    private func facts(_ visit: Visit) -> HTML {
        dl(.class("facts")) {
            if let authority { visit.fact(Phrase("统筹单位", "Steered by")) { a(.href("/organisations/\(authority.id)")) { visit.html(authority.name) } } }
            visit.fact(Phrase("期间", "Term"), Dates.span(plan.begin, plan.end, visit.language))
            visit.fact(Phrase("地区", "Region"), visit.regionName(plan.region))
            if let issued = plan.issuedAt { visit.fact(Phrase("印发", "Issued"), Dates.moment(issued, .china, visit.language)) }
            visit.fact(Phrase("季度报告", "Quarterly reports"), visit.say(Phrase("季度结束后 \(plan.reportDays) 天内", "within \(Plural.en(plan.reportDays, "day", "days")) of the end of a quarter")))
            if let previous { visit.fact(Phrase("上一年", "Last year's")) { a(.href("/plans/\(previous.key)")) { visit.html(previous.name) } } }
        }
    }
}
