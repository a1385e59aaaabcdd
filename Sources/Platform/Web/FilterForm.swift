package import Kernel
package import Markup
import Regions

/// The search form above a list: its fields in a row, the button below. It sends what the address understands, and works without scripts.
package struct FilterForm {
    private let visit: Visit
    private let path: String
    /// What a script fills anew as one types.
    private let results: String?
    private let isFiltered: Bool

    package init(_ path: String, results: String? = nil, isFiltered: Bool, _ visit: Visit) {
        (self.path, self.results, self.isFiltered, self.visit) = (path, results, isFiltered, visit)
    }

    package func html(@HTMLBuilder fields: () -> HTML) -> HTML {
        let inner = HTML {
            div(.class("filter-fields")) { fields() }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查找", "Search")) }
                if isFiltered { a(.class("button", "button-quiet"), .href(.within(path))) { visit.say(Phrase("清除条件", "Clear")) } }
            }
        }
        if let results { return form(.class("filter-form"), .method(.get), .action(.within(path)), .data("instant", results), .role("search")) { inner } }
        return form(.class("filter-form"), .method(.get), .action(.within(path)), .role("search")) { inner }
    }

    /// What is searched by words.
    package func words(_ title: Phrase, _ value: String, most: Int, example: Phrase? = nil) -> HTML {
        div(.class("field", "filter-words")) {
            label(.for("filter-q")) { visit.say(title) }
            if let example {
                input(.id("filter-q"), .type("search"), .name("q"), .value(value), .maxlength(most), .placeholder(visit.say(example)))
            } else {
                input(.id("filter-q"), .type("search"), .name("q"), .value(value), .maxlength(most))
            }
        }
    }

    /// One of several, or all of them.
    package func choice(_ name: String, _ title: Phrase, _ options: [(value: String, title: Phrase)], _ chosen: String?) -> HTML {
        div(.class("field")) {
            label(.for("filter-\(name)")) { visit.say(title) }
            select(.id("filter-\(name)"), .name(name)) {
                option(.value("")) { visit.say(Phrase("全部", "All")) }
                for one in options { option(.value(one.value), .selected(one.value == chosen)) { visit.say(one.title) } }
            }
        }
    }

    /// The provinces; with one chosen, what lies in it, so that one can go down step by step.
    package func region(_ chosen: String?) -> HTML {
        let table = visit.regions
        let path = chosen.map { table.path(of: $0) } ?? []
        return div(.class("field")) {
            label(.for("filter-region")) { visit.say(Phrase("地区", "Region")) }
            select(.id("filter-region"), .name("region")) {
                option(.value("")) { visit.say(Phrase("全国", "The whole country")) }
                for region in path { option(.value(region.code), .selected(region.code == chosen)) { visit.say(region.name) } }
                if let last = path.last, !table.children(of: last.code).isEmpty {
                    optgroup(.label(visit.say(last.name))) {
                        for region in table.children(of: last.code) { option(.value(region.code)) { visit.say(region.name) } }
                    }
                }
                optgroup(.label(visit.say(Phrase("省级", "Provinces")))) {
                    for region in table.provinces where region.code != path.first?.code { option(.value(region.code)) { visit.say(region.name) } }
                }
            }
        }
    }
}
