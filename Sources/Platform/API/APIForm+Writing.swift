package import Formats
import Kernel
import Web

extension APIForm {
    /// The values of the form's fields as the object; what is empty is null, so that a merge patch finds every member.
    package func datum(_ values: [String: String]) -> Datum { .object(members.map { Datum.Member($0.name, datum($0, values)) }) }

    /// The members as fields of a record.
    package func fields<Model>(_ values: @escaping @Sendable (Model) -> [String: String]) -> [APIField<Model>] {
        members.map { member in
            let title = Self.title(of: member)
            let type = APIType<Datum>(Self.schema(of: member, ids: ids, isReading: true)) { $1 += JSONDocument.text($0) }
            return APIField(member.name, type, title.zh, title.en) { datum(member, values($0)) }
        }
    }

    private func datum(_ member: Member, _ values: [String: String]) -> Datum {
        switch member.shape {
        case .plain(let field): return Self.datum(field, values[field.name])
        case .wording(let zh, let en):
            let (first, second) = (Self.datum(zh, values[zh.name]), Self.datum(en, values[en.name]))
            if first == .null, second == .null { return .null }
            return .object([Datum.Member("zh", first), Datum.Member("en", second)])
        case .ticks(let ticks): return .list(ticks.filter { values[$0.field.name] != nil }.map { .text($0.word) })
        }
    }

    private static func datum(_ field: FormField, _ value: String?) -> Datum {
        if case .checkbox = field.kind { return .bool(value != nil) }
        guard let value, !value.isEmpty else { return .null }
        switch field.kind {
        case .integer: return Int64(value).map { .integer($0) } ?? .null
        case .real: return Double(value).map { .real($0) } ?? .null
        default: return .text(value)
        }
    }

    static func title(of member: Member) -> Phrase {
        switch member.shape {
        case .plain(let field): field.hint.map { Phrase("\(field.label.zh)：\($0.zh)", "\(field.label.en): \($0.en)") } ?? field.label
        case .wording: Phrase("中文、英文，可只写一种", "In Chinese and English, or in one of them")
        case .ticks: Phrase("所有符合的", "All that are so")
        }
    }
}
