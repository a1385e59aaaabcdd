import Declaration
import Kernel
import Language
package import Storage

/// Opening hours as a campaign file writes them and as the database keeps them.
extension OpeningHours {
    static let dayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    static let shape: Shape = {
        let days = dayNames.map { name in
            Field.optional(
                name, .text(max: 60),
                about: Phrase("如 \"09:00-17:00\" 或 \"09:00-12:00, 13:30-17:00\"；不填为闭馆", "\"09:00-17:00\" or \"09:00-12:00, 13:30-17:00\"; absent: closed"))
        }
        let more: [Field] = [
            .optional("holidays", .choice(HolidayRule.self), default: HolidayRule.usual.rawValue, about: Phrase("法定节假日", "Public holidays")),
            .optional("last_entry", .integer(1...240), about: Phrase("闭馆前多少分钟停止入场", "Minutes before closing in which nobody is let in")),
            .optional("special", .records(special, by: ["begin"], ordered: false), about: Phrase("与平时不同的日子", "Days that are different")),
        ]
        return Shape(fields: days + more) { record in
            var remarks = dayNames.compactMap { remark(on: $0, in: record) }
            if remarks.isEmpty, (try? OpeningHours(declared: record)) == nil {
                remarks.append(
                    .init(
                        dayNames[0], found: Phrase("没有开放的日子，或特殊日子重叠", "no open day, or special days that overlap"),
                        expected: Phrase("每周至少开放一天，特殊日子互不重叠", "a week with one open day or more, and special days apart")))
            }
            return remarks
        }
    }()

    private static let special = Shape(
        .required("begin", .day), .optional("end", .day, about: Phrase("最后一天；不填为同一天", "The last day; absent: the same")),
        .optional("hours", .text(max: 60), about: Phrase("不填为闭馆", "Absent: closed"))
    ) { record in
        if let begin = try? record.dayOrNil("begin"), let end = try? record.dayOrNil("end"), end <= begin {
            return [.init("end", found: Phrase(same: end.iso), expected: Phrase("晚于 begin 的日期，一天的不填", "a day after begin; absent for one day"))]
        }
        return remark(on: "hours", in: record).map { [$0] } ?? []
    }

    private static func remark(on name: String, in record: DeclaredRecord) -> Shape.Remark? {
        guard let text = try? record.textOrNil(name), OpeningSpans(exactly: text) == nil else { return nil }
        return .init(
            name, found: Phrase(same: "\"\(text)\""),
            expected: Phrase(
                "\"09:00-12:00, 13:30-17:00\" 这样的时段：依次排列，互不重叠，不晚于 24:00（过午夜的部分写在次日）",
                "hours such as \"09:00-12:00, 13:30-17:00\": in order, apart, until 24:00 at most (what lies after midnight belongs to the next day)"))
    }

    /// Nil where the record is not as the shape wants it.
    init?(declared record: DeclaredRecord) throws {
        let week = try Self.dayNames.map { try record.textOrNil($0).flatMap { OpeningSpans(exactly: $0) } ?? OpeningSpans() }
        let special: [Special] = try record.records("special").compactMap { one in
            let begin = try one.day("begin")
            return Special(
                begin: begin, end: try one.dayOrNil("end") ?? begin, spans: try one.textOrNil("hours").flatMap { OpeningSpans(exactly: $0) } ?? OpeningSpans())
        }
        let rule = try record.textOrNil("holidays").flatMap { HolidayRule(rawValue: $0) } ?? .usual
        self.init(week: week, holidays: rule, special: special, lastEntry: try record.integerOrNil("last_entry"))
    }

    var declaredValue: DeclaredValue {
        var fields: [String: DeclaredValue] = ["holidays": .text(holidays.rawValue)]
        for (name, spans) in zip(Self.dayNames, week) where !spans.isEmpty { fields[name] = .text(spans.description) }
        if let lastEntry { fields["last_entry"] = .integer(Int64(lastEntry)) }
        if !special.isEmpty {
            fields["special"] = .list(
                special.map { one in
                    .record(of: [
                        "begin": one.begin, "end": one.begin == one.end ? nil : one.end, "hours": one.spans.isEmpty ? nil : one.spans.description,
                    ])
                })
        }
        return .record(fields)
    }
}

extension OpeningHours: DeclaredConvertible {}

extension OpeningHours: SQLConvertible {
    package var sqlValue: SQLValue { .text(declaredValue.json) }
}

extension Row {
    /// Opening hours kept as JSON, or nil.
    func openingHoursOrNil(_ name: String) throws -> OpeningHours? {
        guard let text = try textOrNil(name) else { return nil }
        guard let value = DeclaredValue(json: text), let hours = try OpeningHours(declared: DeclaredRecord(value)) else {
            throw StorageError.other(code: "opening-hours", message: "column \(name): wanted opening hours, found \(text)")
        }
        return hours
    }
}
