import Kernel
import Markup
import Web

/// The form of an activity in its sections.
struct ActivityFormPage {
    let reading: FormReading
    let parts: [ActivityForm.Part]
    let action: String
    let submit: Phrase
    let keeping: EntryKeeping
    var makes = false
    /// What moderators said of the fields.
    var remarks: [FieldRemark] = []
    /// What stands beside a field: what a newer version says in it.
    var notes: [String: Phrase] = [:]
    /// Whether it is saved although it may be there already.
    var isAnother = false
    let visit: Visit

    @HTMLBuilder var html: HTML {
        keeping.offers(visit)
        Markup.form(.method(.post), .action(.within(action)), .class("form"), .novalidate(), keeping.attributes(visit)) {
            visit.csrfField
            if makes { visit.onceField }
            keeping.fields(visit)
            if isAnother { input(.type("hidden"), .name("another"), .value("1")) }
            visit.formSummary(reading)
            for part in parts { section(part) }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit"), .accesskey("s")) { visit.say(submit) }
                keeping.button(visit)
            }
        }
    }

    private var said: [String: [FieldRemark]] { Dictionary(grouping: remarks, by: \.field) }

    /// The other language's fields are folded away until they hold something: on a phone the form is half as long.
    private func section(_ part: ActivityForm.Part) -> HTML {
        let other = part.fields.filter { $0.name.hasSuffix(visit.language == .zh ? "_en" : "_zh") }
        let names = Set(other.map(\.name))
        return Markup.section(.class("form-section")) {
            h2 { visit.say(part.title) }
            if let hint = part.hint { p(.class("hint")) { visit.say(hint) } }
            for field in part.fields where !names.contains(field.name) { row(field) }
            if !other.isEmpty {
                details(.open(other.contains(where: isTold))) {
                    summary { visit.say(Phrase("英文（选填）", "In Chinese (optional)")) }
                    for field in other { row(field) }
                }
            }
        }
    }

    @HTMLBuilder private func row(_ field: FormField) -> HTML {
        visit.fieldHTML(field, in: reading)
        if let note = notes[field.name] { p(.class("field-note")) { visit.say(note) } }
        if Self.isFirst(field.name) {
            for remark in said[Self.group(field.name)] ?? [] { p(.class("remark")) { visit.say(Phrase("审核意见：", "Moderator: ")) + remark.text } }
        }
    }

    /// Whether there is something to see in the field, or beside it.
    private func isTold(_ field: FormField) -> Bool {
        if !reading.text(field.name).isEmpty || reading.remark(on: field.name) != nil || notes[field.name] != nil { return true }
        return Self.isFirst(field.name) && said[Self.group(field.name)] != nil
    }

    /// The moderator's field that a form's field belongs to: `title` for `title_zh` and `title_en`.
    static func group(_ field: String) -> String {
        for ending in ["_zh", "_en", "_min", "_max", "_begin", "_end", "_url", "_credit"] where field.hasSuffix(ending) {
            return String(field.dropLast(ending.count))
        }
        return field.hasPrefix("access_") ? "access" : field == "cost" ? "fee" : field
    }

    private static func isFirst(_ field: String) -> Bool {
        !["_en", "_max", "_end", "_credit"].contains { field.hasSuffix($0) } && (!field.hasPrefix("access_") || field == "access_wheelchair")
            && !field.hasPrefix("fee_")
    }
}
