import Kernel
import Language
import Markup
import Regions
import Storage
import Venues
import Web

/// `/register`: who holds which title, today and before.
struct RegisterPage {
    let filter: RegisterFilter
    let lines: [RegisterLine]
    let total: Int
    let schemes: [SchemeRecord]
    let announced: [Announced]

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Phrase("称号名册", "Register of titles"),
            lede: Phrase("示范基地与教育基地是不同机关授予的不同称号；这里列出本平台授予的每一项，包括已到期和已撤销的。", "Demonstration bases and education bases hold titles of different authorities. Every title granted here is listed, past ones too.")
        ) {
            form(visit)
            p(.class("actions")) {
                a(.href(.within("/register.csv", query: visit.query.asked.setting("page", nil)))) { visit.say(Phrase("下载 CSV", "Download as CSV")) }
                a(.href(.within("/register.json", query: visit.query.asked.setting("page", nil)))) { visit.say(Phrase("下载 JSON", "Download as JSON")) }
            }
            section(.id("results"), .class("stack")) {
                h2(.class("visually-hidden")) { visit.say(Phrase("查找结果", "Results")) }
                p(.aria("live", "polite")) { visit.say(Phrase("\(total) 项称号", total == 1 ? "1 title" : "\(total) titles")) }
                if lines.isEmpty { empty(visit) } else { table(visit) }
                visit.pager(page: visit.pageNumber, total: total, size: RegisterFilter.size)
            }
            if !announced.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("来源文件公布的数量", "Numbers that the sources announce")) }
                    p(.class("hint")) { visit.say(Phrase("只有数量、没有名单的，不计入上面的名册。", "Where only a number is known, it is not counted in the register above.")) }
                    div(.class("card-grid")) { for one in announced { AnnouncedView(one: one, visit: visit).html } }
                }
            }
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            if filter.isEmpty {
                h3 { visit.say(Phrase("本平台还没有授予称号", "No title has been granted here yet")) }
                p { visit.say(Phrase("征集完成公示并认定后，称号会逐项列在这里。", "Each title is listed here once its call has been through its public notice.")) }
            } else {
                h3 { visit.say(Phrase("没有符合条件的称号", "No title fits")) }
                p { a(.href("/register")) { visit.say(Phrase("显示全部", "Show all")) } }
            }
        }
    }

    private func form(_ visit: Visit) -> HTML {
        let search = FilterForm("/register", results: "results", isFiltered: !filter.isEmpty, visit)
        return search.html {
            search.words(Phrase("单位或编号", "Unit or number"), filter.words, most: RegisterFilter.longestWords)
            search.choice("scheme", Phrase("称号", "Title"), schemes.map { ($0.key, $0.scheme.title.phrase) }, filter.scheme)
            search.region(filter.region)
            search.choice("state", Phrase("状态", "State"), RegisterFilter.states, filter.state)
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        for title in [Phrase("持有者", "Holder"), Phrase("称号", "Title"), Phrase("编号", "Number"), Phrase("地区", "Region"), Phrase("有效期", "Valid"), Phrase("状态", "State")] {
                            th(.scope("col")) { visit.say(title) }
                        }
                    }
                }
                tbody { for line in lines { row(line, visit) } }
            }
        }
    }

    private func row(_ line: RegisterLine, _ visit: Visit) -> HTML {
        let (title, path) = (line.title, line.title.venueID.map { "/venues/\($0)" } ?? "/organisations/\(line.title.organisationID)")
        return tr {
            th(.scope("row")) { a(.href(.within(path))) { visit.html(line.holder) } }
            td(.data("label", visit.say(Phrase("称号", "Title")))) {
                visit.html(line.scheme)
                p(.class("meta")) { visit.html(line.authority) }
            }
            td(.class("whole"), .data("label", visit.say(Phrase("编号", "Number")))) { a(.href("/verify/\(title.code)")) { title.number } }
            td(.class("whole"), .data("label", visit.say(Phrase("地区", "Region")))) { visit.regionName(title.region) ?? "" }
            td(.data("label", visit.say(Phrase("有效期", "Valid")))) { TitleView.days(title, visit) }
            td(.data("label", visit.say(Phrase("状态", "State")))) { TitleView.badge(title, visit) }
        }
    }
}
