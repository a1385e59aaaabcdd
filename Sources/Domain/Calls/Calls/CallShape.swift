import Declaration
import Kernel

/// The fields of `calls` in a campaign file.
///
/// A call that names a scheme and a day of closing is open for applications; one without is told on its campaign's page as it was declared.
enum CallShape {
    static let call = Shape(
        .key, .required("name", .wording(max: 200)), .optional("campaign", .reference(to: "campaigns")),
        .optional("scheme", .reference(to: "schemes"), about: Phrase("依据的认定办法；不填则只作公布", "Under which scheme; absent: it is only told")),
        .optional("batch", .integer(1...1000)), .optional("year", .integer(1900...2200)),
        .optional("opens", .text(max: 19), about: Phrase("开始申报：2024-05-01 或 2024-05-01T09:00", "From when one may apply: a day, or a day and time")),
        .optional("closes", .text(max: 19), about: Phrase("截止：某日 24 时，或某一时刻", "The close: the end of a day, or a moment")),
        .optional("forwarded_by", .wording(max: 300), about: Phrase("由谁转报", "Who forwards the applications")),
        .optional("deadlines", .records(deadline), about: Phrase("层层的截止时间", "Deadlines within the deadline")),
        .optional("materials", .records(SchemeShape.named), about: Phrase("申报材料", "What is to be handed in")),
        .optional("steps", .records(SchemeShape.named)), .optional("participant_states", .records(SchemeShape.named)),
        .optional("audiences", .records(SchemeShape.named)), .optional("criteria", .records(SchemeShape.named)),
        .optional("rules", .records(SchemeShape.rule)), .source, .note
    ) { record in
        var remarks: [Shape.Remark] = []
        for field in ["opens", "closes"] { remark(on: field, record, field, &remarks) }
        for (number, one) in record.records("deadlines").enumerated() {
            for field in ["at", "begin", "end"] { remark(on: field, one, "deadlines[\(number)].\(field)", &remarks) }
        }
        if remarks.isEmpty, let opens = moment("opens", record, isEnd: false), let closes = moment("closes", record, isEnd: true), closes <= opens {
            remarks.append(.init("closes", found: Phrase("不晚于开始", "not after the opening"), expected: Phrase("晚于 opens 的时间", "a time after `opens`")))
        }
        return remarks
    }

    private static let deadline = Shape(
        .key, .required("name", .wording(max: 200)), .optional("at", .text(max: 19)), .optional("begin", .text(max: 19)), .optional("end", .text(max: 19)),
        .optional("organisation", .reference(to: "organisations"), about: Phrase("该推荐单位自己的截止时间", "This recommender's own deadline")))

    private static func remark(on field: String, _ record: DeclaredRecord, _ path: String, _ remarks: inout [Shape.Remark]) {
        guard let text = try? record.textOrNil(field), Day(iso: text) == nil, LocalTime(iso: text) == nil else { return }
        remarks.append(
            .init(path, found: Phrase("“\(text)”", "“\(text)”"), expected: Phrase("2024-06-14 或 2024-06-14T12:00", "2024-06-14 or 2024-06-14T12:00")))
    }

    /// A day or a moment in China's time; a day that ends lasts until its midnight.
    static func moment(_ field: String, _ record: DeclaredRecord, isEnd: Bool) -> Instant? {
        guard let text = try? record.textOrNil(field) else { return nil }
        if let day = Day(iso: text) {
            return LocalTime(day: isEnd ? day.adding(days: 1) : day, hour: 0, minute: 0)?.instant(in: .china)
        }
        return LocalTime(iso: text)?.instant(in: .china)
    }
}
