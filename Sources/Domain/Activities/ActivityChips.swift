import Kernel
import Language
import Markup
import Web

/// What is asked, each filter as a chip that takes it away.
struct ActivityChips {
    let reading: FormReading
    /// The address's own parameters without the page.
    let asked: Query
    let visit: Visit

    private struct Chip {
        let text: String
        let without: Query
    }

    @HTMLBuilder var html: HTML {
        let chips = all
        if !chips.isEmpty {
            div(.class("tags", "chips")) {
                for chip in chips {
                    a(.class("chip"), .href(.within("/activities", query: chip.without))) {
                        span(.class("visually-hidden")) { visit.say(Phrase("去掉条件：", "Remove: ")) }
                        chip.text
                    }
                }
                if chips.count > 1 { a(.href("/activities"), .class("more")) { visit.say(Phrase("清除条件", "Clear filters")) } }
            }
        }
    }

    private var all: [Chip] {
        var out: [Chip] = []
        let isOneDay = asked["begin"] != nil && asked["begin"] == asked["end"]
        for (place, pair) in asked.pairs.enumerated() {
            if isOneDay, pair.name == "end" { continue }
            var rest = asked
            rest.pairs.remove(at: place)
            if isOneDay, pair.name == "begin" { rest = asked.setting("begin", nil).setting("end", nil) }
            out.append(Chip(text: text(pair.name, pair.value, isOneDay: isOneDay), without: rest))
        }
        return out
    }

    private func text(_ name: String, _ value: String, isOneDay: Bool) -> String {
        if name == "q" { return visit.say(Phrase("“\(value)”", "“\(value)”")) }
        if name == "region", let line = RegionWords.short(value, in: visit.regions) { return visit.say(line) }
        if let day = Day(iso: value) {
            let words = Dates.day(day, visit.language)
            return isOneDay ? words : name == "begin" ? visit.say(Phrase("\(words)起", "from \(words)")) : visit.say(Phrase("至 \(words)", "until \(words)"))
        }
        return ActivityFilterWords.text(name, value, in: reading.form, visit)
    }
}

/// The name of a filter and its value, as the form has them.
enum ActivityFilterWords {
    static func text(_ name: String, _ value: String, in form: Form, _ visit: Visit) -> String {
        guard let field = form.fields.first(where: { $0.name == name }) else { return visit.say(Phrase("\(name)：\(value)", "\(name): \(value)")) }
        switch field.kind {
        case .checkbox: return visit.say(field.label)
        case .choice(let choices), .choices(let choices):
            let chosen = value.split(separator: ",").map { one in choices.first { $0.value == one }.map { visit.say($0.title) } ?? String(one) }
            return chosen.joined(separator: visit.say(Phrase("、", ", ")))
        default: return visit.say(Phrase("\(field.label.zh)：\(value)", "\(field.label.en): \(value)"))
        }
    }

    /// The name of the filter alone.
    static func name(_ name: String, in form: Form, _ visit: Visit) -> String {
        form.fields.first { $0.name == name }.map { visit.say($0.label) } ?? name
    }
}
