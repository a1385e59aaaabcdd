import Kernel
import Language
import Markup
import Venues
import Web

/// A worked example of a round's score, computed by the same code: two invented units, so that nobody has to take the formula on trust.
struct RuleExample: Sendable {
    let round: Round
    let needy: NeedScore
    let other: NeedScore

    /// Nil where the rule has no criteria.
    init?(_ round: Round) {
        let rule = round.rule
        guard !rule.criteria.isEmpty, rule.weight > 0 else { return nil }
        func facts(_ share: Int) -> [String: Fact] {
            var facts: [String: Fact] = [:]
            for (place, one) in rule.criteria.enumerated() {
                let value: Int =
                    switch one.scale {
                    case .yes: (place + share / 50) % 2 == 0 ? 0 : 1
                    case .linear(let from, let to): from + (to - from) * share / 100
                    case .steps(let steps): steps.isEmpty ? 0 : steps[min(steps.count - 1, steps.count * share / 100)].atLeast
                    }
                facts[one.key] = .known(value)
            }
            return facts
        }
        (self.round, needy, other) = (round, NeedScore(facts(75), under: rule), NeedScore(facts(30), under: rule))
    }

    func html(_ visit: Visit) -> HTML {
        let rule = round.rule, weight = max(1, rule.weight)
        let titles = [Phrase("标准", "Criterion"), Phrase("甲县", "County A"), Phrase("乙县", "County B")]
        return section(.class("stack"), .id("example")) {
            h2 { visit.say(Phrase("算例", "An example")) }
            p(.class("hint")) { visit.say(Phrase("两个虚构的县，由配发所用的同一程序算出。", "Two invented counties, computed by the code that allocates.")) }
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for (place, one) in rule.criteria.enumerated() {
                            tr {
                                th(.scope("row")) { visit.html(one.name) }
                                for (title, score) in zip(titles.dropFirst(), [needy, other]) {
                                    let part = score.parts[place]
                                    td(.data("label", visit.say(title))) {
                                        visit.say(FactWords.value(part.fact, of: one, under: rule)) + " → " + Points.text((part.points * one.weight * 200 + weight) / (2 * weight))
                                    }
                                }
                            }
                        }
                        tr {
                            th(.scope("row")) { visit.say(Phrase("总分", "Score")) }
                            for (title, score) in zip(titles.dropFirst(), [needy, other]) { td(.data("label", visit.say(title))) { strong { Points.text(score.score) } } }
                        }
                    }
                }
            }
        }
    }
}
