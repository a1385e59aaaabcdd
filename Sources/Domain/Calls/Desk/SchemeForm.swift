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

    /// A day of the year has two parts, or none.
    private static let rectifyBy = ["assessment", "rectify_by"]
    let body: DeclaredValue

    init(_ body: DeclaredValue) { self.body = body }

    var form: Form { Form(groups.flatMap { $0.rules.map(\.field) } + lists.flatMap { $0.fields.flatMap { $0 } }) }

    /// What stands in force, or is taken where nothing is said.
    private func value(_ path: [String]) -> DeclaredValue? { body.at(path) ?? SchemeShape.scheme.standard(path) }

    var filled: FormReading {
        var values: [String: String] = [:], ticked: [String: [String]] = [:]
        for rule in groups.flatMap(\.rules) {
            if rule.path == ["assessment"] {
                if body.at(rule.path) != nil { values[rule.field.name] = "1" }
                continue
            }
            switch value(rule.path) {
            case .boolean(true): values[rule.field.name] = "1"
            case .integer(let number): values[rule.field.name] = String(number)
            case .text(let text): values[rule.field.name] = text
            case .list(let elements): ticked[rule.field.name] = elements.compactMap(\.text)
            default: continue
            }
        }
        for list in lists { values.merge(list.values) { $1 } }
        return form.filled(values, choices: ticked)
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
            if entered != stands, !Self.isSameChoice(entered, stands) { out = out.setting(rule.path, to: entered) }
        }
        if out.at(Self.rectifyBy) == .record([:]) { out = out.setting(Self.rectifyBy, to: nil) }
        for list in lists {
            let lines = list.entered(reading)
            if lines != list.old { out = out.setting(list.path, to: lines.isEmpty ? nil : .list(lines)) }
        }
        return out
    }

    /// What is half said: a line without words, a day of the year with one of its two parts.
    func halfSaid(_ reading: FormReading) -> [(field: String, says: Phrase)] {
        let half = ["rectify_month", "rectify_day"].filter { reading.textOrNil($0) == nil }
        let day = half.count == 1 ? [(half[0], Phrase("整改的截止日须写明月和日，或都不填。", "The day by which it is put right needs a month and a day, or neither."))] : []
        let isTwice = half.isEmpty && reading.textOrNil("months_to_rectify") != nil
        let twice = isTwice ? [("months_to_rectify", Phrase("整改的期限写月数或截止日之一。", "Give the months to put right, or the day, not both."))] : []
        return lists.flatMap { $0.nameless(reading) } + day + twice
    }

    /// A choice of several has no order.
    private static func isSameChoice(_ a: DeclaredValue?, _ b: DeclaredValue?) -> Bool {
        guard case .list(let a) = a, case .list(let b) = b else { return false }
        return Set(a.map(\.json)) == Set(b.map(\.json))
    }

    private static func entered(_ field: FormField, _ reading: FormReading) -> DeclaredValue? {
        switch field.kind {
        case .checkbox: .boolean(reading.isChecked(field.name))
        case .integer: reading.integer(field.name).map { .integer($0) }
        case .choices:
            reading.texts(field.name).isEmpty ? nil : .list(reading.texts(field.name).map { .text($0) })
        default: reading.textOrNil(field.name).map { .text($0) }
        }
    }
}
