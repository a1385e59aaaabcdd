import Access
import Campaigns
import Kernel
import Language
import Regions
import Storage
import Venues
import Web

/// A plan at the desk: its facts, its chapters and the rule of its lights.
enum PlanForm {
    /// - isNew: a plan's key is given once.
    static func form(isNew: Bool) -> Form {
        let key = FormField("key", "计划编号", "Key of the plan", .text(max: 64), required: true, hint: Phrase("小写字母、数字和连字符，写进网址，例如 xian-plan-2027。", "Lower-case letters, digits and hyphens; it stands in the address, such as xian-plan-2027."))
        return Form(
            (isNew ? [key] : []) + [
                FormField("name_zh", "计划名称", "Name in Chinese", .text(max: 200), required: true), FormField("name_en", "英文名称", "Name in English", .text(max: 200)),
                FormField("summary_zh", "简介", "Summary in Chinese", .longText(max: 1000)), FormField("summary_en", "英文简介", "Summary in English", .longText(max: 1000)),
                FormField("authority", "统筹单位", "Body that steers", .text(max: 200), required: true, hint: Phrase("交办和核验任务的单位：登记的全名或编号。", "It assigns tasks and verifies them: its full name or identity.")),
                FormField("campaign", "活动项目编号", "Key of the campaign", .text(max: 64), required: true, hint: Phrase("任务的数默认取自这个活动项目。", "Goals read this campaign unless they name another."), suggests: PlanSuggestions.campaigns.rawValue),
                FormField("year", "年份", "Year", .integer(1990...2200), required: true), FormField("begin", "开始", "From", .day, required: true),
                FormField("end", "结束", "To", .day, required: true), FormField("region", "地区", "Region", .text(max: 100), hint: Phrase("名称或六位区划代码。", "Its name, or the six digits of its code.")),
                FormField("previous", "上一年计划的编号", "Key of last year's plan", .text(max: 64), hint: Phrase("用来对比，可不填。", "For comparison; may be left out."), suggests: PlanSuggestions.plans.rawValue),
                FormField("chapters", "章节", "Chapters", .longText(max: 8000), hint: Phrase("一行一章：编号 名称 / 英文名，例如“events 重点活动 / Events”。", "One a line: key, name / English name, such as “events 重点活动 / Events”.")),
                FormField("report_days", "季度结束后几天内上报", "Days after a quarter by which its report is due", .integer(0...90), required: true),
                FormField("rules", "计划的规则", "The plan's own rules", .longText(max: 8000), hint: Phrase("一行一条，公布在计划页上：规则 / 英文。", "One a line, published with the plan: the rule in Chinese / in English.")),
                FormField("green", "达到应有数的百分之几为“正常”", "On course from (per cent of what is due)", .integer(1...100), required: true),
                FormField("amber", "达到百分之几为“稍慢”", "A little behind from (per cent)", .integer(1...100), required: true), SeenForm.field,
            ])
    }

    /// What may still be mended of a plan that is issued: words, not what was agreed on.
    static let words: Form = {
        let names: Set<String> = ["name_zh", "name_en", "summary_zh", "summary_en", "previous", "rules", "seen"]
        let reason = FormField("reason", "为什么更改", "Why it changes", .text(max: 500), required: true, hint: Phrase("记入公开的操作记录。", "It stands in the public record of changes."))
        return Form(form(isNew: false).fields.filter { names.contains($0.name) } + [reason])
    }()

    static let beginning = ["report_days": "10", "green": "100", "amber": "80"]

    static func values(of plan: ActionPlan, _ names: UnitNames, _ regions: RegionTable, in tx: Transaction) throws -> [String: String] {
        var out = ["name_zh": plan.name.zh, "authority": names.text(plan.authorityID), "year": String(plan.year), "begin": plan.begin.iso, "end": plan.end.iso]
        (out["name_en"], out["summary_zh"], out["summary_en"]) = (plan.name.en, plan.summary?.zh, plan.summary?.en)
        out["campaign"] = try tx.campaign(plan.campaignID)?.key
        out["region"] = PlanCells.text(region: plan.region, regions)
        out["previous"] = try plan.previousID.flatMap { try tx.actionPlan($0)?.key }
        out["chapters"] = plan.chapters.map { one in "\(one.key) \(PlanCells.text(name: one.name))" }.joined(separator: "\n")
        out["rules"] = plan.rules.map { PlanCells.text(name: $0.text) }.joined(separator: "\n")
        (out["report_days"], out["green"], out["amber"]) = (String(plan.reportDays), String(plan.rule.green), String(plan.rule.amber))
        return out
    }

    /// The plan as it was entered. Refuses what cannot be kept, the field named.
    static func plan(_ reading: FormReading, over old: ActionPlan?, _ names: UnitNames, _ regions: RegionTable, for identity: Identity, in tx: Transaction) throws -> ActionPlan {
        let key = old?.key ?? reading.text("key")
        if old == nil {
            guard key != "new" else { throw Refusal(.invalid, "key-page", "“new”是新建计划那一页的地址，不能作编号，请换一个。", "“new” is the address of the page for a new plan. Choose another key.", field: "key") }
            guard PlanCells.isKey(key) else {
                throw Refusal(.invalid, "key-bad", "编号用 2 到 64 个小写字母、数字和连字符，以字母开头。", "Use 2 to 64 lower-case letters, digits and hyphens, a letter first.", field: "key")
            }
            if let known = try tx.actionPlan(key: key) {
                // What is being drawn up is named to nobody but who steers it.
                guard try tx.maySee(known, identity) else { throw Refusal(.invalid, "key-taken", "编号“\(key)”已有计划使用，请换一个。", "The key “\(key)” is taken. Choose another.", field: "key") }
                throw Refusal(.invalid, "key-taken", "编号“\(key)”已是“\(known.name.zh)”的，请换一个。", "The key “\(key)” is that of “\(known.name(.en))”. Choose another.", field: "key")
            }
        }
        guard let begin = reading.day("begin"), let end = reading.day("end"), let name = reading.wording("name"), let year = reading.integer("year") else {
            throw Refusal(.invalid, "plan-form", "表单不完整，请补全后再提交。", "The form is not complete. Fill it in and send it again.")
        }
        try PlanDays.require(begin, field: "begin")
        try PlanDays.require(end, field: "end")
        guard begin <= end else { throw Refusal(.invalid, "plan-term", "结束不能早于开始。", "It cannot end before it begins.", field: "end") }
        guard begin.days(until: end) < 3700 else { throw Refusal(.invalid, "plan-term", "计划最长十年。", "A plan runs for ten years at most.", field: "end") }
        guard year == begin.year || year == end.year else {
            throw Refusal(
                .invalid, "plan-year", "年份 \(year) 应是计划开始或结束的年份（\(begin.year) 或 \(end.year)）。", "The year \(year) is to be that in which the plan begins or ends, \(begin.year) or \(end.year).", field: "year")
        }
        let rule = LightRule(green: Int(reading.integer("green") ?? 100), amber: Int(reading.integer("amber") ?? 80))
        guard rule.amber <= rule.green else { throw Refusal(.invalid, "plan-rule", "“稍慢”的百分比不能大于“正常”的。", "It cannot be more than that of “on course”.", field: "amber") }
        var new = ActionPlan(
            id: old?.id ?? tx.newID(), key: key, name: name, authorityID: try names.unit(reading.text("authority"), field: "authority", in: tx), campaignID: try PlanCells.campaign(reading.text("campaign"), field: "campaign", in: tx),
            year: Int(year), begin: begin, end: end, reportDays: Int(reading.integer("report_days") ?? 10), rule: rule, issuedAt: old?.issuedAt)
        new.summary = reading.wording("summary")
        new.region = try reading.textOrNil("region").map { try PlanCells.region($0, regions, field: "region") }
        new.previousID = try reading.textOrNil("previous").map { try previous($0, of: key, was: old?.previousID, for: identity, tx) }
        new.chapters = try chapters(reading.text("chapters"))
        new.rules = try rules(reading.text("rules"), were: old?.rules ?? [])
        new.provenance = old?.provenance ?? Provenance()
        return new
    }

    /// An issued plan with other words.
    static func amended(_ plan: ActionPlan, _ reading: FormReading, for identity: Identity, in tx: Transaction) throws -> ActionPlan {
        guard let name = reading.wording("name") else { throw Refusal(.invalid, "plan-form", "表单不完整，请补全后再提交。", "The form is not complete. Fill it in and send it again.") }
        var new = plan
        (new.name, new.summary) = (name, reading.wording("summary"))
        new.previousID = try reading.textOrNil("previous").map { try previous($0, of: plan.key, was: plan.previousID, for: identity, tx) }
        new.rules = try rules(reading.text("rules"), were: plan.rules)
        return new
    }

    private static func previous(_ key: String, of own: String, was old: ID<ActionPlan>?, for identity: Identity, _ tx: Transaction) throws -> ID<ActionPlan> {
        guard key != own, let found = try tx.actionPlan(key: key), try found.id == old || tx.maySee(found, identity) else {
            throw Refusal(.invalid, "previous", "没有编号为“\(key.harmless(60))”的另一个计划。", "There is no other plan with the key “\(key.harmless(60))”.", field: "previous")
        }
        return found.id
    }

    /// Rules whose words stay keep their keys and sources.
    private static func rules(_ text: String, were old: [PlanRule]) throws -> [PlanRule] {
        var out: [PlanRule] = []
        for line in text.split(whereSeparator: \.isNewline).map(\.trimmingBlanks) where !line.isEmpty {
            guard let words = PlanCells.name(line), !out.contains(where: { $0.text == words }) else {
                throw Refusal(
                    .invalid, "rules", "“\(line.harmless(40))”看不懂，或写了两次。请一行写一条：“规则 / Rule”。",
                    "“\(line.harmless(40))” cannot be read, or stands there twice. Write a rule a line: “规则 / Rule”.", field: "rules")
            }
            if let same = old.first(where: { $0.text == words }) {
                out.append(same)
            } else {
                let taken = Set((old + out).map(\.key)), key = (1...).lazy.map { "rule-\($0)" }.first { !taken.contains($0) } ?? "rule"
                out.append(PlanRule(key: key, text: words, sources: []))
            }
        }
        return out
    }

    private static func chapters(_ text: String) throws -> [ActionPlan.Chapter] {
        var out: [ActionPlan.Chapter] = []
        for line in text.split(whereSeparator: \.isNewline).map(\.trimmingBlanks) where !line.isEmpty {
            let words = line.split(maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace).map(String.init)
            let said = line.harmless(40)
            guard words.count == 2, let name = PlanCells.name(words[1]) else {
                throw Refusal(
                    .invalid, "chapters", "“\(said)”看不懂。请一行写一章，编号在前：“events 重点活动 / Events”。",
                    "“\(said)” cannot be read. Write a chapter a line, its key first: “events 重点活动 / Events”.", field: "chapters")
            }
            guard PlanCells.isKey(words[0]) else {
                throw Refusal(
                    .invalid, "chapters", "“\(said)”开头的“\(words[0].harmless(20))”不能作编号：编号用 2 到 64 个小写字母、数字和连字符，以字母开头，例如“events 重点活动 / Events”。",
                    "“\(words[0].harmless(20))” in front of “\(said)” is no key: use 2 to 64 lower-case letters, digits and hyphens, a letter first, as in “events 重点活动 / Events”.", field: "chapters")
            }
            guard !out.contains(where: { $0.key == words[0] }) else {
                throw Refusal(.invalid, "chapters", "编号“\(words[0])”写了两次，请换一个。", "The key “\(words[0])” stands there twice. Change one.", field: "chapters")
            }
            out.append(ActionPlan.Chapter(key: words[0], name: name))
        }
        return out
    }
}
