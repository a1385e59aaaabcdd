import Kernel
import Language
import Markup
import Packs
import Venues
import Web

/// What a resource says of itself, on every page that shows one.
enum ResourceView {
    static func authoritative(_ visit: Visit) -> HTML {
        span(.class("badge", "badge-success")) { visit.say(Phrase("权威资源", "Authoritative")) }
    }

    static func details(_ content: ResourceContent, kind: ResourceKind, _ visit: Visit) -> HTML {
        HTML {
            p(.class("lede")) { visit.html(content.summary) }
            if !content.text.zh.isEmpty || content.text.en != nil {
                div(.class("prose")) { for line in content.text(visit.language).split(separator: "\n") { p { String(line) } } }
            }
            dl(.class("facts")) { for fact in facts(content, kind, visit) { fact } }
        }
    }

    private static func facts(_ content: ResourceContent, _ kind: ResourceKind, _ visit: Visit) -> [HTML] {
        var facts = [visit.fact(Phrase("种类", "Kind"), visit.say(kind.title))]
        let dot = visit.language == .zh ? "、" : ", "
        if !content.subjects.isEmpty { facts.append(visit.fact(Phrase("主题", "Subjects"), content.subjects.map { visit.say($0.title) }.joined(separator: dot))) }
        if !content.stages.isEmpty { facts.append(visit.fact(Phrase("适合学段", "For"), content.stages.map { visit.say($0.title) }.joined(separator: dot))) }
        if let ages = content.ages { facts.append(visit.fact(Phrase("年龄", "Ages"), visit.say(self.ages(ages)))) }
        if let minutes = content.minutes { facts.append(visit.fact(Phrase("所需时间", "Takes"), visit.say(Phrase("约 \(minutes) 分钟", "about \(minutes) minutes")))) }
        if !content.languages.isEmpty { facts.append(visit.fact(Phrase("语言", "Languages"), content.languages.map { visit.say($0.title) }.joined(separator: dot))) }
        facts.append(
            HTML {
                dt { visit.say(Phrase("许可", "Licence")) }
                dd {
                    if let address = content.licence.address.flatMap({ Address(outside: $0) }) {
                        a(.href(address), .rel("license")) { visit.say(content.licence.name) }
                    } else {
                        visit.say(content.licence.name)
                    }
                    p(.class("meta")) { visit.say(content.licence.terms) }
                }
            })
        if !content.credit.isEmpty { facts.append(visit.fact(Phrase("署名", "Credit"), content.credit)) }
        if let text = content.webAddress, let address = Address(outside: text) {
            facts.append(
                HTML {
                    dt { visit.say(Phrase("网址", "Web address")) }
                    dd { a(.href(address), .rel("noopener nofollow")) { text } }
                })
        }
        return facts
    }

    static func ages(_ ages: ClosedRange<Int>) -> Phrase {
        if ages.upperBound >= 100 { return Phrase("\(ages.lowerBound) 岁以上", "\(ages.lowerBound) and older") }
        return ages.lowerBound == ages.upperBound
            ? Phrase("\(ages.lowerBound) 岁", "\(ages.lowerBound)") : Phrase("\(ages.lowerBound)–\(ages.upperBound) 岁", "\(ages.lowerBound)–\(ages.upperBound)")
    }
}
