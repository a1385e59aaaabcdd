import Kernel
import Markup
import Web

/// The form of an activity in its sections.
enum ActivityFormPage {
    static func html(
        _ reading: FormReading, parts: [ActivityForm.Part], action: String, submit: Phrase, makes: Bool = false, remarks: [FieldRemark] = [],
        _ visit: Visit
    ) -> HTML {
        let said = Dictionary(grouping: remarks, by: \.field)
        return Markup.form(.method(.post), .action(.within(action)), .class("form"), .novalidate()) {
            visit.csrfField
            if makes { visit.onceField }
            visit.formSummary(reading)
            for part in parts {
                section(.class("form-section")) {
                    h2 { visit.say(part.title) }
                    if let hint = part.hint { p(.class("hint")) { visit.say(hint) } }
                    for field in part.fields {
                        visit.fieldHTML(field, in: reading)
                        for remark in said[group(field.name)] ?? [] where isFirst(field.name) {
                            p(.class("remark")) { visit.say(Phrase("审核意见：", "Moderator: ")) + remark.text }
                        }
                    }
                }
            }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit"), .accesskey("s")) { visit.say(submit) }
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
