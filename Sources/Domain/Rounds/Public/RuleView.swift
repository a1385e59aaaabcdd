import Kernel
import Language
import Markup
import Venues
import Web

/// The rule of a round for everybody: what there is, how needs are scored, what no province may exceed, and an example that the same code computes.
struct RuleView {
    let round: Round
    /// The catalogue's numbers of the lots.
    let resources: [String: Int64]
    let visit: Visit

    private var rule: RoundRule { round.rule }

    @HTMLBuilder var html: HTML {
        lots
        if !rule.criteria.isEmpty { criteria }
        if !rule.rules.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("规定", "Rules")) }
                ul { for one in rule.rules { li { visit.html(one) } } }
            }
        }
        if rule.weight > 0 {
            how
            if let example = RuleExample(round) { example.html(visit) }
        }
    }

    private var lots: HTML {
        let titles = [Phrase("资源", "What"), Phrase("套数", "Sets"), Phrase("每套参考价", "Price of a set"), Phrase("面向", "For")]
        return section(.class("stack")) {
            h2 { visit.say(Phrase("可配发的资源", "What is shared out")) }
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for lot in rule.lots {
                            tr {
                                th(.scope("row")) {
                                    if let number = resources[lot.key] { a(.href("/resources/\(Crockford.text(number))")) { visit.html(lot.name) } } else { visit.html(lot.name) }
                                    if let needs = lot.needs { p(.class("meta")) { visit.html(needs) } }
                                }
                                td(.data("label", visit.say(titles[1])), .class("number")) { lot.sets == 0 ? "–" : Numerals.count(lot.sets, visit.language) }
                                td(.data("label", visit.say(titles[2])), .class("number")) { lot.price.map { DeclarationView.yuan($0, visit) } ?? "–" }
                                td(.data("label", visit.say(titles[3]))) { visit.say(levels(of: lot)) }
                            }
                        }
                    }
                }
            }
        }
    }

    private func levels(of lot: Lot) -> Phrase {
        lot.levels.isEmpty ? Phrase("不限", "any unit") : Phrase(lot.levels.map(\.title.zh).joined(separator: "、"), lot.levels.map(\.title.en).joined(separator: ", "))
    }

    private var criteria: HTML {
        let titles = [Phrase("标准", "Criterion"), Phrase("满分", "Full mark"), Phrase("怎样计分", "How it counts"), Phrase("数据来源", "From where")]
        let weight = rule.weight
        return section(.class("stack"), .id("criteria")) {
            h2 { visit.say(Phrase("评分标准", "By what needs are scored")) }
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for one in rule.criteria {
                            tr {
                                th(.scope("row")) { visit.html(one.name) }
                                td(.data("label", visit.say(titles[1])), .class("number")) { weight == 0 ? "–" : Points.text((one.weight * 200_000 + weight) / (2 * weight)) }
                                td(.data("label", visit.say(titles[2]))) { visit.say(scale(of: one)) }
                                td(.data("label", visit.say(titles[3]))) { visit.say(one.measure.says) }
                            }
                        }
                    }
                }
            }
        }
    }

    private func scale(of criterion: Criterion) -> Phrase {
        if weightIsOpen { return Phrase("未公布权重", "its weight is not published") }
        let says = criterion.scale.says(unit: FactWords.unit(of: criterion, under: rule))
        if case .vehicleWorn(_, _, let years, let most) = criterion.measure {
            return Phrase("车龄超过 \(years) 年，或行驶 \(Numerals.count(most, .zh)) 公里以上：", "more than \(years) years, or \(Numerals.count(most, .en)) km and more: ") + says
        }
        return says
    }

    private var weightIsOpen: Bool { rule.weight == 0 }

    private var how: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("怎样配发", "How it is shared out")) }
            ol { for says in RuleWords.how(rule) { li { visit.say(says) } } }
        }
    }
}

/// How a round is allocated, in sentences made from its rule.
enum RuleWords {
    static func how(_ rule: RoundRule) -> [Phrase] {
        var out = [
            Phrase("截止后把受理的申报按总分排名，先交后交不影响名次。", "After the close all accepted declarations are ranked by score; who came first does not count."),
            Phrase("从第一名起，每家按自己的志愿顺序，得到还有的套数；不够时可部分配发。", "From the first on, every unit is given what it likes best among what is left; in part, where there is not enough."),
        ]
        if let most = rule.mostPerUnit { out.append(Phrase("每家合计最多 \(most) 套。", "One unit receives \(Plural.en(most, "set", "sets")) at most.")) }
        if rule.quota.hasLeast {
            let least = rule.quota.least
            out.append(
                least > 0
                    ? Phrase("每种资源先保证每省 \(least) 套，由本省名次靠前的单位得到；没有申报到的部分不留。", "Of each lot every province first has \(Plural.en(least, "set", "sets")), for its highest ranked; what it does not ask for is not kept.")
                    : Phrase("部分省有保底套数。", "Some provinces have sets of their own first."))
        }
        if let percent = rule.quota.mostPercent { out.append(Phrase("每省最多得到一种资源的 \(percent)%（至少 1 套）。", "A province has \(percent)% of a lot at most (one set at least).")) }
        if let most = rule.quota.most { out.append(Phrase("每省每种资源最多 \(most) 套。", "A province has \(Plural.en(most, "set", "sets")) of a lot at most.")) }
        let ties = rule.ties.compactMap { rule.criterion($0)?.name.phrase }
        let (zh, en) = (ties.map(\.zh).joined(separator: "、"), ties.map(\.en).joined(separator: ", "))
        out.append(
            Phrase(
                "总分相同的\(zh.isEmpty ? "" : "依次比较：\(zh)；仍相同的")按“轮次标识/单位标识”的 FNV-1a 数值从小到大排，谁都可以核算。",
                "Equal scores are parted \(en.isEmpty ? "" : "by \(en), then ")by the FNV-1a number of “round/unit”, the smaller first, which anybody can compute."))
        out.append(Phrase("没有配到的进入候补；他人交回的按同样规则补给下一家。", "Who is left waits; what others give back goes to the next by the same rule."))
        return out
    }
}
