import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// `/figures/{key}/statement/{line}`: the units or museums behind a line.
struct StatementListPage {
    let campaign: Campaign
    let line: StatementLine
    /// The theme to which the list is narrowed.
    let issue: Wording?
    let items: [StatementRecord]
    let total: Int
    /// In how many issues they are together.
    let times: Int64
    let page: Int

    /// The number of the line, in the words of the line.
    private var head: Phrase {
        let amount = Numerals.count(line == .museumTimes ? times : Int64(total), .zh)
        guard line == .museumTimes else { return Phrase("\(line.title.zh)：共 \(amount) \(line.unit.zh)", "\(line.title.en): \(amount)") }
        let each = Numerals.count(total, .zh)
        return Phrase("\(line.title.zh)：共 \(amount) 座次，来自 \(each) 座科技馆", "\(line.title.en): \(amount), of \(Plural.en(total, "museum", "museums"))")
    }

    func answer(_ visit: Visit) -> Answer {
        let path = "/figures/\(campaign.key)/statement"
        let isVenue = line == .museums || line == .museumTimes
        let heads = (name: Phrase("名称", "Name"), times: Phrase("期次", "Issues"), activities: Phrase("活动", "Activities"))
        return visit.page(
            line.title, lede: line.definition,
            trail: [
                (path: "/figures", title: Phrase("数字", "Figures")), (path: "/figures/\(campaign.key)", title: campaign.name.phrase), (path: path, title: StatementPage.title),
            ], accent: campaign.accent.rawValue
        ) {
            if let issue {
                p(.class("actions")) {
                    span(.class("tag")) { visit.html(issue) }
                    a(.class("button", "button-quiet"), .href(.within(path + "/" + line.rawValue))) { visit.say(Phrase("看全部", "Show all")) }
                }
            }
            if items.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("没有记录。", "There is no record.")) } }
            } else {
                div(.class("table-wrap"), .role("region"), .aria("label", visit.say(line.title)), .tabindex(0)) {
                    table(.class("table")) {
                        Markup.caption { visit.say(head) }
                        thead {
                            tr {
                                th(.scope("col")) { visit.say(heads.name) }
                                th(.scope("col"), .class("number")) { visit.say(heads.times) }
                                th(.scope("col"), .class("number")) { visit.say(heads.activities) }
                            }
                        }
                        tbody {
                            for item in items {
                                tr {
                                    th(.scope("row")) {
                                        if isVenue { a(.href("/venues/\(Crockford.text(item.id))")) { visit.html(item.name) } } else { visit.html(item.name) }
                                    }
                                    td(.data("label", visit.say(heads.times)), .class("number")) { visit.lineHTML("times", item.times) }
                                    td(.data("label", visit.say(heads.activities)), .class("number")) { visit.lineHTML("activities", item.activities) }
                                }
                            }
                        }
                    }
                }
                Pager(path: path + "/" + line.rawValue, query: visit.query.asked, page: page, total: total, size: 50).html(visit)
            }
        }
    }
}
