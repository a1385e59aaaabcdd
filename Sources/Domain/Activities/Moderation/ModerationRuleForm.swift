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
                "fields", "本项目另需填写的内容", "What this campaign asks for beside", .longText(max: 4000),
                hint: Phrase(
                    "每行一项：中文 | 英文 | 选项（用 / 分隔，可不写）。行首加 * 的会公开显示，加 ! 的提交时必填，可以都加。",
                    "One a line: Chinese | English | choices, with / between them, or none. What begins with * the public sees, with ! must be filled in, with both both.")),
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
        var values = ["hours": String(rule.hours), "reasons": rule.reasons.map(line).joined(separator: "\n"), "fields": rule.fields.map(line).joined(separator: "\n")]
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
        rule.fields = try fields(reading.text("fields"), keeping: old.fields)
        let chosen = reading.texts("takes_from")
        rule.takesFrom = others.filter { chosen.contains($0.key) }.map(\.id).sorted()
        return rule
    }

    /// One a line. What stood there before keeps its key.
    private static func reasons(_ text: String, keeping old: [ModerationRule.Reason]) throws -> [ModerationRule.Reason] {
        var found: [ModerationRule.Reason] = []
        for (place, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let parts = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(plain)
            guard !parts[0].isEmpty else { continue }
            guard parts.allSatisfy({ $0.count <= 200 }) else {
                throw Refusal(
                    .invalid, "reason-long", "第 \(place + 1) 行太长，每条理由不超过 200 字。", "Line \(place + 1) is too long: at most 200 characters a reason.", field: "reasons")
            }
            let name = Wording(parts[0], parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil)
            let known = old.first { $0.name.zh == name.zh }?.key
            found.append(.init(key: known ?? unused("reason", among: (old + found).map(\.key)), name: name))
        }
        return found
    }

    /// One a line. What stood there before keeps its key, and so what was said of it.
    private static func fields(_ text: String, keeping old: [CampaignField]) throws -> [CampaignField] {
        var found: [CampaignField] = []
        for (place, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let marks = line.prefix { $0 == "*" || $0 == "!" || $0 == "！" || $0 == " " }
            let parts = line.dropFirst(marks.count).split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false).map(plain)
            guard !parts[0].isEmpty else { continue }
            let choices = parts.count > 2 ? parts[2].split(separator: "/").map { plain($0) }.filter { !$0.isEmpty } : []
            guard parts.prefix(2).allSatisfy({ $0.count <= 100 }), choices.allSatisfy({ $0.count <= 100 }) else {
                throw Refusal(
                    .invalid, "field-long", "第 \(place + 1) 行太长，名称和选项不超过 100 字。", "Line \(place + 1) is too long: at most 100 characters a name or a choice.",
                    field: "fields")
            }
            let name = Wording(parts[0], parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil)
            let known = old.first { $0.name.zh == name.zh }?.key
            let key = known ?? unused("field", among: (old + found).map(\.key))
            found.append(
                CampaignField(
                    key: key, name: name, choices: choices, isPublic: marks.contains("*"), isRequired: marks.contains { $0 == "!" || $0 == "！" }))
        }
        return found
    }

    private static func line(_ field: CampaignField) -> String {
        let parts = [field.name.zh, field.name.en ?? "", field.choices.joined(separator: "/")]
        let last = parts.lastIndex { !$0.isEmpty } ?? 0
        let marks = (field.isPublic ? "*" : "") + (field.isRequired ? "!" : "")
        return marks + (marks.isEmpty ? "" : " ") + parts[...last].joined(separator: " | ")
    }

    private static func plain(_ text: some StringProtocol) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    private static func unused(_ word: String, among keys: [String]) -> String {
        var number = keys.count + 1
        while keys.contains("\(word)-\(number)") { number += 1 }
        return "\(word)-\(number)"
    }
}
