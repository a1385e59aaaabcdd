import Campaigns
import Kernel
import Language
import Web

/// The desk's form of a campaign's moderation rule.
enum ModerationRuleForm {
    /// - others: the campaigns whose publications it may show.
    static func form(_ others: [Campaign]) -> Form {
        Form(
            FormField(
                "hours", "审核时限（小时）", "Time limit in hours", .integer(Int64(ModerationRule.hours.lowerBound)...Int64(ModerationRule.hours.upperBound)),
                required: true, hint: Phrase("等待超过时限的，上一级也可以处理。", "What has waited longer comes to the level above as well.")),
            FormField(
                "sample", "免审单位的抽查比例（%）", "Looked at afterwards, of what verified organisations enter, in percent",
                .integer(Int64(ModerationRule.samples.lowerBound)...Int64(ModerationRule.samples.upperBound)),
                hint: Phrase("不填：免审单位也要先审核。", "Empty: verified organisations wait as everybody does.")),
            FormField(
                "reasons", "不予采用的常用理由", "Reasons for which activities are not taken", .longText(max: 4000),
                hint: Phrase("每行一条；中文后可加“|”和英文。", "One a line: Chinese, then perhaps “|” and English.")),
            FormField(
                "takes_from", "同时展示这些活动项目发布的活动", "Shows as well what these campaigns publish",
                .choices(others.map { .init($0.key, Phrase($0.name(.zh), $0.name(.en))) }),
                hint: Phrase("本项目有所属地区的，只纳入该地区的活动。", "Where this campaign has a region, only what takes place there.")),
            SeenForm.field)
    }

    static func filled(_ rule: ModerationRule, _ others: [Campaign]) -> FormReading {
        let taken = others.filter { rule.takesFrom.contains($0.id) }.map(\.key)
        return form(others).filled(SeenForm.marked(values(of: rule)), choices: ["takes_from": taken])
    }

    private static func values(of rule: ModerationRule) -> [String: String] {
        var values = ["hours": String(rule.hours), "reasons": rule.reasons.map(line).joined(separator: "\n")]
        values["sample"] = rule.sample.map { String($0) }
        return values
    }

    private static func line(_ reason: ModerationRule.Reason) -> String { reason.name.en.map { "\(reason.name.zh) | \($0)" } ?? reason.name.zh }

    /// The rule as it is to be. Refuses where it is no longer as it was when the form was opened.
    static func rule(_ reading: FormReading, changing old: ModerationRule, _ others: [Campaign]) throws -> ModerationRule {
        try SeenForm.check(reading, against: values(of: old))
        var rule = ModerationRule()
        rule.hours = Int(reading.integer("hours") ?? Int64(ModerationRule.standardHours))
        rule.sample = reading.integer("sample").map { Int($0) }
        rule.reasons = try reasons(reading.text("reasons"), keeping: old.reasons)
        let chosen = reading.texts("takes_from")
        rule.takesFrom = others.filter { chosen.contains($0.key) }.map(\.id).sorted()
        return rule
    }

    /// One a line. What stood there before keeps its key.
    private static func reasons(_ text: String, keeping old: [ModerationRule.Reason]) throws -> [ModerationRule.Reason] {
        var found: [ModerationRule.Reason] = []
        for (place, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let parts = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            guard !parts[0].isEmpty else { continue }
            guard parts.allSatisfy({ $0.count <= 200 }) else {
                throw Refusal(
                    .invalid, "reason-long", "第 \(place + 1) 行太长，每条理由不超过 200 字。", "Line \(place + 1) is too long: at most 200 characters a reason.", field: "reasons")
            }
            let name = Wording(parts[0], parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil)
            let known = old.first { $0.name.zh == name.zh }?.key
            found.append(.init(key: known ?? unused(in: old + found), name: name))
        }
        return found
    }

    private static func unused(in reasons: [ModerationRule.Reason]) -> String {
        var number = reasons.count + 1
        while reasons.contains(where: { $0.key == "reason-\(number)" }) { number += 1 }
        return "reason-\(number)"
    }
}
