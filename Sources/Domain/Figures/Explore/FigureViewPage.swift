import Activities
import Campaigns
import Kernel
import Language
import Markup
import Participation
import Storage
import Venues
import Web

/// `/figures?campaign=…`: one view, drawn, as a table, and as files.
struct FigureViewPage {
    /// How many lines are drawn; the table has all of them.
    private static let drawn = 40
    let view: FigureView
    let found: FigureViewLines
    let form: FigureViewForm

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            view.title, lede: view.term.definition, trail: [(path: "/figures", title: Phrase("数字", "Figures"))], accent: view.sides[0].campaign.accent.rawValue
        ) {
            div(.class("stack", "sections")) {
                form.html(visit, chosen: view)
                totals(visit)
                if found.lines.isEmpty {
                    div(.class("empty-state")) {
                        h2 { visit.say(Phrase("这里还没有可以统计的活动", "Nothing is counted here yet")) }
                        p { visit.say(Phrase("请放宽条件，或选择另一个活动项目。", "Ask for less, or choose another campaign.")) }
                    }
                } else {
                    section(.class("stack"), .id("lines")) {
                        h2 { visit.say(view.kind.title) }
                        chart(visit)
                        table(visit)
                        if found.lines.contains(where: \.isHidden) { p(.class("meta")) { visit.say(SmallGroups.note) } }
                        files(visit)
                    }
                }
            }
        }
    }

    private func totals(_ visit: Visit) -> HTML {
        ul(.class("figure-grid"), .role("list")) {
            for (place, (side, total)) in zip(view.sides, found.totals).enumerated() {
                li {
                    article(.class("figure-tile"), .data("accent", side.campaign.accent.rawValue)) {
                        h2(.class("figure-name")) { a(.href("/figures/\(side.campaign.key)")) { visit.say(side.name) } }
                        if let total {
                            p(.class("figure-number")) {
                                visit.toldLineHTML(view.term.figure, total.told)
                                " "
                                span(.class("figure-unit")) { visit.say(view.term.unit) }
                            }
                            if let shares = total.shares { visit.methodBar(shares, prefix: nil) }
                        } else {
                            p(.class("figure-number", "figure-unknown")) { visit.say(Numerals.unknown) }
                        }
                        moment(place, side, visit)
                    }
                }
            }
        }
    }

    /// A locked edition is compared as it was published, and says so.
    @HTMLBuilder private func moment(_ place: Int, _ side: FigureView.Side, _ visit: Visit) -> HTML {
        switch found.moments[place] {
        case .today: HTML()
        case .locked(let at):
            p(.class("meta")) {
                a(.href("/figures/\(side.campaign.key)#locked")) {
                    visit.say(Phrase("锁定值，\(Dates.moment(at, side.campaign.zone, .zh))", "As locked on \(Dates.moment(at, side.campaign.zone, .en))"))
                }
                visit.say(Phrase("；打开每行看到的是现在的记录", "; a line opens to the records of today"))
            }
        case .todayOfLocked:
            p(.class("meta")) {
                a(.href("/figures/\(side.campaign.key)#locked")) { visit.say(Phrase("这一届已锁定", "This edition is locked")) }
                visit.say(Phrase("，但锁定值没有按这样的条件分列，这里是现值", ", but nothing was kept by these conditions: these are the values of today"))
            }
        }
    }

    private func chart(_ visit: Visit) -> HTML {
        let all = found.lines.filter { !$0.isHidden }.map { BarChart.Line($0.name, $0.values) }
        let series = view.sides.indices.map { found.name($0, in: view) }
        if view.kind == .day { return LineChart(view.title, series: series, points: all.filter { $0.values.contains { $0 != nil } }).html(visit.language) }
        return HTML {
            BarChart(view.title, series: series, lines: Array(all.prefix(Self.drawn))).html(visit.language)
            if all.count > Self.drawn {
                p(.class("meta")) { visit.say(Phrase("图中只画最大的 \(Self.drawn) 行，表中是全部 \(all.count) 行。", "Drawn are the largest \(Self.drawn); the table has all \(all.count) lines.")) }
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(view.title)), .tabindex(0)) {
            Markup.table(.class("table")) {
                caption { visit.say(view.title) }
                thead {
                    tr {
                        th(.scope("col")) { visit.say(FigureViewFile.head(view.kind)) }
                        for place in view.sides.indices { th(.scope("col"), .class("number")) { visit.say(view.sides.count > 1 ? found.name(place, in: view) : view.term.title) } }
                        if view.sides.count > 1 { th(.scope("col"), .class("number")) { visit.say(FigureViewFile.difference) } }
                        if rests { th(.scope("col")) { visit.say(Phrase("依据", "Rests on")) } }
                    }
                }
                tbody { for line in found.lines { row(line, visit) } }
            }
        }
    }

    /// Where one side is shown, what its numbers rest on has a column.
    private var rests: Bool { view.sides.count == 1 && found.lines.contains { $0.amounts[0]?.shares != nil } }

    private func row(_ line: FigureViewLine, _ visit: Visit) -> HTML {
        tr {
            th(.scope("row")) { visit.say(line.name) }
            for (place, amount) in line.amounts.enumerated() {
                td(.data("label", visit.say(view.sides.count > 1 ? found.name(place, in: view) : view.term.title)), .class("number")) {
                    if let amount {
                        if let address = line.addresses[place] { a(.href(address)) { visit.toldLineHTML(view.term.figure, amount.told) } } else { visit.toldLineHTML(view.term.figure, amount.told) }
                    } else {
                        visit.unknownHTML
                    }
                }
            }
            if view.sides.count > 1 { td(.data("label", visit.say(FigureViewFile.difference)), .class("number")) { change(line, visit) } }
            if rests { td(.data("label", visit.say(Phrase("依据", "Rests on")))) { if let shares = line.amounts[0]?.shares { visit.methodBar(shares, prefix: nil) } else { visit.unknownHTML } } }
        }
    }

    /// Only where both are known: what is unknown is no zero from which something has grown.
    private func change(_ line: FigureViewLine, _ visit: Visit) -> HTML {
        guard let first = line.values[0], let second = line.values[1] else { return line.isHidden ? HTML(text: "–") : visit.unknownHTML }
        return HTML(text: (first > second ? "+" : "") + Numerals.count(first - second, visit.language))
    }

    private func files(_ visit: Visit) -> HTML {
        let rows = found.lines.count
        let count = visit.say(Phrase("\(rows) 行", Plural.en(rows, "row", "rows")))
        return p(.class("actions")) {
            a(.class("button", "button-quiet"), .href(view.address(".csv"))) { visit.say(Phrase("下载 CSV（\(count)）", "CSV (\(count))")) }
            a(.class("button", "button-quiet"), .href(view.address(".xlsx"))) { visit.say(Phrase("下载 XLSX（\(count)）", "XLSX (\(count))")) }
            a(.class("meta"), .href(view.address(".csv-metadata.json"))) { visit.say(Phrase("CSV 各列的说明（CSVW）", "What the CSV's columns mean (CSVW)")) }
        }
    }
}
