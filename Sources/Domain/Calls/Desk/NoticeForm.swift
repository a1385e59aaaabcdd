import Kernel
import Language
import Web

/// What the office writes about a notice that is to be published, beside its list.
enum NoticeForm {
    /// With the last day, where the scheme leaves it to the office.
    static func form(_ rule: NoticeRule) -> Form {
        var fields = [
            FormField("title_zh", "公示标题", "Title in Chinese", .text(max: 200), required: true), FormField("title_en", "英文标题", "Title in English", .text(max: 200)),
            FormField("begin", "开始日期", "First day", .day, required: true, hint: rule.namesLastDay ? nil : computed),
        ]
        if rule.namesLastDay {
            fields.append(
                FormField(
                    "end", "截止日期", "Last day", .day,
                    hint: Phrase("不少于 \(rule.workdays) 个工作日；不填则按此计算。", "At least \(Plural.en(rule.workdays, "working day", "working days")) on; left empty, that is taken.")))
        }
        fields += [
            FormField("text", "说明", "Text", .longText(max: 5000)), FormField("contact", "业务联系方式", "Contact for the matter", .text(max: 300), required: true),
            FormField("supervision", "监督联系方式", "Contact for supervision", .text(max: 300), required: true),
        ]
        return Form(fields)
    }

    private static let computed = Phrase("结束日期按当年工作日历自动计算。", "The last day is computed from the working days of that year.")

    /// What was entered, as a notice without its list; nil where something is wrong.
    static func draft(_ reading: FormReading) -> NoticeDraft? {
        guard reading.isGood, let begin = reading.day("begin") else { return nil }
        var draft = NoticeDraft(
            title: Wording(reading.text("title_zh"), reading.textOrNil("title_en")), contact: reading.text("contact"), supervision: reading.text("supervision"), begin: begin)
        (draft.text, draft.end) = (reading.text("text"), reading.day("end"))
        return draft
    }
}
