package import Kernel
import Language
import Markup
import Participation
import Web

/// A campaign's figures laid out by place, kind or day: a table in which every number opens.
struct RollUpView {
    let address: FigureAddress
    let kind: RollUp
    let lines: [FigureLine]
    /// The place that is opened, and those above it, the widest first.
    let places: [FigurePlace]
    /// Of the whole country, by region.
    var map: FigureMap?

    func html(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("roll-up")) {
            h2 { visit.say(Phrase("分布", "Laid out")) }
            nav(.aria("label", visit.say(Phrase("分布方式", "Laid out by")))) {
                ul(.class("tabs")) {
                    for one in RollUp.allCases {
                        li { a(.href(address.page(by: one)), .aria("current", "page").when(one == kind)) { visit.say(one.title) } }
                    }
                }
            }
            if kind == .region, !places.isEmpty { opened(visit) }
            if let map { map.html(visit) }
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h3 { visit.say(Phrase("这里还没有可以统计的活动", "Nothing is counted here yet")) }
                    p { visit.say(Phrase("活动发布并有了场次和数据后，会在这里列出。", "Activities appear here once they are published, with their sessions and claims.")) }
                }
            } else {
                table(visit)
                if lines.contains(where: { !$0.hidden.isEmpty }) { p(.class("meta")) { visit.say(SmallGroups.note) } }
            }
            if kind == .day {
                p(.class("meta")) {
                    visit.say(
                        Phrase(
                            "场次按当地日期列出；一项活动有几天的场次，就在几天各列一次，人次只计一次。针对整个活动的数据没有日期，列在“未知”。",
                            "Sessions by their local day. An activity with sessions on several days stands in each of them, its visits once. Claims about a whole activity have no day and stand under “unknown”."))
                }
            }
        }
    }

    private func opened(_ visit: Visit) -> HTML {
        p(.class("actions")) {
            a(.class("chip"), .href(address.page(by: .region))) { visit.say(Phrase("全部地区", "All regions")) }
            for place in places { a(.class("chip"), .href(address.page(by: .region, of: place.code))) { visit.say(place.name) } }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(kind.title)), .tabindex(0)) {
            Markup.table(.class("table")) {
                Markup.caption { visit.say(kind.title) }
                thead {
                    tr {
                        th(.scope("col")) { visit.say(head) }
                        for column in columns { th(.scope("col"), .class("number")) { visit.say(column) } }
                        th(.scope("col")) { visit.say(Phrase("人次的依据", "What visits rest on")) }
                    }
                }
                tbody { for line in lines { row(line, visit) } }
            }
        }
    }

    private var head: Phrase {
        switch kind {
        case .region: Phrase("地区", "Region")
        case .kind: Phrase("类型", "Kind")
        case .day: Phrase("日期", "Day")
        }
    }

    private var columns: [Phrase] {
        [FigureTerm.activities.title, FigureTerm.sessions.title, Phrase("人次", "Visits"), FigureTerm.booked.title]
    }

    private func row(_ line: FigureLine, _ visit: Visit) -> HTML {
        let visits = line.indicators["visits"]
        return tr {
            th(.scope("row")) { name(line, visit) }
            number("activities", columns[0], line.activities, line, visit)
            number("sessions", columns[1], line.sessions, line, visit)
            number("visits", columns[2], visits?.total, line, visit)
            number("booked", columns[3], line.booked, line, visit)
            td(.data("label", visit.say(Phrase("依据", "Rests on")))) {
                if let visits { if !line.withoutShares.contains("visits") { visit.methodBar(visits, prefix: nil) } } else if line.hidden["visits"] == nil { visit.unknownHTML }
            }
        }
    }

    private func name(_ line: FigureLine, _ visit: Visit) -> HTML {
        let text = visit.say(line.fullName)
        guard kind == .region, !line.key.isEmpty, places.last?.level != "county", line.key != places.last?.code else { return HTML(text: text) }
        return a(.href(address.page(by: .region, of: line.key))) { text }
    }

    private func number(_ indicator: String, _ label: Phrase, _ value: Int64?, _ line: FigureLine, _ visit: Visit) -> HTML {
        td(.data("label", visit.say(label)), .class("number")) {
            if let told = line.hidden[indicator] {
                visit.toldLineHTML(indicator, told)
            } else if let value {
                // A line of claims without a day has no address of its own.
                if value == 0 || (kind == .day && line.key.isEmpty) {
                    visit.lineHTML(indicator, value)
                } else {
                    a(.href(address.records(indicator, (kind.rawValue, line.key.isEmpty ? "unknown" : line.key)))) { visit.lineHTML(indicator, value) }
                }
            } else {
                visit.unknownHTML
            }
        }
    }
}

extension FigureLine {
    /// With the names of the codes that it replaced: `新城区（原 老城区）`.
    package var fullName: Phrase {
        let old = formerNames.filter { $0 != name }
        guard !old.isEmpty else { return name }
        let zh = old.map(\.zh).joined(separator: "、"), en = old.map(\.en).joined(separator: ", ")
        return Phrase("\(name.zh)（原\(zh)）", "\(name.en) (formerly \(en))")
    }
}
