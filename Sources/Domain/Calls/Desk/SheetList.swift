import Kernel
import Language
import Markup
import Web

/// The sheets of an application, for the office: who scored what, why they were chosen, how far they lie apart.
struct SheetList: Sendable {
    let sheets: [Sheet]
    let experts: [Expert]
    /// What stands between each expert and the application.
    let conflicts: ConflictTable
    /// Where the application stands at the office.
    let path: String
    let application: Application
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
                                for title in [Phrase("专家", "Expert"), Phrase("状态", "State"), Phrase("得分", "Score"), Phrase("选取理由", "Why chosen"), Phrase("更换", "Replace")] { th(.scope("col")) { visit.say(title) } }
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
        let against = sheet.state == .declined ? [] : conflicts.conflicts(sheet.applicationID, sheet.expertID).sorted { $0.rawValue < $1.rawValue }
        return tr {
            th(.scope("row")) { experts.first { $0.id == sheet.expertID }?.name ?? "" }
            td(.data("label", visit.say(Phrase("状态", "State")))) {
                visit.say(sheet.standing)
                for why in against { p(.class("remark")) { visit.say(Phrase("回避关系：\(why.title.zh)。不计入得分。", "Conflict: \(why.title.en). It does not count.")) } }
            }
            td(.data("label", visit.say(Phrase("得分", "Score")))) { sheet.total.map { Points.text($0) } ?? "" }
            td(.data("label", visit.say(Phrase("选取理由", "Why chosen")))) { (visit.language == .zh ? lines.first : lines.last) ?? "" }
            td(.data("label", visit.say(Phrase("更换", "Replace")))) { replacing(sheet, against) }
        }
    }

    /// The seat given to another expert, with the reason.
    @HTMLBuilder private func replacing(_ sheet: Sheet, _ against: [Conflict]) -> HTML {
        if sheet.replacedAt != nil { p(.class("meta")) { sheet.replacedBecause } }
        if (try? sheet.mayBeReplaced(conflicts: Set(against), in: application.state)) != nil {
            details {
                summary { visit.say(Phrase("更换专家", "Give it to another")) }
                Markup.form(.method(.post), .action(.within(path + "/seats/\(sheet.expertID.text)")), .class("form")) {
                    visit.csrfField
                    div(.class("field")) {
                        label(.for("seat-\(sheet.expertID.text)")) { visit.say(Phrase("更换理由", "Why")) }
                        textarea(.id("seat-\(sheet.expertID.text)"), .name("says"), .rows(2), .maxlength(500), .required()) { "" }
                    }
                    div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("更换", "Replace")) } }
                }
            }
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

extension Sheet {
    /// Its state for people.
    var standing: Phrase { replacedAt == nil ? state.title : Phrase("已更换", "Given to another") }
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
