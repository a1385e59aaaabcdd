import Campaigns
import Kernel
import Web

/// The dates of last year's sessions, moved: each to be changed or left out before anything is saved.
enum AgainForm {
    static func fields(_ number: Int) -> [FormField] {
        [
            FormField("take_\(number)", "再办这一场", "Hold this one again", .checkbox),
            FormField("begin_\(number)", "开始", "Begin", .localTime),
            FormField("end_\(number)", "结束", "End", .localTime),
            FormField("capacity_\(number)", "名额", "Places", .integer(0...1_000_000), hint: Phrase("不填为不限", "Empty is unlimited")),
        ]
    }

    static let submitField = FormField("submit", "同时提交审核", "Submit it to the moderators at once", .checkbox)

    static func form(_ plan: AgainPlan) -> Form {
        Form(plan.lines.indices.flatMap { fields($0) } + (plan.edition == nil ? [] : [submitField]))
    }

    static func filled(_ plan: AgainPlan) -> FormReading {
        var values: [String: String] = [:]
        for (number, line) in plan.lines.enumerated() {
            values["take_\(number)"] = "1"
            values["begin_\(number)"] = String(line.begin.iso.prefix(16))
            values["end_\(number)"] = String(line.end.iso.prefix(16))
            values["capacity_\(number)"] = line.old.capacity.map { String($0) }
        }
        return form(plan).filled(values)
    }

    /// The sessions to be held again, each with last year's; nil with remarks.
    static func sessions(_ plan: AgainPlan, from reading: inout FormReading) -> [(old: ActivitySession, new: SessionDraft)]? {
        var out: [(old: ActivitySession, new: SessionDraft)] = []
        for (number, line) in plan.lines.enumerated() where reading.isChecked("take_\(number)") {
            guard let begin = reading.localTime("begin_\(number)"), let end = reading.localTime("end_\(number)") else {
                for name in ["begin", "end"] where reading.text("\(name)_\(number)").isEmpty {
                    reading.remark("\(name)_\(number)", Phrase("请填写时间，或不勾选这一场。", "Give the time, or leave this session out."))
                }
                continue
            }
            var draft = line.draft
            (draft.begin, draft.end) = (begin.instant(in: line.old.zone), end.instant(in: line.old.zone))
            draft.capacity = reading.integer("capacity_\(number)").map { Int($0) }
            do throws(Refusal) {
                try draft.check()
                out.append((line.old, draft))
            } catch {
                reading.remark((error.field ?? "begin") + "_\(number)", error.phrase)
            }
        }
        return reading.isGood ? out : nil
    }
}
