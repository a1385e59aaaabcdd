import Kernel
import Language
import Markup
import Web

/// `/figures/definitions`: what each indicator means, edition by edition.
struct DictionaryPage {
    let edition: IndicatorEdition
    let visit: Visit

    var answer: Answer {
        visit.page(
            Phrase("指标词典", "Dictionary of indicators"),
            lede: Phrase("每个指标的确切含义：单位、时期、能和什么相加、怎样去重、填哪张报表。不同的量不能相加，程序会拒绝。", "What each indicator means, exactly: unit, period, to what it may be added, how each is counted once, which form it serves. Unlike things are not added: the program refuses."),
            trail: [(path: "/figures", title: Phrase("数字", "Figures"))]
        ) {
            div(.class("stack", "sections")) {
                choice
                section(.class("stack")) {
                    h2 { visit.say(edition.name) }
                    p { visit.say(Phrase("对 \(Dates.plain(edition.from, .zh)) 起开始的活动项目有效。", "In force for campaigns that began on \(Dates.plain(edition.from, .en)) or later.")) }
                    p(.class("meta")) { visit.say(edition.note) }
                    for entry in edition.entries { item(entry) }
                }
                forms
                p(.class("actions")) {
                    a(.class("button"), .href("/figures/definitions.csv")) { visit.say(Phrase("下载全部版本（CSV）", "All editions as CSV")) }
                    a(.class("button", "button-quiet"), .href("/figures/definitions.json")) { visit.say(Phrase("下载全部版本（JSON）", "All editions as JSON")) }
                }
            }
        }
    }

    private var choice: HTML {
        nav(.aria("label", visit.say(Phrase("版本", "Editions")))) {
            ul(.class("tags")) {
                for one in IndicatorDictionary.editions {
                    li {
                        if one.key == edition.key {
                            strong(.class("tag")) { visit.say(one.name) }
                        } else {
                            a(.class("tag"), .href(.within("/figures/definitions", query: Query([("edition", one.key)])))) { visit.say(one.name) }
                        }
                    }
                }
            }
        }
    }

    private func item(_ entry: IndicatorEntry) -> HTML {
        article(.class("card"), .id(entry.key)) {
            div(.class("card-body")) {
                h3(.class("card-title")) { visit.say(entry.name) }
                p(.class("meta")) {
                    code { entry.key }
                    " · " + visit.say(Phrase("单位：\(entry.unit.zh)", "unit: \(entry.unit.en)"))
                }
                p { visit.say(entry.definition) }
                dl(.class("facts")) {
                    visit.fact(Phrase("时期", "Period")) { HTML(text: visit.say(entry.period.title)) }
                    visit.fact(Phrase("相加", "Adding")) { adding(entry) }
                    if let by = entry.distinctBy { visit.fact(Phrase("凭什么去重", "Told apart by")) { HTML(text: visit.say(by)) } }
                    if let whole = entry.partOf { visit.fact(Phrase("是它的一部分", "Part of")) { link(whole) } }
                    if !entry.serves.isEmpty { visit.fact(Phrase("填报", "Serves")) { serves(entry) } }
                }
            }
        }
    }

    @HTMLBuilder private func adding(_ entry: IndicatorEntry) -> HTML {
        visit.say(entry.adds.title)
        if let over = entry.over { visit.say(Phrase("（跨\(over.zh)）", " (over \(over.en))")) }
        if let makes = entry.makes {
            visit.say(Phrase("；与", "; with "))
            for key in entry.with { link(key) }
            visit.say(Phrase("相加得", " it makes "))
            link(makes)
        } else {
            visit.say(Phrase("；与其他指标不能相加。", "; to no other indicator."))
        }
    }

    private func link(_ key: String) -> HTML { a(.href("/figures/definitions?edition=\(edition.key)#\(key)")) { visit.say(edition[key]?.name ?? Phrase(same: key)) } }

    private func serves(_ entry: IndicatorEntry) -> HTML {
        ul {
            for key in entry.serves {
                if let found = edition.line(key) { li { visit.say(Phrase("\(found.form.name.zh)：\(found.line.name.zh)", "\(found.form.name.en): \(found.line.name.en)")) } }
            }
        }
    }

    private var forms: HTML {
        section(.class("stack"), .id("forms")) {
            h2 { visit.say(Phrase("填一次，供几张表用", "Entered once, for these forms")) }
            ul {
                for form in edition.forms {
                    li {
                        visit.say(form.name) + " — "
                        visit.say(Phrase("\(form.lines.count) 行", form.lines.count == 1 ? "1 line" : "\(form.lines.count) lines"))
                    }
                }
            }
        }
    }
}
