import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/register/lists/{id}`: a list as it was published on a day, at a permanent address.
struct PublishedListPage {
    static let size = 200

    let list: PublishedList
    let lines: [PublishedList.Line]
    let scheme: SchemeRecord
    let page: Int

    static let routes: [Route] = [
        .get("/register/lists/{id}", .anyone, filters: ["page"]) { visit in
            let (id, page): (ID<PublishedList>, Int) = (try visit.id("id", of: PublishedList.noun), visit.pageNumber)
            return try await visit.database.read { tx in
                guard let list = try tx.publishedList(id), let scheme = try tx.scheme(list.schemeID, version: list.schemeVersion) else {
                    throw Refusal.notFound(PublishedList.noun)
                }
                try visit.requirePage(of: list.titles, by: size)
                return PublishedListPage(list: list, lines: try tx.lines(of: list.id), scheme: scheme, page: page)
            }.answer(visit)
        }
    ]

    func answer(_ visit: Visit) -> Answer {
        let (zh, en) = (Dates.plain(list.publishedOn, .zh), Dates.plain(list.publishedOn, .en))
        return visit.page(
            Phrase("\(scheme.scheme.title.zh)名单", "List: \(scheme.scheme.title(.en))"),
            lede: Phrase("\(zh) 公布，共 \(list.titles) 项", "Published on \(en), \(list.titles == 1 ? "1 title" : "\(list.titles) titles")"),
            trail: [("/register", Phrase("称号名册", "Register of titles"))]
        ) {
            p(.class("hint")) {
                visit.say(
                    Phrase(
                        "名单保持公布当日的样子；此后的变动见每项称号的查验页。下次公布：\(Dates.plain(list.nextOn, .zh))。",
                        "The list stays as it was on that day; what became of a title since stands on its own page. The next is published on \(Dates.plain(list.nextOn, .en))."))
            }
            p(.class("actions")) { a(.href("/rules/\(scheme.key)")) { visit.say(Phrase("认定办法", "The measure")) } }
            div(.class("table-wrap")) {
                Markup.table(.class("table")) {
                    thead {
                        tr {
                            th(.scope("col")) { visit.say(Phrase("编号", "Number")) }
                            th(.scope("col")) { visit.say(Phrase("持有者", "Holder")) }
                            th(.scope("col")) { visit.say(Phrase("类别", "Category")) }
                            th(.scope("col")) { visit.say(Phrase("当日状态", "State on that day")) }
                        }
                    }
                    tbody { for line in lines.dropFirst((page - 1) * Self.size).prefix(Self.size) { row(line, visit) } }
                }
            }
            visit.pager(page: page, total: list.titles, size: Self.size)
        }
    }

    private func row(_ line: PublishedList.Line, _ visit: Visit) -> HTML {
        tr {
            td(.data("label", visit.say(Phrase("编号", "Number")))) { a(.href(.within("/verify/\(line.code)"))) { line.number } }
            th(.scope("row")) { visit.html(line.holder) }
            td(.data("label", visit.say(Phrase("类别", "Category")))) { line.category.flatMap { scheme.scheme.category($0)?.name }?(visit.language) ?? "" }
            td(.data("label", visit.say(Phrase("当日状态", "State on that day")))) { TitleState(rawValue: line.state).map { visit.say($0.title) } ?? line.state }
        }
    }
}
