import Kernel
import Language
import Web

/// The desk's forms of one session and of a rule that makes sessions.
enum SessionForm {
    static let fields: [FormField] = [
        FormField("begin", "开始", "Begin", .localTime, required: true),
        FormField("end", "结束", "End", .localTime, required: true, hint: Phrase("最长 24 小时", "24 hours at most")),
        FormField("capacity", "名额", "Places", .integer(0...1_000_000), hint: Phrase("不填为不限", "Empty is unlimited")),
        FormField("note_zh", "备注（中文）", "Note in Chinese", .text(max: 200), hint: Phrase("公众可见", "The public reads it")),
        FormField("note_en", "备注（英文）", "Note in English", .text(max: 200)),
        FormField("assumed", "具体时间尚未公布", "The hours are not announced", .checkbox),
    ]

    static let new = Form(fields)
    static let existing = Form(
        fields + [
            FormField(
                "status", "状态", "Status", .choice(ActivitySession.Status.allCases.map { .init($0.rawValue, $0.title) }), required: true),
            FormField("seen", "", "", .hidden),
        ])
    /// The same where a guard asks whether it is meant: the box appears beside its remark.
    static let confirming = existing + Form(FormField("confirmed", "已知悉，仍要更改时间", "I know; change the times all the same", .checkbox))

    static let rule = Form(
        FormField("days", "星期", "Days of the week", .choices(weekdays), required: true),
        FormField("from", "从", "From", .day, required: true),
        FormField("until", "到", "Until", .day, required: true),
        FormField("begin_clock", "每次开始", "Begins at", .text(max: 5), required: true, hint: Phrase("如 09:00", "Such as 09:00")),
        FormField("end_clock", "每次结束", "Ends at", .text(max: 5), required: true, hint: Phrase("如 11:00", "Such as 11:00")),
        FormField("except", "除外日期", "Except", .text(max: 2000), hint: Phrase("如 2023-10-02，以空格分开", "Such as 2023-10-02, with blanks between them")),
        FormField(
            "holidays", "法定节假日", "Public holidays",
            .choice([.init("keep", Phrase("照常", "Keep")), .init("skip", Phrase("停办", "Skip"))]), required: true),
        FormField(
            "workdays", "调休上班日", "Make-up working days",
            .choice([.init("ignore", Phrase("不增加", "Ignore")), .init("add", Phrase("增加", "Add"))]), required: true),
        FormField("capacity", "每场名额", "Places of each", .integer(0...1_000_000), hint: Phrase("不填为不限", "Empty is unlimited"))
    )

    private static let weekdays: [FormField.Choice] = [
        .init("1", Phrase("周一", "Mon")), .init("2", Phrase("周二", "Tue")), .init("3", Phrase("周三", "Wed")), .init("4", Phrase("周四", "Thu")),
        .init("5", Phrase("周五", "Fri")), .init("6", Phrase("周六", "Sat")), .init("7", Phrase("周日", "Sun")),
    ]

    /// The session that the form describes, in the activity's zone; nil with remarks.
    static func draft(from reading: inout FormReading, zone: Zone) -> SessionDraft? {
        guard reading.isGood, let begin = reading.localTime("begin"), let end = reading.localTime("end") else { return nil }
        var draft = SessionDraft(begin: begin, end: end, zone: zone, capacity: reading.integer("capacity").map { Int($0) })
        draft.hoursAnnounced = !reading.isChecked("assumed")
        let note = Wording(reading.text("note_zh"), reading.textOrNil("note_en"))
        draft.note = note.isEmpty ? nil : note
        do { try draft.check() } catch {
            reading.remark(error)
            return nil
        }
        return draft
    }

    static func values(of session: ActivitySession) -> [String: String] {
        var out = [
            "begin": String(session.begin.local(in: session.zone).iso.prefix(16)), "end": String(session.end.local(in: session.zone).iso.prefix(16)),
            "status": session.status.rawValue, "seen": String(session.changes),
        ]
        out["capacity"] = session.capacity.map { String($0) }
        (out["note_zh"], out["note_en"]) = (session.note?.zh, session.note?.en)
        if !session.hoursAnnounced { out["assumed"] = "1" }
        return out
    }

    /// The rule that the form describes; nil with remarks.
    static func recurrence(from reading: inout FormReading) -> Recurrence? {
        var except: Set<Day> = []
        for piece in reading.text("except").split(whereSeparator: { $0.isWhitespace || ",，、;；".contains($0) }) {
            guard let day = Day(iso: String(piece)) else {
                reading.remark("except", Phrase("“\(piece)”不是 2023-10-02 这样的日期。", "“\(piece)” is no date such as 2023-10-02."))
                continue
            }
            except.insert(day)
        }
        let begin = clock("begin_clock", &reading), end = clock("end_clock", &reading)
        guard reading.isGood, let begin, let end, let from = reading.day("from"), let until = reading.day("until") else { return nil }
        return Recurrence(
            days: Set(reading.texts("days").compactMap { Int($0) }), from: from, until: until, begin: begin, end: end, except: except,
            holidays: Recurrence.Holidays(rawValue: reading.text("holidays")) ?? .keep,
            makeUpDays: Recurrence.MakeUpDays(rawValue: reading.text("workdays")) ?? .ignore)
    }

    private static func clock(_ field: String, _ reading: inout FormReading) -> Recurrence.ClockTime? {
        let text = reading.text(field)
        if let clock = Recurrence.ClockTime(text) { return clock }
        if !text.isEmpty { reading.remark(field, Phrase("请按 09:00 的样子填写。", "Give a time such as 09:00.")) }
        return nil
    }
}
