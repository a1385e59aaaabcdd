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

    private func section(_ part: ActivityForm.Part) -> HTML {
        let said = Dictionary(grouping: remarks, by: \.field)
        return Markup.section(.class("form-section")) {
            h2 { visit.say(part.title) }
            if let hint = part.hint { p(.class("hint")) { visit.say(hint) } }
            for field in part.fields {
                visit.fieldHTML(field, in: reading)
                if let note = notes[field.name] { p(.class("field-note")) { visit.say(note) } }
                for remark in said[Self.group(field.name)] ?? [] where Self.isFirst(field.name) {
                    p(.class("remark")) { visit.say(Phrase("审核意见：", "Moderator: ")) + remark.text }
                }
            }
        }
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
