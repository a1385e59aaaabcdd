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
    let items: [StatementRecord]
    let total: Int
    let page: Int

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
            if items.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("没有记录。", "There is no record.")) } }
            } else {
                div(.class("table-wrap"), .role("region"), .aria("label", visit.say(line.title)), .tabindex(0)) {
                    table(.class("table")) {
                        caption { visit.say(Phrase("\(line.title.zh)：共 \(total) 家", "\(line.title.en): \(total)")) }
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
