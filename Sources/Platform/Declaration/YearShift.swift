import Kernel

/// Moves a canonical record to a later year.
struct YearShift {
    /// Where references lead, that lead elsewhere in the later year.
    let references: [RecordOrder.Name: String]
    /// What stands there already; a reference to a part that it lacks is dropped.
    let targets: [RecordOrder.Name: DeclaredValue]
    let years: Int
    /// Whole weeks, so that a Saturday stays a Saturday: as near as they come to so many years.
    let days: Int

    init(references: [RecordOrder.Name: String], targets: [RecordOrder.Name: DeclaredValue], from year: Int, by years: Int) {
        (self.references, self.targets, self.years) = (references, targets, years)
        let exact = Day(year: year, month: 7, day: 1).flatMap { from in from.inYear(year + years).map { from.days(until: $0) } } ?? 365 * years
        days = (exact + 3) / 7 * 7
    }

    func record(_ value: DeclaredValue, _ shape: Shape, key: String?, year: Int) -> DeclaredValue {
        let shifted = fields(value, shape, year, byCalendar: false)
        return key.map { shifted.with("key", .text($0)) } ?? shifted
    }

    /// `science-day-2023` becomes `science-day-2024`; a key without a year gets the new one behind it.
    static func renamed(_ key: String, year: Int, by years: Int = 1) -> String { following(key, by: years) ?? "\(key.prefix(59))-\(year + years)" }

    /// The key with each year in it moved on; nil where it has none.
    static func following(_ key: String, by years: Int = 1) -> String? {
        let parts = key.split(separator: "-", omittingEmptySubsequences: false).map { part in
            Self.year(of: part).map { String($0 + years) } ?? String(part)
        }
        let next = parts.joined(separator: "-")
        return next == key ? nil : next
    }

    /// The last year in a key.
    static func year(in key: String) -> Int? { key.split(separator: "-").compactMap { year(of: $0) }.last }

    private static func year(of part: Substring) -> Int? {
        guard part.utf8.count == 4, let year = Int(part), (1900...2999).contains(year) else { return nil }
        return year
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
                if case .integer(let number) = value { out[field.name] = .integer(number + Int64(years)) } else { out[field.name] = value }
            case .renamed: out[field.name] = replaceYear(in: value, year)
            case .byKind, .dropped:
                guard !isLost(field, value, values, shape) else { continue }
                out[field.name] = shift(value, field.kind, year, byCalendar)
            }
        }
        return .record(out)
    }

    /// A part of a record that the later edition does not have.
    private func isLost(_ field: Field, _ value: DeclaredValue, _ values: [String: DeclaredValue], _ shape: Shape) -> Bool {
        guard case .part(let list, let neighbour) = field.kind, case .reference(let section)? = shape.field(neighbour)?.kind,
            let key = values[neighbour]?.text, let new = references[.init(section: section, key: key)],
            let target = targets[.init(section: section, key: new)]
        else { return false }
        return target[list]?.elements.contains { $0["key"]?.text == value.text } != true
    }

    private func shift(_ value: DeclaredValue, _ kind: Kind, _ year: Int, _ byCalendar: Bool) -> DeclaredValue {
        switch kind {
        case .day, .roughDay, .month: return value.text.map { .text(shift($0, byCalendar)) } ?? value
        case .localTime:
            guard let time = value.text.flatMap({ Scalars.localTime($0) }) else { return value }
            return (LocalTime(day: time.day.adding(days: days), hour: time.hour, minute: time.minute, second: time.second) ?? time).declaredValue
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

    /// A day, a month or a year, so many years later.
    private func shift(_ text: String, _ byCalendar: Bool) -> String {
        if let day = Day(iso: text) { return (byCalendar ? sameDate(day) : day.adding(days: days)).iso }
        guard let year = Int(text.prefix(4)), let next = Day(year: year + years, month: 1, day: 1) else { return text }
        return String(next.iso.prefix(4)) + text.dropFirst(4)
    }

    /// The last day of a month stays the last.
    private func sameDate(_ day: Day) -> Day {
        guard day.adding(days: 1).month != day.month else { return day.inYear(day.year + years) ?? day }
        let following = Day(year: day.year + years + (day.month == 12 ? 1 : 0), month: day.month % 12 + 1, day: 1)
        return following?.adding(days: -1) ?? day
    }

    private func replaceYear(in value: DeclaredValue, _ year: Int) -> DeclaredValue {
        switch value {
        case .text(let text): .text(text.replacing(String(year), with: String(year + years)))
        case .record(let fields): .record(fields.mapValues { replaceYear(in: $0, year) })
        default: value
        }
    }
}
