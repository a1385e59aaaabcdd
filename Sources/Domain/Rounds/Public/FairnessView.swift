import Kernel
import Language
import Markup
import Venues
import Web

/// The fairness report of a round: asked and given, by province and by group.
struct FairnessView {
    let report: FairnessReport
    let rule: RoundRule
    let visit: Visit

    @HTMLBuilder var html: HTML {
        let total = report.total
        section(.class("stack"), .id("fairness")) {
            h2 { visit.say(Phrase("公平性报告", "How fair it is")) }
            p {
                visit.say(
                    Phrase(
                        "\(total.units) 家单位申报 \(total.asked) 套，\(total.served) 家获配共 \(total.given) 套。",
                        "\(Plural.en(total.units, "unit", "units")) asked for \(Plural.en(total.asked, "set", "sets")); \(total.served) received \(Plural.en(total.given, "set", "sets"))."))
            }
            if !report.groups.isEmpty {
                h3 { visit.say(Phrase("按单位情况", "By group")) }
                table(Phrase("情况", "Group"), groups)
            }
            h3 { visit.say(Phrase("按省", "By province")) }
            table(Phrase("省份", "Province"), report.provinces.map { ($0.code.isEmpty ? visit.say(Phrase("全国性单位", "National bodies")) : visit.regionName($0.code) ?? $0.code, $0.line) })
        }
    }

    private var groups: [(String, FairnessReport.Line)] {
        report.groups.flatMap { group -> [(String, FairnessReport.Line)] in
            let name = rule.criterion(group.criterion)?.name.phrase ?? Phrase(same: group.criterion)
            return [(visit.say(Phrase("\(name.zh)：是", "\(name.en): yes")), group.yes), (visit.say(Phrase("\(name.zh)：否", "\(name.en): no")), group.no)]
        }
    }

    private func table(_ first: Phrase, _ lines: [(String, FairnessReport.Line)]) -> HTML {
        let titles = [first, Phrase("申报单位", "Units"), Phrase("获配单位", "Served"), Phrase("申报套数", "Asked"), Phrase("配发套数", "Given"), Phrase("占全部配发", "Of all given")]
        let shares = lines.map { share($0.1.given, report.total.given) }
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for (place, one) in lines.enumerated() {
                        tr {
                            th(.scope("row")) { one.0 }
                            for (title, number) in zip(titles.dropFirst(), [one.1.units, one.1.served, one.1.asked, one.1.given]) {
                                td(.data("label", visit.say(title)), .class("number")) { Numerals.count(number, visit.language) }
                            }
                            td(.data("label", visit.say(titles[5])), .class("number")) { shares[place] }
                        }
                    }
                }
            }
        }
    }

    private func share(_ part: Int, _ whole: Int) -> String { whole == 0 ? "–" : Numerals.shares([Int64(part), Int64(whole - part)])[0] }
}
