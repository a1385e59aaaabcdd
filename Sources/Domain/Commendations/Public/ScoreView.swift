import Kernel
import Language
import Markup
import Participation
import Venues
import Web

/// A unit's score line by line, each number opening to what it is made of.
struct ScoreView {
    let one: Commendation
    let score: UnitScore
    let phase: Commendation.Phase
    /// Where a line opens, before the indicator's key.
    let base: String
    let visit: Visit

    private var rule: CommendationRule { one.rule }

    @HTMLBuilder var html: HTML {
        div(.class("figure-tile")) {
            p(.class("figure-number")) {
                element("data", .value(ScorePoints.text(score.total)), .data("figure", "score")) { ScorePoints.text(score.total) }
                " "
                span(.class("figure-unit")) { visit.say(Phrase("分，满分 \(ScorePoints.text(rule.most))", "points of \(ScorePoints.text(rule.most))")) }
            }
            if score.open > 0 {
                p(.class("meta")) {
                    visit.say(
                        Phrase("另有 \(ScorePoints.text(score.open)) 分的指标现在未知：未知不是 0，也还不得分。", "Lines worth \(ScorePoints.text(score.open)) more are unknown: that is not 0, and gives nothing yet."))
                }
            }
        }
        table
    }

    private var table: HTML {
        let titles = [Phrase("指标", "Indicator"), Phrase("数据", "Amount"), Phrase("得分", "Points"), Phrase("怎样计分", "How it counts"), Phrase("还缺", "Missing")]
        return div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("逐项得分", "Line by line"))), .tabindex(0)) {
            Markup.table(.class("table")) {
                caption { visit.say(Phrase("逐项得分", "Line by line")) }
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for (indicator, line) in zip(rule.indicators, score.lines) {
                        tr {
                            th(.scope("row")) { visit.html(indicator.name) }
                            td(.data("label", visit.say(titles[1]))) { a(.href(.within(base + "/" + indicator.key))) { amount(line, indicator) } }
                            td(.data("label", visit.say(titles[2])), .class("number")) { points(line, indicator) }
                            td(.data("label", visit.say(titles[3]))) { visit.say(ScoreWords.scale(of: indicator, under: rule)) }
                            td(.data("label", visit.say(titles[4]))) { ScoreWords.missing(line, in: phase).map { visit.say($0) } ?? "–" }
                        }
                    }
                }
            }
        }
    }

    private func amount(_ line: ScoreLine, _ indicator: ScoreIndicator) -> HTML {
        let text = visit.say(ScoreWords.amount(line.amount, of: indicator, under: rule))
        guard case .known(let value, _) = line.amount else { return HTML(text: text) }
        return element("data", .value("\(value)"), .data("figure", "amount-" + indicator.key)) { text }
    }

    private func points(_ line: ScoreLine, _ indicator: ScoreIndicator) -> HTML {
        guard let points = line.points else { return span(.class("meta")) { visit.say(Numerals.unknown) } }
        return element("data", .value(ScorePoints.text(points)), .data("figure", "points-" + indicator.key)) { ScorePoints.text(points) + " / " + ScorePoints.text(indicator.points) }
    }
}

/// What was put right after the numbers were taken: listed, and nothing moves.
struct ScoreCorrectionView {
    let corrections: [ScoreCorrection]
    let rule: CommendationRule
    let visit: Visit

    var html: HTML {
        section(.class("stack"), .id("corrections")) {
            h2 { visit.say(Phrase("取定之后的更正", "Corrections since the numbers were taken")) }
            if corrections.isEmpty {
                p(.class("meta")) { visit.say(Phrase("没有更正。", "There are none.")) }
            } else {
                p(.class("meta")) { visit.say(Phrase("不改变得分；最近 \(corrections.count) 条。", "They change no score; the newest \(corrections.count).")) }
                ul {
                    for one in corrections {
                        li {
                            a(.href("/activities/\(Crockford.text(one.activity))")) { visit.html(one.title) }
                            " · " + visit.say(ScoredFigures.entry(one.indicator, on: rule.term.lowerBound)?.name ?? Phrase(same: one.indicator)) + " "
                            element("data", .value(one.before.map { String($0) } ?? ""), .data("line", "before")) { Numerals.count(one.before, visit.language) }
                            " → "
                            element("data", .value(one.after.map { String($0) } ?? ""), .data("line", "after")) { Numerals.count(one.after, visit.language) }
                            " · " + Dates.moment(one.at, .china, visit.language)
                        }
                    }
                }
            }
        }
    }
}
