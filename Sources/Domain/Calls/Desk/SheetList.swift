import Kernel
import Language
import Markup
import Web

/// The sheets of an application, for the office: who scored what, why they were chosen, how far they lie apart.
struct SheetList: Sendable {
    let sheets: [Sheet]
    let experts: [Expert]
    let criteria: [ReviewRule.Criterion]
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !sheets.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("专家评审", "Expert review")) }
                spread
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead {
                            tr {
                                for title in [Phrase("专家", "Expert"), Phrase("状态", "State"), Phrase("得分", "Score"), Phrase("选取理由", "Why chosen")] { th(.scope("col")) { visit.say(title) } }
                            }
                        }
                        tbody { for sheet in sheets { row(sheet) } }
                    }
                }
            }
        }
    }

    private func row(_ sheet: Sheet) -> HTML {
        let lines = sheet.reason.split(separator: "\n").map(String.init)
        return tr {
            th(.scope("row")) { experts.first { $0.id == sheet.expertID }?.name ?? "" }
            td(.data("label", visit.say(Phrase("状态", "State")))) { visit.say(sheet.state.title) }
            td(.data("label", visit.say(Phrase("得分", "Score")))) { sheet.total.map { Points.text($0) } ?? "" }
            td(.data("label", visit.say(Phrase("选取理由", "Why chosen")))) { (visit.language == .zh ? lines.first : lines.last) ?? "" }
        }
    }

    @HTMLBuilder private var spread: HTML {
        let totals = sheets.filter { $0.state == .signed }.compactMap(\.total)
        if totals.count > 1, let low = totals.min(), let high = totals.max() {
            let text = Points.text(high - low)
            p(.class(high - low >= 20 * ScoreFormula.parts ? "remark" : "meta")) {
                visit.say(Phrase("最高与最低相差 \(text) 分", "The highest and the lowest lie \(text) points apart"))
            }
        }
    }
}

extension Sheet.State {
    var title: Phrase {
        switch self {
        case .assigned: Phrase("待评", "To be scored")
        case .signed: Phrase("已签字", "Signed")
        case .declined: Phrase("已回避", "Stepped aside")
        }
    }
}
