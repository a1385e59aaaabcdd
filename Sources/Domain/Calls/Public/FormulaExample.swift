import Kernel
import Language
import Markup
import Web

/// How score sheets become one score, in words and by an example that the same code computes (`ScoreFormula`): nobody has to take it on trust.
struct FormulaExample: Sendable, Hashable {
    /// One sheet of the example with its weighted total.
    struct Line: Sendable, Hashable {
        let scores: [Int]
        let total: Int
        /// Whether the formula leaves it out.
        var isDropped = false
    }

    let rule: ReviewRule
    let lines: [Line]
    let result: Int

    /// Nil where the scheme has no criteria.
    init?(_ rule: ReviewRule) {
        guard !rule.criteria.isEmpty else { return nil }
        self.rule = rule
        let count = max(rule.experts, rule.formula.dropsHighest || rule.formula.dropsLowest ? 4 : 2)
        var lines: [Line] = []
        for sheet in 0..<min(count, 7) {
            // Some way below the most, differently for each sheet and each criterion: 90, 83, 76 … of a hundred.
            let scores = rule.criteria.enumerated().map { place, one in max(0, one.most - (one.most * (10 + 7 * ((sheet * 3 + place) % 5))) / 100) }
            let named = Dictionary(zip(rule.criteria.map(\.key), scores), uniquingKeysWith: { first, _ in first })
            guard let total = ScoreFormula.total(named, rule.criteria) else { return nil }
            lines.append(Line(scores: scores, total: total))
        }
        var formula = rule.formula
        // Evening out needs the sheets of a whole call; the example shows the rest.
        formula.normalises = false
        guard let result = formula.combined(lines.map(\.total)) else { return nil }
        if lines.count >= 3 {
            if formula.dropsLowest, let lowest = lines.indices.min(by: { lines[$0].total < lines[$1].total }) { lines[lowest].isDropped = true }
            if formula.dropsHighest, let highest = lines.indices.filter({ !lines[$0].isDropped }).max(by: { lines[$0].total < lines[$1].total }) {
                lines[highest].isDropped = true
            }
        }
        (self.lines, self.result) = (lines, result)
    }

    /// The formula in sentences.
    var words: [Phrase] {
        var out = [
            Phrase(
                "每份评分表：各项得分除以该项满分，乘以权重，相加后除以权重之和，再乘以100。",
                "Each sheet: the score of a criterion divided by its most, times its weight; these added up, divided by the sum of the weights, times 100.")
        ]
        if rule.formula.normalises {
            out.append(
                Phrase(
                    "再把每位专家的评分平移并伸缩到全体的平均值和离散程度，使宽严不同的专家分量相同。",
                    "Then each expert's sheets are brought to the mean and the spread of all, so that strict and mild experts weigh the same."))
        }
        switch (rule.formula.dropsHighest, rule.formula.dropsLowest) {
        case (true, true): out.append(Phrase("不少于三份时去掉一个最高分和一个最低分。", "Of three or more the highest and the lowest are left out."))
        case (true, false): out.append(Phrase("不少于三份时去掉一个最高分。", "Of three or more the highest is left out."))
        case (false, true): out.append(Phrase("不少于三份时去掉一个最低分。", "Of three or more the lowest is left out."))
        case (false, false): break
        }
        out.append(Phrase("其余取平均，精确到千分之一分，同分并列。", "The rest are averaged, to a thousandth of a point; equal scores share a place."))
        return out
    }

    func html(_ visit: Visit) -> HTML {
        section(.id("scores"), .class("stack")) {
            h2 { visit.say(Phrase("评分怎样汇总", "How scores are combined")) }
            bullets { for one in words { li { visit.say(one) } } }
            h3 { visit.say(Phrase("算例", "A worked example")) }
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("算例", "A worked example"))), .tabindex(0)) {
                Markup.table(.class("table")) {
                    thead {
                        tr {
                            th(.scope("col")) { visit.say(Phrase("专家", "Expert")) }
                            for one in rule.criteria {
                                th(.scope("col")) { visit.say(Phrase("\(one.name.zh)（满分 \(one.most)，权重 \(one.weight)）", "\(one.name.en) (of \(one.most), weight \(one.weight))")) }
                            }
                            th(.scope("col")) { visit.say(Phrase("折合", "Weighted")) }
                        }
                    }
                    tbody {
                        for (place, line) in lines.enumerated() {
                            tr {
                                th(.scope("row")) { String(place + 1) }
                                for score in line.scores { td { String(score) } }
                                td { if line.isDropped { del { Points.text(line.total) } } else { Points.text(line.total) } }
                            }
                        }
                    }
                }
            }
            p { strong { visit.say(Phrase("得分：\(Points.text(result))", "The score: \(Points.text(result))")) } }
        }
    }
}
