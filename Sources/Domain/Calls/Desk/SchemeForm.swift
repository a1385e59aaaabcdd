import Declaration
import Kernel
import Language
import Web

/// The main rules of a scheme as a form: each field is one place in what is declared. What the form does not ask stays as it is.
struct SchemeForm: Sendable {
    /// One rule: where it stands, and how it is asked.
    struct Rule: Sendable {
        let path: [String]
        let field: FormField
    }

    /// Blank lines for criteria that are to come.
    private static let spare = 3
    let body: DeclaredValue
    let criteria: Int

    init(_ body: DeclaredValue) {
        self.body = body
        criteria = (body.at(["review", "criteria"])?.elements.count ?? 0) + Self.spare
    }

    var form: Form { Form(groups.flatMap { $0.rules.map(\.field) } + criterionFields) }

    /// What stands in force, or is taken where nothing is said.
    private func value(_ path: [String]) -> DeclaredValue? { body.at(path) ?? SchemeShape.scheme.standard(path) }

    var filled: FormReading {
        var values: [String: String] = [:]
        for rule in groups.flatMap(\.rules) {
            if rule.path == ["assessment"] {
                if body.at(rule.path) != nil { values[rule.field.name] = "1" }
                continue
            }
            switch value(rule.path) {
            case .boolean(true): values[rule.field.name] = "1"
            case .integer(let number): values[rule.field.name] = String(number)
            case .text(let text): values[rule.field.name] = text
            default: continue
            }
        }
        for (place, one) in (body.at(["review", "criteria"])?.elements ?? []).enumerated() {
            values["c\(place)-zh"] = one["name"]?["zh"]?.text
            values["c\(place)-en"] = one["name"]?["en"]?.text
            for part in ["most", "weight"] { if case .integer(let number) = one[part] { values["c\(place)-\(part)"] = String(number) } }
        }
        return form.filled(values)
    }

    /// What is declared, with what was entered in the places of the form. What was not touched is not written, so that a file's silence stays silence.
    func body(from reading: FormReading) -> DeclaredValue {
        var out = body
        let isAssessed = reading.isChecked("assessed")
        for rule in groups.flatMap(\.rules) {
            if rule.path == ["assessment"] {
                if isAssessed != (body.at(rule.path) != nil) { out = out.setting(rule.path, to: isAssessed ? .record([:]) : nil) }
                continue
            }
            if rule.path.first == "assessment", !isAssessed { continue }
            let entered = Self.entered(rule.field, reading)
            // A box that nobody ticks where nothing is said says nothing.
            let stands = value(rule.path) ?? (entered == .boolean(false) ? entered : nil)
            if entered != stands { out = out.setting(rule.path, to: entered) }
        }
        let list = enteredCriteria(reading)
        if list != body.at(["review", "criteria"])?.elements ?? [] { out = out.setting(["review", "criteria"], to: list.isEmpty ? nil : .list(list)) }
        return out
    }

    /// What stands in a line of the criteria without a name to stand under.
    func nameless(_ reading: FormReading) -> [(field: String, says: Phrase)] {
        (0..<criteria).compactMap { place in
            guard reading.textOrNil("c\(place)-zh") == nil, ["en", "most", "weight"].contains(where: { reading.textOrNil("c\(place)-\($0)") != nil }) else { return nil }
            // A line that was there and has lost its Chinese name is taken away.
            let there = body.at(["review", "criteria"])?.elements.count ?? 0
            guard place >= there else { return nil }
            return ("c\(place)-zh", Phrase("请填写评分项的名称，或清空这一行。", "Give the criterion's Chinese name, or empty the line."))
        }
    }

    private static func entered(_ field: FormField, _ reading: FormReading) -> DeclaredValue? {
        switch field.kind {
        case .checkbox: .boolean(reading.isChecked(field.name))
        case .integer: reading.integer(field.name).map { .integer($0) }
        default: reading.textOrNil(field.name).map { .text($0) }
        }
    }

    private func enteredCriteria(_ reading: FormReading) -> [DeclaredValue] {
        let old = body.at(["review", "criteria"])?.elements ?? []
        return (0..<criteria).compactMap { place in
            guard let zh = reading.textOrNil("c\(place)-zh") else { return nil }
            let key = place < old.count ? old[place]["key"]?.text : nil
            return .record([
                "key": .text(key ?? Self.freeKey(place, old)), "name": .record(["zh": .text(zh), "en": .text(reading.textOrNil("c\(place)-en") ?? zh)]),
                "most": .integer(reading.integer("c\(place)-most") ?? 100), "weight": .integer(reading.integer("c\(place)-weight") ?? 1),
            ])
        }
    }

    /// A key that no other criterion has.
    private static func freeKey(_ place: Int, _ old: [DeclaredValue]) -> String {
        let taken = Set(old.compactMap { $0["key"]?.text })
        var number = place + 1
        while taken.contains("criterion-\(number)") { number += 1 }
        return "criterion-\(number)"
    }
}
