import Kernel
import Language
import Markup
import Venues
import Web

/// What a declaration says and how it is scored: for its unit before and after it is handed in, and for the office.
struct DeclarationView {
    let round: Round
    let declaration: RoundDeclaration
    let parts: [NeedScore.Part]
    let visit: Visit

    private var rule: RoundRule { round.rule }

    /// What is asked for, with its price.
    @HTMLBuilder var wants: HTML {
        let titles = [Phrase("志愿", "Choice"), Phrase("资源", "What"), Phrase("套数", "Sets"), Phrase("参考价", "Price")]
        if declaration.body.wants.isEmpty {
            p { visit.say(Phrase("还没有填写要申报的资源。", "Nothing is asked for yet.")) }
        } else {
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for (place, want) in declaration.body.wants.enumerated() {
                            let lot = rule.lot(want.lot)
                            tr {
                                td(.data("label", visit.say(titles[0]))) { String(place + 1) }
                                th(.scope("row")) { if let lot { visit.html(lot.name) } else { want.lot } }
                                td(.data("label", visit.say(titles[2])), .class("number")) { Numerals.count(want.sets, visit.language) }
                                td(.data("label", visit.say(titles[3])), .class("number")) { lot?.price.map { Self.yuan($0 * want.sets, visit) } ?? "–" }
                            }
                        }
                    }
                }
            }
            total
            if let days = declaration.body.period?.says(visit.language) { p { visit.say(Phrase("想用的日期：", "Days of use wished: ")) + days } }
        }
    }

    /// The sum of what is asked for.
    var total: HTML { p(.data("figure", "total")) { strong { visit.say(Self.total(of: declaration.body, rule)) } } }

    /// In a sentence, which also stands beside the form while it is typed.
    static func total(of body: DeclarationBody, _ rule: RoundRule) -> Phrase {
        let sets = body.sets, english = Plural.en(sets, "set", "sets")
        guard let price = body.price(under: rule) else { return Phrase("合计 \(sets) 套。", " \(english) in all.") }
        return Phrase("合计 \(sets) 套，参考价 \(Numerals.count(price, .zh)) 元。", " \(english) in all, at reference prices \(Numerals.count(price, .en)) yuan.")
    }

    static func yuan(_ amount: Int, _ visit: Visit) -> String { visit.say(Phrase("\(Numerals.count(amount, .zh)) 元", "\(Numerals.count(amount, .en)) yuan")) }

    @HTMLBuilder var answers: HTML {
        if !rule.questions.isEmpty {
            dl(.class("facts")) {
                for question in rule.questions {
                    dt { visit.html(question.name) }
                    dd { answer(question) }
                }
            }
        }
    }

    private func answer(_ question: Question) -> String {
        guard let text = declaration.body.answers[question.key] else { return visit.say(Phrase("未填", "not given")) }
        switch question.kind {
        case .yes: return visit.say(text == "1" ? Phrase("是", "Yes") : Phrase("否", "No"))
        case .number: return "\(Int64(text).map { Numerals.count($0, visit.language) } ?? text) \(question.unit?(visit.language) ?? "")"
        case .text, .paragraphs: return text
        }
    }

    /// How each criterion counts, with the fact on which it rests and who says so.
    @HTMLBuilder var score: HTML {
        if !parts.isEmpty {
            let titles = [Phrase("标准", "Criterion"), Phrase("事实", "Fact"), Phrase("来源", "Who says so"), Phrase("得分", "Points")]
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody { for part in parts { if let one = rule.criterion(part.criterion) { row(part, one, titles) } } }
                }
            }
        }
    }

    private func row(_ part: NeedScore.Part, _ criterion: Criterion, _ titles: [Phrase]) -> HTML {
        // Of a hundred, the full mark of this criterion and what this unit has of it; thousandths, rounded.
        let weight = max(1, rule.weight), most = (criterion.weight * 200_000 + weight) / (2 * weight), own = (part.points * criterion.weight * 200 + weight) / (2 * weight)
        return tr {
            th(.scope("row")) { visit.html(criterion.name) }
            td(.data("label", visit.say(titles[1]))) { visit.say(FactWords.value(part.fact, of: criterion, under: rule)) }
            td(.data("label", visit.say(titles[2]))) { visit.say(FactWords.origin(part.fact)) }
            td(.data("label", visit.say(titles[3])), .class("number")) { "\(Points.text(own)) / \(Points.text(most))" }
        }
    }
}
