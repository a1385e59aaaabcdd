import Formats
import Kernel

/// What is wrong with one value of one record: where, what was found, what was expected.
struct ImportFault: Error, Sendable {
    /// The path in the source, and the target that it should fill.
    let field: String
    let target: String
    let found: Phrase
    let expected: Phrase

    init(_ target: ImportTarget, _ path: String, found: Phrase, expected: Phrase) {
        (field, self.target, self.found, self.expected) = (path, target.rawValue, found, expected)
    }
    init(_ name: String, _ path: String, found: Phrase, expected: Phrase) {
        (field, target, self.found, self.expected) = (path, name, found, expected)
    }

    var phrase: Phrase {
        let zh = field.isEmpty ? target : "\(target)（\(field)）"
        let en = field.isEmpty ? target : "\(target) (\(field))"
        return Phrase("\(zh)：读到\(found.zh)；应为\(expected.zh)。", "\(en): found \(found.en); expected \(expected.en).")
    }
}

extension Phrase {
    /// Text of a record, quoted for a message: cut, and harmless on a terminal.
    static func shown(_ text: String) -> Phrase { Phrase("“\(text.harmless(80))”", "“\(text.harmless(80))”") }
    /// A value of a record, or its kind.
    static func shown(_ datum: Datum) -> Phrase { ImportConversions.plain(datum).map { shown($0) } ?? datum.kind }
}

/// What was passed over without losing the record, counted by kind and field.
enum ImportWarning: String, Sendable, CaseIterable {
    case impossibleDates = "impossible-dates"
    case unknownValues = "unknown-values"
    case repeatedSessions = "repeated-sessions"
    case overMidnight = "over-midnight"
    case noPlaceForPoint = "point-without-place"
    case noPoint = "point-zero"
    case keptState = "state-kept"
    case keptEdits = "edits-overwritten"
    case older = "older-than-imported"
    case keptSessions = "sessions-kept"

    func phrase(_ count: Int) -> Phrase {
        switch self {
        case .impossibleDates:
            Phrase("\(count) 个早于 1900 年的日期（开放或闭馆时间等）已忽略，不可能是真的", "\(count) opening and closing times before 1900 ignored; they cannot be meant")
        case .unknownValues: Phrase("\(count) 个映射未列出的值已忽略", "\(count) values that the mapping does not list ignored")
        case .repeatedSessions: Phrase("\(count) 个重复的场次只计一次", "\(count) sessions that were stated twice taken once")
        case .overMidnight:
            Phrase("\(count) 个跨过午夜的时段（如 22:00-02:00）按次日结束计", "\(count) times over midnight (such as 22:00-02:00) taken to end on the next day")
        case .noPlaceForPoint: Phrase("\(count) 个没有地点名称的坐标已忽略", "\(count) coordinates without the name of a place ignored")
        case .noPoint: Phrase("\(count) 个为 0,0 的坐标已忽略", "\(count) coordinates 0,0 ignored")
        case .keptState: Phrase("\(count) 项活动已被人工撤回、退回或不予采用，仍保持原状", "\(count) activities that people withdrew, returned or refused stay so")
        case .keptEdits: Phrase("\(count) 项活动在来源未变而此处已人工修改，保留修改", "\(count) activities edited here and unchanged at their source keep the edits")
        case .older: Phrase("\(count) 条记录比已导入的旧，未采用", "\(count) records older than what was brought in before passed over")
        case .keptSessions: Phrase("\(count) 个场次已有预约或更改，保持原状", "\(count) sessions with bookings or changes kept as they are")
        }
    }
}
