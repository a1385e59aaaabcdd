import Activities
import Declaration
import Figures
import Kernel

/// The fields of `plans` and `tasks` in a campaign file.
enum PlanShape {
    static let plan = Shape(
        .key, .required("name", .wording(max: 200)), .required("campaign", .reference(to: "campaigns"), about: Phrase("所属活动项目；任务的指标默认取自它", "The campaign it belongs to; goals read it unless they name another")),
        .required("authority", .reference(to: "organisations"), about: Phrase("统筹单位：交办并核验任务", "The body that steers: it assigns tasks and verifies them")),
        .required("year", .integer(1990...2200)), .required("from", .day), .required("to", .day), .optional("region", .region),
        .optional("previous", .reference(to: "plans"), about: Phrase("上一年的计划，用来对比", "Last year's plan, for comparison")),
        .optional("summary", .wording(max: 1000)),
        .optional("report_days", .integer(0...90), default: 10, about: Phrase("季度结束后几天内上报", "Days after the end of a quarter by which its report is due")),
        .optional("green", .integer(1...100), default: 100, about: Phrase("达到应有数的百分之几为“正常”", "From which share of what is due a light is green, in per cent")),
        .optional("amber", .integer(1...100), default: 80, about: Phrase("达到应有数的百分之几为“稍慢”", "From which share it is amber")),
        .optional("chapters", .records(Shape(.key, .required("name", .wording(max: 200))))),
        .optional("rules", .records(Shape(.key, .required("text", .wording(max: 500)), .source))), .source, .note
    ) { planFlaws($0) }

    private static let target = Shape(.required("by", .day), .required("value", .integer(0...1_000_000_000_000)))

    private static let slices = Shape(fields: FigureSlice.allCases.map { .optional($0.rawValue, .text(max: 100)) })

    private static let goal = Shape(
        .key, .optional("name", .wording(max: 200)), .required("figure", .choice(FigureWish.indicators), about: Phrase("指标词典中的代码", "A code of the dictionary")),
        .optional("campaign", .reference(to: "campaigns"), about: Phrase("取哪一个活动项目的数；不填为任务所属的", "Whose number; absent: the task's campaign")),
        .optional("region", .region, about: Phrase("不填为任务的地区", "Absent: the task's region")), .optional("kind", .choice(ActivityKind.allCases.map(\.rawValue)), about: Phrase("只计这一类活动", "Only this kind of activity")),
        .optional("within", .record(slices), about: Phrase("进一步细分，写法与“数字”页面的地址相同", "What narrows it further, written as in addresses of figures")),
        .optional("reads", .choice(Goal.Reads.self), default: "live", about: Phrase("live：现在的数；locked：锁定公布的数", "live: as counted now; locked: as the edition was published")),
        .optional("targets", .records(target, by: ["by"])))

    private static let milestone = Shape(.key, .required("name", .wording(max: 200)), .required("due", .day))

    static let task = Shape(
        .key, .required("name", .wording(max: 300)), .required("campaign", .reference(to: "campaigns")), .optional("plan", .reference(to: "plans")),
        .optional("chapter", .part(list: "chapters", of: "plan")), .optional("parent", .reference(to: "tasks"), about: Phrase("上级任务：本任务是它的一部分", "The task of which this one is a part")),
        .optional("agreement", .reference(to: "agreements")), .optional("commitment", .part(list: "commitments", of: "agreement")),
        .required("lead", .reference(to: "organisations"), about: Phrase("唯一的牵头单位", "The one accountable lead")),
        .optional("participants", .list(of: .reference(to: "organisations"))),
        .optional("authority", .reference(to: "organisations"), about: Phrase("核验单位；不填为计划的统筹单位，协议任务为另一方", "Who verifies; absent: whoever steers the plan, of an agreement the other side")),
        .optional("region", .region), .optional("about", .wording(max: 1000)), .optional("due", .day), .optional("budget", .wording(max: 200)),
        .optional("budget_yuan", .integer(0...1_000_000_000_000)), .optional("goals", .records(goal)), .optional("milestones", .records(milestone)), .source, .note
    ) { taskFlaws($0) }

    private static func planFlaws(_ record: DeclaredRecord) -> [Shape.Remark] {
        var out: [Shape.Remark] = []
        if let from = try? record.dayOrNil("from"), let to = try? record.dayOrNil("to"), to < from {
            out.append(.init("to", found: Phrase("早于 from", "before `from`"), expected: Phrase("不早于 from 的一天", "a day not before `from`")))
        }
        if let year = try? record.integer("year"), let from = try? record.day("from"), let to = try? record.day("to"), year != from.year, year != to.year {
            out.append(.init("year", found: Phrase("\(year)", "\(year)"), expected: Phrase("from 或 to 的年份", "the year of `from` or of `to`")))
        }
        if record.key == "new" { out.append(.init("key", found: Phrase("“new”", "“new”"), expected: Phrase("另一个 key：这个地址已有页面", "another key: a page has that address"))) }
        if let green = try? record.integerOrNil("green") ?? 100, let amber = try? record.integerOrNil("amber") ?? 80, amber > green {
            out.append(.init("amber", found: Phrase("大于 green", "more than `green`"), expected: Phrase("不大于 green 的数", "not more than `green`")))
        }
        if record.value["previous"]?.text == record.key {
            out.append(.init("previous", found: Phrase("它自己", "itself"), expected: Phrase("另一年的计划", "the plan of another year")))
        }
        return out
    }

    private static func taskFlaws(_ record: DeclaredRecord) -> [Shape.Remark] {
        var out: [Shape.Remark] = []
        if record.has("plan") == record.has("agreement") {
            out.append(.init("plan", found: Phrase("plan 与 agreement 同填或都不填", "both `plan` and `agreement`, or neither"), expected: Phrase("二者之一", "one of the two")))
        }
        if record.has("commitment") && !record.has("agreement") {
            out.append(.init("commitment", found: Phrase("没有 agreement", "no `agreement`"), expected: Phrase("与 agreement 同填", "it only beside `agreement`")))
        }
        if let lead = record.value["lead"]?.text, record.texts("participants").contains(lead) {
            out.append(.init("participants", found: Phrase("牵头单位", "the lead"), expected: Phrase("牵头单位以外的单位", "units other than the lead")))
        }
        if PlanCells.reserved.contains(record.key) { out.append(.init("key", found: Phrase("“\(record.key)”", "“\(record.key)”"), expected: Phrase("另一个 key：这个地址已有页面", "another key: a page has that address"))) }
        if record.value["parent"]?.text == record.key { out.append(.init("parent", found: Phrase("它自己", "itself"), expected: Phrase("另一项任务", "another task"))) }
        for (number, goal) in record.records("goals").enumerated() {
            let isNarrowed = goal.has("kind") || !(goal.value["within"].map { $0 == .record([:]) } ?? true)
            if let figure = goal.value["figure"]?.text, let hindrance = FigureWish.hindrance(figure, isNarrowed: isNarrowed) {
                out.append(.init("goals[\(number)].figure", found: hindrance, expected: Phrase("能汇总的指标", "an indicator with a total")))
            }
            if goal.value["reads"]?.text == Goal.Reads.locked.rawValue, isNarrowed || goal.has("region") || record.has("region") {
                out.append(.init("goals[\(number)].reads", found: Phrase("locked 又有细分", "`locked` for a part"), expected: Phrase("locked 只用于整个活动项目", "`locked` for a whole campaign only")))
            }
            for slice in FigureSlice.allCases {
                guard let text = (try? goal.recordOrNil("within"))?.value[slice.rawValue]?.text, slice != .organiser, slice.value(of: text) == nil else { continue }
                out.append(.init("goals[\(number)].within.\(slice.rawValue)", found: Phrase("“\(text)”", "“\(text)”"), expected: Phrase("“数字”页面地址中的写法", "what addresses of figures have")))
            }
        }
        return out
    }
}
