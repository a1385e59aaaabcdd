import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/ledger`: what was done, by whom, to what, when and why.
struct LedgerPage {
    static let size = 50

    let filter: LedgerFilter
    let lines: [LedgerLine]
    /// Where the next page begins; nil on the last.
    let next: Int64?
    let visit: Visit

    private var asked: Query { visit.query.asked.setting("before", nil) }

    var answer: Answer {
        visit.desk(
            Phrase("操作记录", "Record of changes"), lede: Phrase("只增不改，最新的在前。标为“保密”的记录只显示有这一条和时间。", "Only ever added to; the newest first. Of what is sealed only stands that there is an entry, and when."),
            status: filter.reading.isGood ? 200 : 400
        ) {
            form(.method(.get), .action("/desk/ledger"), .class("filter-form")) {
                visit.formSummary(filter.reading)
                for field in filter.reading.form.fields { visit.fieldHTML(field, in: filter.reading) }
                p(.class("actions")) {
                    button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("查看", "Show")) }
                    if !asked.pairs.isEmpty { a(.href("/desk/ledger")) { visit.say(Phrase("清除条件", "Clear filters")) } }
                }
            }
            if filter.reading.isGood { results }
        }
    }

    @HTMLBuilder private var results: HTML {
        if lines.isEmpty {
            div(.class("empty-state")) { p { visit.say(Phrase("没有符合这些条件的记录。", "Nothing in the record fits these filters.")) } }
        } else {
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for title in Self.titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody { for line in lines { row(line) } }
                }
            }
            p(.class("actions")) {
                if let next { a(.class("button"), .href(.within("/desk/ledger", query: asked.setting("before", String(next))))) { visit.say(Phrase("更早的", "Older")) } }
                a(.class("button"), .href(.within("/desk/ledger.csv", query: asked)), .rel("nofollow")) { visit.say(Phrase("全部存为表格（CSV）", "All of it as a table (CSV)")) }
            }
        }
    }

    private static let titles = [
        Phrase("时间", "When"), Phrase("谁", "Who"), Phrase("做了什么", "What was done"), Phrase("对象", "To what"), Phrase("原因", "Why"),
    ]

    /// In the place of everything that a reader may not see.
    static let sealed = Phrase("（保密）", "(sealed)")

    private func row(_ line: LedgerLine) -> HTML {
        let time = HTML { line.at.local(in: .china).iso.replacing("T", with: " ") }
        let hidden = HTML { visit.say(Self.sealed) }
        let cells =
            line.content.map { one in
                [time, HTML { one.actor ?? visit.say(Phrase("程序", "The program")) }, HTML { visit.say(one.says) }, subject(one), HTML { one.entry.reason }]
            } ?? [time, hidden, hidden, hidden, HTML()]
        return tr { for (title, cell) in zip(Self.titles, cells) { td(.data("label", visit.say(title))) { cell } } }
    }

    private func subject(_ line: LedgerLine.Content) -> HTML {
        let name = line.subject?.name.map(visit.say) ?? line.id
        let history = Query([("noun", line.entry.noun), ("id", line.id)])
        return HTML {
            visit.say(line.noun) + visit.say(Phrase("：", ": "))
            if let path = line.subject?.path { a(.href(.within(path))) { name } } else { name }
            " "
            a(.href(.within("/desk/ledger", query: history)), .class("more")) {
                visit.say(Phrase("全部经过", "History"))
                span(.class("visually-hidden")) { visit.say(Phrase("：\(name)", ": \(name)")) }
            }
        }
    }
}
