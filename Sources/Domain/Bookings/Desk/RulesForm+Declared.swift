import Declaration
import Kernel
import Web

/// Between the desk's fields and the declared record: one truth, whichever way it was entered.
extension RulesForm {
    /// The record, or a remark on the field that is wrong.
    static func record(_ reading: FormReading, key: String, place: (field: String, key: String)?) throws(Refusal) -> DeclaredRecord {
        var fields: [String: DeclaredValue] = ["key": .text(key), "name": .record(["zh": .text(reading.text("name_zh")), "en": .text(reading.text("name_en"))])]
        if let place { fields[place.field] = .text(place.key) }
        for name in ["opens", "closes", "change_until", "last_entry"] { fields[name] = try moment(name, reading) }
        for name in ["a_day", "at_once", "walk_ins", "hold_minutes", "offer_hours"] { fields[name] = reading.integer(name).map { .integer($0) } }
        for name in ["takes_bookings", "waiting_list"] where !reading.text(name).isEmpty { fields[name] = .boolean(reading.text(name) == "yes") }
        fields["releases"] = try releases(reading.text("releases"))
        switch (reading.integer("places_workdays"), reading.integer("places_days_off")) {
        case (nil, nil): break
        case (let work?, let off?): fields["places"] = .record(["workdays": .integer(work), "days_off": .integer(off)])
        case (nil, _): throw wrong("places_workdays", Phrase("两种日子的名额须同填。", "Give the places of both kinds of days."))
        case (_, nil): throw wrong("places_days_off", Phrase("两种日子的名额须同填。", "Give the places of both kinds of days."))
        }
        let limits = PersonLimit.Period.allCases.compactMap { limit($0, reading) }
        if !limits.isEmpty { fields["limits"] = .list(limits) }
        fields["no_shows"] = noShows(reading)
        var kinds: [DeclaredValue] = []
        for one in PartyKind.allCases { if let said = try kind(one, reading) { kinds.append(said) } }
        if !kinds.isEmpty { fields["kinds"] = .list(kinds) }
        let record = DeclaredRecord(.record(fields))
        if let flaw = BookingRulesShape.rules.check(record).first {
            throw wrong(flaw.field.split(separator: ".").last.map(String.init) ?? "", Phrase("应为\(flaw.expected.zh)。", "Wanted: \(flaw.expected.en)."))
        }
        return record
    }

    private static func wrong(_ field: String, _ says: Phrase) -> Refusal { Refusal(.invalid, "rules-wrong", says, field: field) }

    private static func moment(_ name: String, _ reading: FormReading) throws(Refusal) -> DeclaredValue? {
        let (days, at, minutes) = (reading.integer(name + "_days"), reading.text(name + "_at"), reading.integer(name + "_minutes"))
        if days == nil, at.isEmpty { return minutes.map { .record(["minutes": .integer($0)]) } }
        guard let days, minutes == nil else { throw wrong(name + "_days", Phrase("请填提前几天和钟点，或只填分钟。", "Give the days and the clock time, or the minutes alone.")) }
        guard let clock = clock(at) else { throw wrong(name + "_at", Phrase("钟点应如 09:00。", "A clock time looks like 09:00.")) }
        return .record(["days": .integer(days), "at": .text(clock)])
    }

    private static func clock(_ text: String) -> String? {
        let parts = text.replacing("：", with: ":").split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), let time = LocalTime(day: Day(daysSince1970: 0), hour: hour, minute: minute) else { return nil }
        return time.clock
    }

    private static func releases(_ text: String) throws(Refusal) -> DeclaredValue? {
        var out: [DeclaredValue] = []
        for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let parts = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard parts.count == 3, let percent = Int64(parts[0]), (1...100).contains(percent), let days = Int64(parts[1]), (0...400).contains(days), let clock = clock(parts[2]) else {
                throw wrong("releases", Phrase("第 \(index + 1) 行应如：50 7 12:00。", "Line \(index + 1) looks like: 50 7 12:00."))
            }
            out.append(.record(["percent": .integer(percent), "at": .record(["days": .integer(days), "at": .text(clock)])]))
        }
        return out.isEmpty ? nil : .list(out)
    }

    private static func limit(_ period: PersonLimit.Period, _ reading: FormReading) -> DeclaredValue? {
        let (bookings, persons) = (reading.integer("limit_\(period.rawValue)_bookings"), reading.integer("limit_\(period.rawValue)_persons"))
        guard bookings != nil || persons != nil else { return nil }
        var fields: [String: DeclaredValue] = ["per": .text(period.rawValue)]
        fields["bookings"] = bookings.map { .integer($0) }
        fields["persons"] = persons.map { .integer($0) }
        return .record(fields)
    }

    private static func noShows(_ reading: FormReading) -> DeclaredValue? {
        guard let times = reading.integer("no_show_times") else { return nil }
        var fields: [String: DeclaredValue] = ["times": .integer(times)]
        fields["within_days"] = reading.integer("no_show_within").map { .integer($0) }
        fields["bar_days"] = reading.integer("no_show_bar").map { .integer($0) }
        if reading.isChecked("late_change_bars") { fields["late_change_bars"] = .boolean(true) }
        return .record(fields)
    }

    private static func kind(_ kind: PartyKind, _ reading: FormReading) throws(Refusal) -> DeclaredValue? {
        let mark = mark(kind)
        guard let to = reading.integer(mark + "to") else { return nil }
        let from = reading.integer(mark + "from") ?? 1
        guard from <= to else { throw wrong(mark + "to", Phrase("不能少于最少人数。", "Not fewer than the fewest.")) }
        var fields: [String: DeclaredValue] = ["kind": .text(kind.rawValue), "from": .integer(from), "to": .integer(to)]
        for name in ["places", "most", "a_day", "one_adult_for", "one_adult_for_preschool", "age_from"] { fields[name] = reading.integer(mark + name).map { .integer($0) } }
        for name in ["days", "names"] where !reading.text(mark + name).isEmpty { fields[name] = .text(reading.text(mark + name)) }
        for name in ["approval", "letter", "contact_fixed"] where reading.isChecked(mark + name) { fields[name] = .boolean(true) }
        if fields["places"] != nil, fields["most"] != nil { throw wrong(mark + "most", Phrase("“专留名额”和“每场最多”二者择一。", "Either places kept for them, or the most of those all share.")) }
        return .record(fields)
    }

    /// The fields of rules as they stand.
    static func values(_ rules: DeclaredValue) -> [String: String] {
        let record = DeclaredRecord(rules)
        var out: [String: String] = ["name_zh": rules["name"]?["zh"]?.text ?? "", "name_en": rules["name"]?["en"]?.text ?? ""]
        func put(_ name: String, _ value: DeclaredValue?) {
            switch value {
            case .integer(let number): out[name] = String(number)
            case .text(let text): out[name] = text
            case .boolean(true): out[name] = "1"
            default: break
            }
        }
        for name in ["opens", "closes", "change_until", "last_entry"] { for part in ["days", "at", "minutes"] { put("\(name)_\(part)", rules[name]?[part]) } }
        for name in ["a_day", "at_once", "walk_ins", "hold_minutes", "offer_hours"] { put(name, rules[name]) }
        for name in ["takes_bookings", "waiting_list"] { if case .boolean(let flag) = rules[name] { out[name] = flag ? "yes" : "no" } }
        put("places_workdays", rules["places"]?["workdays"])
        put("places_days_off", rules["places"]?["days_off"])
        out["releases"] = (rules["releases"]?.elements ?? []).map { one in
            "\(number(one["percent"])) \(number(one["at"]?["days"])) \(one["at"]?["at"]?.text ?? "")"
        }.joined(separator: "\n")
        for one in rules["limits"]?.elements ?? [] { for part in ["bookings", "persons"] { put("limit_\(one["per"]?.text ?? "")_\(part)", one[part]) } }
        for (field, name) in [("no_show_times", "times"), ("no_show_within", "within_days"), ("no_show_bar", "bar_days"), ("late_change_bars", "late_change_bars")] { put(field, rules["no_shows"]?[name]) }
        for one in record.records("kinds") {
            guard let kind = one.value["kind"]?.text.flatMap({ PartyKind(rawValue: $0) }), case .record(let fields) = one.value else { continue }
            for (name, value) in fields where name != "kind" { put(mark(kind) + name, value) }
        }
        return out
    }

    private static func number(_ value: DeclaredValue?) -> String { if case .integer(let number) = value { String(number) } else { "" } }
}
