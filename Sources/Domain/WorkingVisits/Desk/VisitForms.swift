import Campaigns
import Kernel
import Language
import Venues
import Web

/// The desk's forms of a visit.
enum VisitForms {
    static let longestReason = 500

    static func visit(_ choices: VisitChoices, isNew: Bool) -> Form {
        let units = FormField("unit", "记录单位", "Body that writes it down", .choice(choices.units.map { .init($0.id.text, $0.name.phrase) }), required: true)
        let campaigns = choices.campaigns.map { FormField.Choice($0.id.text, $0.name.phrase) }
        return Form(isNew ? [units] : [])
            + Form(
                FormField("name_zh", "名称（中文）", "Name in Chinese", .text(max: 200), required: true),
                FormField("name_en", "名称（英文）", "Name in English", .text(max: 200)),
                FormField("kind", "形式", "Kind", .choice(WorkingVisit.Kind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
                FormField("day", "日期", "Day", .day, required: true),
                FormField("clock", "开始时间", "Time", .text(max: 5), hint: Phrase("如 14:00；不知道则不填。", "Such as 14:00; leave it out where it is not known.")),
                FormField(
                    "bodies", "其他参加单位", "The other bodies", .longText(max: 4000), required: true,
                    hint: Phrase("每行一家，写系统中的全称。", "One a line, by its full name in the register.")),
                FormField(
                    "place", "地点", "Place", .text(max: 200), hint: Phrase("写场馆的全称即与该场馆关联；其他地点直接写明。", "The full name of a venue of the register links to it; anything else stands as it is.")),
                FormField("campaign", "活动项目或计划", "Campaign or plan", .choice(campaigns), hint: Phrase("关联后可以公开为它的动态。", "With one, the public part becomes its news.")),
                FormField("agenda", "议程", "Agenda", .longText(max: 8000), hint: Phrase("每行一项；英文写在“|”之后。", "One item a line; its English after “|”.")),
                FormField("seen_zh", "看到的情况", "What was seen", .longText(max: 4000)),
                FormField("seen_en", "看到的情况（英文）", "What was seen, in English", .longText(max: 4000)),
                FormField("tongues", "纪要的语言", "Languages of the minutes", .choice(WorkingVisit.Tongues.allCases.map { .init($0.rawValue, $0.title) }), required: true),
                SeenForm.field)
    }

    static func values(of visit: WorkingVisit, _ bodies: [VisitBody]) -> [String: String] {
        var values = ["name_zh": visit.name.zh, "kind": visit.kind.rawValue, "day": visit.day.iso, "tongues": visit.tongues.rawValue]
        (values["name_en"], values["clock"], values["campaign"]) = (visit.name.en, visit.clock, visit.campaign?.id.text)
        (values["seen_zh"], values["seen_en"]) = (visit.seen?.zh, visit.seen?.en)
        values["place"] = visit.venue?.name.zh ?? (visit.place.isEmpty ? nil : visit.place)
        values["bodies"] = bodies.filter { $0.id != visit.keeperID }.map(\.name.zh).joined(separator: "\n")
        values["agenda"] = visit.agenda.map { $0.text.zh + ($0.text.en.map { " | " + $0 } ?? "") }.joined(separator: "\n")
        return values
    }

    /// The clock as it is kept; remarks on what is none.
    static func read(_ posted: Posted, _ form: Form) -> FormReading {
        var reading = form.read(posted)
        reading.demandChinese(of: "seen")
        if let text = reading.textOrNil("clock"), clock(text) == nil {
            reading.remark("clock", Phrase("请按 14:00 的样子填写时间。", "Give a time such as 14:00."))
        }
        for line in AgendaItem.lines(reading.text("agenda")) where line.text.zh.count > 300 {
            reading.remark("agenda", Phrase("议程每项最多 300 个字符。", "300 characters at most for one item of the agenda."))
        }
        return reading
    }

    static func clock(_ text: String) -> String? {
        let padded = text.count == 4 ? "0" + text : text
        return LocalTime(iso: "2000-01-01T" + padded.replacing("：", with: ":")).map(\.clock)
    }

    static func conclusion(_ bodies: [VisitBody]) -> Form {
        Form(
            FormField("text_zh", "议定事项", "Conclusion", .longText(max: 1000), required: true), FormField("text_en", "英文", "In English", .longText(max: 1000)),
            FormField("owner", "负责单位", "Who owes it", .choice(bodies.map { .init($0.id.text, $0.name.phrase) })), FormField("due_on", "期限", "By when", .day))
    }

    /// What a conclusion leaves open: who leads, and by when.
    static func task(_ bodies: [VisitBody], for one: VisitConclusion, today: Day) -> Form {
        let lead = FormField("lead", "牵头单位", "Who leads it", .choice(bodies.filter { one.ownerID == nil ? $0.isMine : $0.id == one.ownerID }.map { .init($0.id.text, $0.name.phrase) }), required: true)
        let isOver = one.dueOn.map { $0 < today } ?? false
        let due = FormField(
            "due_on", "完成期限", "By when", .day, required: isOver,
            hint: isOver ? Phrase("议定的期限 \(one.dueOn?.iso ?? "") 已过，请填新的期限。", "The day that was agreed on, \(one.dueOn?.iso ?? ""), is over. Give another.") : nil)
        return one.dueOn == nil || isOver ? Form(lead, due) : Form(lead)
    }

    static func person(_ bodies: [VisitBody]) -> Form {
        Form(
            FormField("body", "单位", "Body", .choice(bodies.map { .init($0.id.text, $0.name.phrase) }), required: true),
            FormField("office", "职务", "Office", .text(max: 120), required: true),
            FormField(
                "person", "姓名", "Name", .text(max: 60), hint: Phrase("加密保存，只有参加单位和上级能看到，两年后清除；纪要不印姓名。", "Kept sealed, seen by the bodies and the offices above them alone, erased after two years; minutes print none.")))
    }

    static let story = Form(
        FormField("title_zh", "标题（中文）", "Title in Chinese", .text(max: 200), required: true), FormField("title_en", "标题（英文）", "Title in English", .text(max: 200)),
        FormField("story_zh", "正文（中文）", "Text in Chinese", .longText(max: 8000), required: true), FormField("story_en", "正文（英文）", "Text in English", .longText(max: 8000)))

    static let reason = Form(FormField("says", "原因", "Reason", .longText(max: longestReason), required: true))
}

extension AgendaItem {
    /// One item a line; what stands behind `|` is its English.
    static func lines(_ text: String) -> [AgendaItem] {
        text.split(whereSeparator: \.isNewline).map { Typed.trimmed(String($0)) }.filter { !$0.isEmpty }.enumerated().map { place, line in
            let halves = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { Typed.trimmed(String($0)) }
            let english = halves.count > 1 && !halves[1].isEmpty ? halves[1] : nil
            return AgendaItem(key: "item-\(place + 1)", text: halves[0].isEmpty ? Wording(english ?? "") : Wording(halves[0], english))
        }
    }
}
