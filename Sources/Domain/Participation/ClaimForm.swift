import Activities
import Kernel
import Rooms
import Web

/// The form of a report, and what is read from it.
enum ClaimForm {
    static let indicators = Indicators.all.map { FormField.Choice($0.key, $0.title) }
    /// What a counter or player delivers.
    static let measurable = Indicators.measurable.map { FormField.Choice($0.key, $0.title) }

    static let report = Form(
        FormField("indicator", "指标", "What is counted", .choice(indicators), required: true),
        FormField("value", "数值", "Value", .integer(0...ClaimDraft.most), required: true),
        FormField(
            "method", "方式", "How", .choice([ClaimMethod.reported, .estimated].map { .init($0.rawValue, $0.title) }), required: true,
            hint: Phrase("逐一清点的为“上报”；目测、公式或抽样的为“估算”。", "Reported is counted one by one; estimated is by eye, formula or sample.")),
        FormField(
            "reason", "说明", "What you say about it", .longText(max: 500),
            hint: Phrase("怎么数的；与实测、预约或名额不符时请说明原因。", "How it was counted, and why it differs from what was measured, booked or planned.")),
        FormField("evidence_text", "证据说明", "Evidence in words", .longText(max: 500), hint: Phrase("例如：签到表，三页，馆长签字。", "Such as: attendance sheet, three pages, signed.")),
        FormField("evidence", "证据附件", "Evidence as a file", .file(accept: ".pdf,.jpg,.jpeg,.png,.csv,.xlsx,.txt"), hint: Phrase("最大 10 MB", "10 MB at most")),
        FormField("evidence_public", "证据可以公开（不含个人信息）", "The public may see the evidence (it names no person)", .checkbox))

    static let empty = report.filled(["indicator": "visits", "method": "reported"])

    /// Nil where a field could not be read.
    static func draft(_ reading: FormReading, _ activity: ID<Activity>, _ session: ID<ActivitySession>) -> ClaimDraft? {
        guard reading.isGood, let value = reading.integer("value"), let method = ClaimMethod(rawValue: reading.text("method")) else { return nil }
        var draft = ClaimDraft(activity: activity, session: session, indicator: reading.text("indicator"), value: value, method: method)
        draft.reason = reading.text("reason")
        let evidence = Evidence(text: reading.text("evidence_text"), file: file(reading), isPublic: reading.isChecked("evidence_public"))
        draft.evidence = evidence.isEmpty ? nil : evidence
        return draft
    }

    /// The file of evidence that came with the form.
    static func file(_ reading: FormReading) -> Evidence.File? {
        reading.upload("evidence").map { Evidence.File(name: safeName($0.fileName), mediaType: EvidenceType.of($0.fileName), bytes: $0.bytes) }
    }

    /// The last part of a path, without what could upset a header or a terminal.
    private static func safeName(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let kept = last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 && $0 != "\"" }
        let clean = String(String.UnicodeScalarView(kept).prefix(120))
        return clean.isEmpty ? "evidence" : clean
    }
}

/// What a file of evidence is served as; never anything that a browser would run.
enum EvidenceType {
    static func of(_ name: String) -> String {
        switch name.split(separator: ".").last?.lowercased() {
        case "pdf": "application/pdf"
        case "jpg", "jpeg": "image/jpeg"
        case "png": "image/png"
        default: "application/octet-stream"
        }
    }
}
