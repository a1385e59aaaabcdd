import Kernel
import Markup
import Web

/// The form of the list: words and region first, the rest folded away until it is used.
struct ActivitySearchForm {
    let reading: FormReading
    let visit: Visit

    private static let first: Set<String> = ["q", "region"]
    /// Filters that links set and nobody types.
    private static let hidden: Set<String> = ["theme", "venue"]

    var html: HTML {
        let more = reading.form.fields.filter { !Self.first.contains($0.name) && !Self.hidden.contains($0.name) }
        let isOpen = more.contains { reading.remark(on: $0.name) != nil }
        return Markup.form(.method(.get), .action("/activities"), .class("filter-form"), .role("search"), .novalidate()) {
            visit.formSummary(reading)
            for name in Self.hidden.sorted() {
                if let value = reading.textOrNil(name) { input(.type("hidden"), .name(name), .value(value)) }
            }
            div(.class("filter-main")) {
                for field in reading.form.fields where Self.first.contains(field.name) { visit.fieldHTML(field, in: reading) }
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查找", "Search")) }
            }
            details(.open(isOpen)) {
                summary { visit.say(Phrase("日期、年龄、无障碍等条件", "Date, age, accessibility and more")) }
                div(.class("filter-fields")) { for field in more { visit.fieldHTML(field, in: reading) } }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("按这些条件查找", "Search with these")) } }
            }
        }
    }
}
