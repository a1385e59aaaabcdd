import Kernel
import Language
import Markup
import Web

/// What an exhibit needs beside what the place has, for whoever reserves and for whoever accepts: what is not known is said to be unknown.
struct SiteCheck {
    let loan: Loan
    let visit: Visit

    struct Line: Sendable, Hashable {
        enum Verdict: Sendable { case fits, misfit, unknown }

        let field: Misfit.Field
        let needs: Phrase
        let has: Phrase
        let verdict: Verdict
    }

    @HTMLBuilder var html: HTML {
        let lines = Self.lines(loan.need, loan.site)
        if !lines.isEmpty {
            let titles = [Phrase("场地", "The place"), Phrase("需要", "Needed"), Phrase("现有", "There is"), Phrase("核对", "Does it fit")]
            section(.class("stack"), .id("site")) {
                h2 { visit.say(Phrase("场地核对", "The place against what is needed")) }
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for line in lines {
                                tr {
                                    th(.scope("row")) { visit.say(line.field.title) }
                                    td(.data("label", visit.say(titles[1]))) { visit.say(line.needs) }
                                    td(.data("label", visit.say(titles[2]))) { visit.say(line.has) }
                                    td(.data("label", visit.say(titles[3]))) { span(.class("badge", line.verdict.style)) { visit.say(line.verdict.title) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// One line for each thing that is needed.
    static func lines(_ need: SiteNeed, _ site: SiteFacts) -> [Line] {
        var lines: [Line] = []
        func measure(_ field: Misfit.Field, _ wanted: Int?, _ has: Int?, _ unit: Phrase) {
            guard let wanted else { return }
            func says(_ number: Int) -> Phrase { Phrase("\(Numerals.count(number, .zh)) \(unit.zh)", "\(Numerals.count(number, .en)) \(unit.en)") }
            lines.append(
                Line(field: field, needs: says(wanted), has: has.map(says) ?? Phrase("不详", "unknown"), verdict: has.map { $0 < wanted ? .misfit : .fits } ?? .unknown))
        }
        let millimetres = Phrase("毫米", "mm"), (yes, no) = (Phrase("是", "yes"), Phrase("否", "no"))
        measure(.area, need.area, site.area, Phrase("平方米", "m²"))
        measure(.doorWidth, need.doorWidth, site.doorWidth, millimetres)
        measure(.doorHeight, need.doorHeight, site.doorHeight, millimetres)
        measure(.floor, need.floor, site.floor, Phrase("千克/平方米", "kg/m²"))
        measure(.power, need.power, site.power, Phrase("瓦", "W"))
        if need.indoor { lines.append(Line(field: .indoor, needs: yes, has: site.indoor ? yes : no, verdict: site.indoor ? .fits : .misfit)) }
        if need.network { lines.append(Line(field: .network, needs: yes, has: site.network ? yes : no, verdict: site.network ? .fits : .misfit)) }
        return lines
    }
}

extension SiteCheck.Line.Verdict {
    fileprivate var title: Phrase {
        switch self {
        case .fits: Phrase("符合", "Fits")
        case .misfit: Phrase("不符合", "Does not fit")
        case .unknown: Phrase("不详，请核实", "Unknown; ask")
        }
    }

    fileprivate var style: String {
        switch self {
        case .fits: "badge-success"
        case .misfit: "badge-error"
        case .unknown: "badge-attention"
        }
    }
}
