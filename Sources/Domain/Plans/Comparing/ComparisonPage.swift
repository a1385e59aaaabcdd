import Figures
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/plans/{key}/comparison`: a plan beside last year's.
struct ComparisonPage: Sendable {
    static let title = Phrase("与上一年对比", "Beside last year's")
    static let size = 100

    let plan: ActionPlan
    let previous: ActionPlan
    let comparison: PlanComparison
    let shown: [PlanComparison.Pair]
    let names: PlanNames

    static let route = Route.get("/plans/{key}/comparison", .anyone, filters: ["page"]) { visit in
        let key = visit.parameter("key")
        return try await visit.database.read { tx in try ComparisonPage(try tx.issuedPlan(key), visit, in: tx) }.answer(visit)
    }

    init(_ plan: ActionPlan, _ visit: Visit, in tx: Transaction) throws {
        guard let previous = try plan.previousID.flatMap({ try tx.actionPlan($0) }), previous.isIssued else { throw Refusal.notFound(Phrase("可以对比的上一年计划", "plan of last year to compare with")) }
        (self.plan, self.previous) = (plan, previous)
        comparison = PlanComparison(try Self.tasks(plan, tx), beside: try Self.tasks(previous, tx), years: (previous.year, plan.year))
        try visit.requirePage(of: comparison.pairs.count, by: Self.size)
        shown = Array(comparison.pairs.dropFirst((visit.pageNumber - 1) * Self.size).prefix(Self.size))
        names = try PlanNames(shown.flatMap { [$0.new, $0.old] }, in: tx)
    }

    private static func tasks(_ plan: ActionPlan, _ tx: Transaction) throws -> [TaskProgress] {
        plan.inOrder(try tx.progress(of: tx.contents(of: plan)).filter { $0.task.state != .dropped && $0.task.state != .drafted }, \.task)
    }

    func answer(_ visit: Visit) -> Answer {
        visit.page(Self.title, lede: plan.name.phrase, trail: [("/plans", Plans.title), ("/plans/\(plan.key)", plan.name.phrase)]) {
            div(.class("stack", "sections")) {
                p {
                    visit.say(
                        Phrase(
                            "上一年到同一时点完成了多少，记录里没有，因此上一年列的是全年最终的数，本年是到现在为止的数。任务按编号对应，编号不同的按名称。",
                            "What was reached by the same day of last year is not in the records; so last year's number is the final one, this year's the one so far. Tasks are matched by key, else by name."))
                }
                p { a(.href("/plans/\(previous.key)")) { visit.html(previous.name) } }
                if comparison.pairs.isEmpty {
                    div(.class("empty-state")) { h2 { visit.say(Phrase("没有可以对应的任务", "No task of this year is one of last year's")) } }
                } else {
                    pairs(visit)
                }
                list(visit, Phrase("新增的任务", "New tasks"), comparison.added, plan, "added")
                list(visit, Phrase("不再列入的任务", "Tasks that went"), comparison.gone, previous, "gone")
            }
        }
    }

    private func pairs(_ visit: Visit) -> HTML {
        let titles = [
            Phrase("任务", "Task"), Phrase("目标", "Goal"), Phrase("\(previous.year)年最终", "\(previous.year), final"), Phrase("\(previous.year)年目标", "Target of \(previous.year)"),
            Phrase("\(plan.year)年至今", "\(plan.year), so far"), Phrase("\(plan.year)年目标", "Target of \(plan.year)"),
        ]
        return section(.class("stack"), .id("pairs")) {
            h2 { visit.say(Phrase("两年都有的任务：\(comparison.pairs.count) 项", "\(Plural.en(comparison.pairs.count, "task", "tasks")) of both years")) }
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Self.title)), .tabindex(0)) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for pair in shown {
                            let goals = PlanComparison.goals(of: pair)
                            if goals.isEmpty { row(visit, pair, nil, titles) }
                            for goal in goals { row(visit, pair, goal, titles) }
                        }
                    }
                }
            }
            visit.pager(page: visit.pageNumber, total: comparison.pairs.count, size: Self.size)
        }
    }

    private func row(_ visit: Visit, _ pair: PlanComparison.Pair, _ goal: PlanComparison.GoalPair?, _ titles: [Phrase]) -> HTML {
        let new = goal?.new.map { names.words($0) }
        let old = goal?.old.map { names.words($0) }
        return tr {
            th(.scope("row")) { a(.href("/plans/\(plan.key)/\(pair.new.task.key)")) { visit.html(pair.new.task.name) } }
            td(.data("label", visit.say(titles[1]))) {
                (new ?? old).map { visit.say($0.name) } ?? "–"
                if let goal, goal.new != nil, goal.old != nil, !goal.isAlike {
                    p(.class("meta")) { visit.say(Phrase("两年的指标不是同一个数，不能比较。", "Not the same number in both years, so not compared.")) }
                }
                if goal?.old != nil, goal?.new == nil { p(.class("meta")) { visit.say(Phrase("本年没有这个目标。", "Not a goal of this year.")) } }
                if goal?.new != nil, goal?.old == nil { p(.class("meta")) { visit.say(Phrase("上一年没有这个目标。", "Not a goal of last year.")) } }
            }
            let isCompared = goal.map { $0.isAlike || $0.new == nil || $0.old == nil } ?? false
            td(.data("label", visit.say(titles[2]))) { if isCompared { number(visit, goal?.old, old) } else { "–" } }
            td(.data("label", visit.say(titles[3]))) { isCompared ? goal?.old?.target.map { Numerals.count($0.value, visit.language) } ?? "–" : "–" }
            td(.data("label", visit.say(titles[4]))) { number(visit, goal?.new, new) }
            td(.data("label", visit.say(titles[5]))) { goal?.new?.target.map { Numerals.count($0.value, visit.language) } ?? "–" }
        }
    }

    @HTMLBuilder private func number(_ visit: Visit, _ goal: GoalProgress?, _ words: GoalWords?) -> HTML {
        if let goal, let words {
            if words.isHidden {
                words.number(visit.language)
            } else {
                a(.href(goal.address(in: words.campaign))) { words.number(visit.language) }
            }
            if goal.goal.own != nil {
                " "
                span(.class("badge", "badge-warning")) { visit.say(Phrase("手填", "stated by hand")) }
            }
        } else {
            "–"
        }
    }

    @HTMLBuilder private func list(_ visit: Visit, _ title: Phrase, _ tasks: [TaskProgress], _ plan: ActionPlan, _ id: String) -> HTML {
        if !tasks.isEmpty {
            section(.class("stack"), .id(id)) {
                h2 { visit.say(title + Phrase("：\(tasks.count) 项", ": \(tasks.count)")) }
                ul { for one in tasks.prefix(200) { li { a(.href("/plans/\(plan.key)/\(one.task.key)")) { visit.html(one.task.name) } } } }
                if tasks.count > 200 { p { visit.say(Phrase("另有 \(tasks.count - 200) 项。", "And \(tasks.count - 200) more.")) } }
            }
        }
    }
}
