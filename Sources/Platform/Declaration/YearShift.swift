import Kernel

/// Moves a canonical record to the next year.
struct YearShift {
    /// 52 weeks: the same weekday.
    static let days = 364

    /// Where references lead, that lead elsewhere in the next year.
    let references: [RecordOrder.Name: String]

    func record(_ value: DeclaredValue, _ shape: Shape, key: String?, year: Int) -> DeclaredValue {
        let shifted = fields(value, shape, year, byCalendar: false)
        return key.map { shifted.with("key", .text($0)) } ?? shifted
    }

    /// `science-day-2023` becomes `science-day-2024`; a key without a year gets the new one behind it.
    static func renamed(_ key: String, year: Int) -> String { following(key) ?? "\(key.prefix(59))-\(year + 1)" }

    /// The key with each year in it replaced by the next; nil where it has none.
    static func following(_ key: String) -> String? {
        let parts = key.split(separator: "-", omittingEmptySubsequences: false).map { part -> String in
            guard part.utf8.count == 4, let year = Int(part), (1900...2999).contains(year) else { return String(part) }
            return String(year + 1)
        }
        let next = parts.joined(separator: "-")
        return next == key ? nil : next
    }

    private func fields(_ value: DeclaredValue, _ shape: Shape, _ year: Int, byCalendar: Bool) -> DeclaredValue {
        guard case .record(let values) = value else { return value }
        let byCalendar = values["precision"]?.text.map { $0 != "day" } ?? byCalendar
        var out: [String: DeclaredValue] = [:]
        for field in shape.fields {
            guard let value = values[field.name] else { continue }
            switch field.cloning {
            case .dropped where !field.isRequired: continue
            case .incremented:
                if case .integer(let number) = value { out[field.name] = .integer(number + 1) } else { out[field.name] = value }
            case .renamed: out[field.name] = Self.replaceYear(in: value, year)
            case .byKind, .dropped: out[field.name] = shift(value, field.kind, year, byCalendar)
            }
        }
        return .record(out)
    }

    private func shift(_ value: DeclaredValue, _ kind: Kind, _ year: Int, _ byCalendar: Bool) -> DeclaredValue {
        switch kind {
        case .day, .roughDay, .month: return value.text.map { .text(Self.shift($0, byCalendar)) } ?? value
        case .localTime:
            guard let time = value.text.flatMap({ Scalars.localTime($0) }) else { return value }
            return (LocalTime(day: time.day.adding(days: Self.days), hour: time.hour, minute: time.minute, second: time.second) ?? time).declaredValue
        case .reference(let section):
            guard let key = value.text, let new = references[.init(section: section, key: key)] else { return value }
            return .text(new)
        case .list(let inner, _, _, _): return .list(value.elements.map { shift($0, inner, year, byCalendar) })
        case .record(let shape): return fields(value, shape, year, byCalendar: byCalendar)
        case .map(let inner):
            guard case .record(let fields) = value else { return value }
            return .record(fields.mapValues { shift($0, inner, year, byCalendar) })
        default: return value
        }
    }

    /// A day, a month or a year, one year later.
    private static func shift(_ text: String, _ byCalendar: Bool) -> String {
        if let day = Day(iso: text) {
            return (byCalendar ? day.inYear(day.year + 1) ?? day : day.adding(days: days)).iso
        }
        guard let year = Int(text.prefix(4)), let next = Day(year: year + 1, month: 1, day: 1) else { return text }
        return String(next.iso.prefix(4)) + text.dropFirst(4)
    }

    private static func replaceYear(in value: DeclaredValue, _ year: Int) -> DeclaredValue {
        switch value {
        case .text(let text): .text(text.replacing(String(year), with: String(year + 1)))
        case .record(let fields): .record(fields.mapValues { replaceYear(in: $0, year) })
        default: value
        }
    }
}
