import Kernel
import Language
import Markup
import Venues
import Web

/// A rule for everybody: what is looked at, what it gives, how the list comes about, and an example that the same code computes.
struct CommendationRuleView {
    let one: Commendation
    /// Names of campaigns that indicators are narrowed to.
    let names: [String: Phrase]
    let visit: Visit

    private var rule: CommendationRule { one.rule }

    @HTMLBuilder var html: HTML {
        indicators
        section(.class("stack")) {
            h2 { visit.say(Phrase("名单怎样产生", "How the list comes about")) }
            ol { for says in ScoreWords.how(rule) { li { visit.say(says) } } }
        }
        if !rule.rules.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("规定", "Rules")) }
                ul { for one in rule.rules { li { visit.html(one) } } }
            }
        }
        CommendationExample(one).html(visit)
    }

    private var indicators: HTML {
        let titles = [Phrase("指标", "Indicator"), Phrase("满分", "Full mark"), Phrase("数据来源", "From what"), Phrase("怎样计分", "How it counts")]
        return section(.class("stack"), .id("indicators")) {
            h2 { visit.say(Phrase("公布的指标", "The published indicators")) }
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("公布的指标", "The published indicators"))), .tabindex(0)) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for one in rule.indicators {
                            tr {
                                th(.scope("row")) {
                                    visit.html(one.name)
                                    if let evidence = one.evidence { p(.class("meta")) { visit.html(evidence) } }
                                }
                                td(.data("label", visit.say(titles[1])), .class("number")) { ScorePoints.text(one.points) }
                                td(.data("label", visit.say(titles[2]))) { visit.say(ScoreWords.source(of: one, under: rule, names: names)) }
                                td(.data("label", visit.say(titles[3]))) { visit.say(ScoreWords.scale(of: one, under: rule)) }
                            }
                        }
                        tr {
                            th(.scope("row")) { visit.say(Phrase("合计", "Together")) }
                            td(.data("label", visit.say(titles[1])), .class("number")) { strong { ScorePoints.text(rule.most) } }
                            td { "" }
                            td { "" }
                        }
                    }
                }
            }
        }
    }
}

/// Two invented units, scored by the code that scores: nobody has to take the rule on trust.
struct CommendationExample {
    let one: Commendation
    let scores: [UnitScore]

    init(_ one: Commendation) {
        self.one = one
        scores = [Int64(70), 25].map { share in
            var amounts: [String: ScoreAmount] = [:]
            for (place, indicator) in one.rule.indicators.enumerated() {
                switch indicator.measure {
                case .material: amounts[indicator.key] = share > 50 ? .judged(indicator.points * 4 / 5) : .notStated
                // The second unit has left one number unstated.
                case .figure(_, let code, _) where share < 50 && place > 0 && ScoredFigures.claimed.contains(code) && !amounts.values.contains(.unknown(missing: 3)):
                    amounts[indicator.key] = .unknown(missing: 3)
                case .figure(_, _, let scale): amounts[indicator.key] = .known(Self.amount(scale, share, most: indicator.points), missing: 0)
                }
            }
            return UnitScore(amounts, under: one.rule)
        }
    }

    private static func amount(_ scale: PointScale, _ share: Int64, most: Int) -> Int64 {
        switch scale {
        case .linear(let from, let to): from + (to - from) / 100 * share + (to - from) % 100 * share / 100
        case .steps(let steps): steps.isEmpty ? 0 : steps[min(steps.count - 1, steps.count * Int(share) / 100)].atLeast
        case .each(let lot, let points): max(1, Int64(most / max(1, points)) * share / 100) * lot
        }
    }

    func html(_ visit: Visit) -> HTML {
        let titles = [Phrase("指标", "Indicator"), Phrase("甲单位", "Unit A"), Phrase("乙单位", "Unit B")]
        return section(.class("stack"), .id("example")) {
            h2 { visit.say(Phrase("算例", "An example")) }
            p(.class("hint")) { visit.say(Phrase("两家虚构的单位，由计分所用的同一程序算出。", "Two invented units, computed by the code that scores.")) }
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("算例", "An example"))), .tabindex(0)) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for (place, indicator) in one.rule.indicators.enumerated() {
                            tr {
                                th(.scope("row")) { visit.html(indicator.name) }
                                for (title, score) in zip(titles.dropFirst(), scores) {
                                    let line = score.lines[place]
                                    td(.data("label", visit.say(title))) {
                                        visit.say(ScoreWords.amount(line.amount, of: indicator, under: one.rule)) + (line.points.map { " → " + ScorePoints.text($0) } ?? "")
                                    }
                                }
                            }
                        }
                        tr {
                            th(.scope("row")) { visit.say(Phrase("总分", "Score")) }
                            for (title, score) in zip(titles.dropFirst(), scores) { td(.data("label", visit.say(title))) { strong { ScorePoints.text(score.total) } } }
                        }
                    }
                }
            }
        }
    }
}
