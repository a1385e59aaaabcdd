import Kernel
import Web

/// The forms beside the report: a counter's reading, the office's decision and correction.
extension ClaimForm {
    static let delivery = Form(
        FormField("indicator", "指标", "What is counted", .choice(measurable), required: true),
        FormField("value", "读数", "Reading", .integer(0...ClaimDraft.most), required: true),
        FormField("source", "来源（计数器或播放器）", "Source (counter or player)", .text(max: 80), required: true),
        FormField("covers", "覆盖了整个场次", "It covered the whole session", .checkbox))

    static let decision = Form(
        FormField(
            "reason", "理由", "Reason", .text(max: 500),
            hint: Phrase(
                "退回和不予认定必填；没有证据也没有说明时，认定也必填。", "Needed to return or reject; also to accept where there is neither evidence nor a reason.")))

    static let correction = Form(
        FormField("value", "更正为", "Correct value", .integer(0...ClaimDraft.most), required: true),
        FormField("reason", "理由", "Reason", .text(max: 500), required: true))
}
