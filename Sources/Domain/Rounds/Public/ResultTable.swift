import Kernel
import Language
import Markup
import Venues
import Web

/// Who stands where and received what.
struct ResultTable {
    struct Row: Sendable {
        struct Want: Sendable {
            let lot: String
            let asked: Int
            let given: Int
            let queue: Int?
        }

        let place: Int
        let provincePlace: Int
        let unit: Wording
        let unitID: ID<Organisation>
        let region: String?
        let score: Int
        let wants: [Want]
    }

    let rows: [Row]
    let rule: RoundRule
    let visit: Visit

    private static let titles = [
        Phrase("名次", "Place"), Phrase("单位", "Unit"), Phrase("地区", "Region"), Phrase("得分", "Score"), Phrase("本省名次", "In its province"), Phrase("配发 / 申报", "Given / asked"),
    ]

    var html: HTML {
        div(.class("table-wrap")) {
            table(.class("table")) {
                thead { tr { for title in Self.titles { th(.scope("col")) { visit.say(title) } } } }
                tbody { for row in rows { html(row) } }
            }
        }
    }

    private func html(_ row: Row) -> HTML {
        tr {
            td(.data("label", visit.say(Self.titles[0])), .class("number")) { String(row.place) }
            th(.scope("row")) { a(.href("/organisations/\(row.unitID)")) { visit.html(row.unit) } }
            td(.data("label", visit.say(Self.titles[2]))) { visit.regionName(row.region) ?? "–" }
            td(.data("label", visit.say(Self.titles[3])), .class("number")) { Points.text(row.score) }
            td(.data("label", visit.say(Self.titles[4])), .class("number")) { String(row.provincePlace) }
            td(.data("label", visit.say(Self.titles[5]))) { for want in row.wants { p { says(want) } } }
        }
    }

    private func says(_ want: Row.Want) -> String {
        let name = rule.lot(want.lot)?.name(visit.language) ?? want.lot
        let queue = want.queue.map { visit.say(Phrase("，候补第 \($0) 位", ", number \($0) waiting")) } ?? ""
        return "\(name) \(want.given) / \(want.asked)\(queue)"
    }
}
