import Campaigns
import Kernel
import Language
import Markup
import Participation
import Venues
import Web

/// A figure laid out one level further down: a short table for each dimension, in which every line opens.
struct BreakdownView {
    /// The campaign's.
    let key: String
    let opening: FigureOpening
    let breakdowns: [FigureBreakdown]

    func html(_ visit: Visit) -> HTML {
        let shown = opening.whole.map { whole in breakdowns.filter { $0.dimension == whole } } ?? breakdowns
        guard !shown.isEmpty || opening.whole != nil else { return HTML() }
        return section(.class("stack"), .id("breakdown")) {
            if let whole = opening.whole {
                h2 { visit.say(Phrase("按\(whole.title.zh)", "By \(whole.title.en.lowercased())")) }
                p { a(.href(address([]))) { visit.say(Phrase("回到全部分布", "Back to all of them")) } }
            } else {
                h2 { visit.say(Phrase("分布", "Laid out")) }
            }
            div(.class(opening.whole == nil ? "breakdowns" : "breakdowns-whole")) { for one in shown { card(one, visit) } }
            if shown.contains(where: { $0.lines.contains { $0.told.value == nil } }) { p(.class("meta")) { visit.say(SmallGroups.note) } }
            if opening.whole != nil, let one = shown.first { visit.pager(page: opening.page, total: one.total, size: 50) }
        }
    }

    private func card(_ one: FigureBreakdown, _ visit: Visit) -> HTML {
        let title = one.dimension.title
        // A bar is as long as the largest is told.
        let most = one.lines.compactMap(\.told.value).max() ?? 0
        return div(.class("breakdown"), .data("dimension", one.dimension.rawValue)) {
            table {
                caption { visit.say(title) }
                thead(.class("visually-hidden")) {
                    tr {
                        th(.scope("col")) { visit.say(title) }
                        th(.scope("col")) { visit.say(opening.term.title) }
                    }
                }
                tbody { for line in one.lines { row(line, one, most, visit) } }
            }
            if one.dimension == .campaign {
                p(.class("meta")) { visit.say(Phrase("只列下级项目，直接列入本项目的活动不在其中；同在几个项目的活动在每个里都列出，不能相加。", "The campaigns below alone, without what stands in this one directly; an activity in several stands in each, so they are not added.")) }
            }
            if one.dimension == .day, opening.term.key == "activities" {
                p(.class("meta")) { visit.say(Phrase("有几天场次的活动在每一天都列出，不能相加。", "An activity with sessions on several days stands in each; they are not added.")) }
            }
            if one.total > one.lines.count, opening.whole == nil {
                p(.class("breakdown-all")) {
                    a(.href(address([("all", one.dimension.rawValue)]))) { visit.say(Phrase("全部 \(one.total) 行", "All \(one.total)")) }
                }
            }
        }
    }

    private func row(_ line: FigureBreakdown.Line, _ one: FigureBreakdown, _ most: Int64, _ visit: Visit) -> HTML {
        let told = line.told.value
        let permille = told.map { most > 0 ? Int((Double($0) / Double(most) * 1000).rounded()) : 0 } ?? 0
        return tr(.variable("share", "\(permille / 10).\(permille % 10)%")) {
            th(.scope("row")) {
                if let address = address(of: line, one) { a(.href(address)) { visit.say(line.name) } } else { visit.say(line.name) }
            }
            td(.class("number")) { visit.toldLineHTML("breakdown-\(one.dimension.rawValue)", line.told) }
        }
    }

    private func address(_ more: [(name: String, value: String)]) -> Address {
        let own = opening.method.map { [(name: "method", value: $0.rawValue)] } ?? []
        return FigureAddress(key: key).opened(opening.term.key, opening.question.pairs + own + more)
    }

    /// Where a line opens; nil where it is what is shown already.
    private func address(of line: FigureBreakdown.Line, _ one: FigureBreakdown) -> Address? {
        guard line.key != one.same else { return nil }
        var question = opening.question, key = key
        switch one.dimension {
        case .place: question.place = line.key.isEmpty ? .unknown : .within(line.key)
        case .day:
            guard !line.key.isEmpty else { return nil }
            question.day = line.key
        case .kind: question.kind = line.key
        case .campaign:
            guard let child = opening.children.first(where: { String($0.id.number) == line.key }) else { return nil }
            key = child.key
        default: if let slice = one.dimension.slice { question.slices[slice] = line.key }
        }
        let own = opening.method.map { [(name: "method", value: $0.rawValue)] } ?? []
        return FigureAddress(key: key).opened(opening.term.key, question.pairs + own)
    }
}
