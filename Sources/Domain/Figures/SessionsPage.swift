import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// `/figures/{key}/{indicator}/{activity}`: the sessions of one activity, with the claim that counts for each.
struct SessionsPage: Sendable {
    let campaign: Campaign
    let term: FigureTerm
    let activity: Int64
    let title: Wording
    let sessions: [SessionFigure]

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            title.phrase, lede: Phrase("\(term.title.zh)：每个场次计入的数据", "\(term.title.en): what counts for each session"),
            trail: [
                (path: "/figures", title: Phrase("数字", "Figures")), (path: "/figures/\(campaign.key)", title: campaign.name.phrase),
                (path: "/figures/\(campaign.key)/\(term.key)", title: term.title),
            ], accent: campaign.accent.rawValue
        ) {
            div(.class("stack", "sections")) {
                if !SummedIndicators.never.contains(term.key) { headline(visit) }
                if sessions.isEmpty {
                    div(.class("empty-state")) {
                        h2 { visit.say(Phrase("还没有场次", "No session yet")) }
                        p { visit.say(Phrase("承办单位添加场次后，会在这里列出。", "Sessions appear here once the host has added them.")) }
                    }
                } else {
                    table(visit)
                }
                p { a(.href("/activities/\(Crockford.text(activity))")) { visit.say(Phrase("活动页面", "The activity's page")) } }
            }
        }
    }

    private var shares: MethodShares? {
        let stated = sessions.compactMap { session -> IndicatorShares? in
            guard let method = session.method, let value = session.value else { return nil }
            var one = MethodShares()
            one[method] = value
            return IndicatorShares(one, of: term.key)
        }
        return try? IndicatorShares.sum(stated)?.shares
    }

    private func headline(_ visit: Visit) -> HTML {
        div(.class("figure-tile")) {
            if term.key == "booked" {
                p(.class("figure-number")) { visit.figureHTML("booked", sessions.reduce(0) { $0 + ($1.booked ?? 0) }) }
            } else if let shares {
                p(.class("figure-number")) {
                    visit.figureHTML(term.figure, shares.total)
                    " "
                    span(.class("figure-unit")) { visit.say(term.unit) }
                }
                visit.methodBar(shares, prefix: term.key == "visits" ? "" : term.figure + "-")
            } else {
                p(.class("figure-number", "figure-unknown")) { visit.say(Numerals.unknown) }
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let method = Phrase("依据", "Rests on"), session = Phrase("场次", "Session")
        return div(.class("table-wrap"), .role("region"), .aria("label", visit.say(session)), .tabindex(0)) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(session) }
                        th(.scope("col")) { visit.say(method) }
                        th(.scope("col"), .class("number")) { visit.say(term.title) }
                        if term.key != "booked" { th(.scope("col"), .class("number")) { visit.say(FigureTerm.booked.title) } }
                    }
                }
                tbody {
                    for one in sessions {
                        tr {
                            th(.scope("row")) { name(one, visit) }
                            td(.data("label", visit.say(method))) { one.method.map { visit.say($0.title) } ?? "–" }
                            td(.data("label", visit.say(term.title)), .class("number")) { value(one, visit) }
                            if term.key != "booked" {
                                td(.data("label", visit.say(FigureTerm.booked.title)), .class("number")) {
                                    if let booked = one.booked { visit.lineHTML("booked", booked) } else { "–" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func name(_ one: SessionFigure, _ visit: Visit) -> String {
        guard let begin = one.begin else { return visit.say(Phrase("整个活动", "The whole activity")) }
        return Dates.session(begin, one.end, one.zone, visit.language)
    }

    private func value(_ one: SessionFigure, _ visit: Visit) -> HTML {
        if term.key == "booked" { return one.booked.map { visit.lineHTML("booked", $0) } ?? HTML(text: "–") }
        guard let value = one.value, let claim = one.claim else { return visit.unknownHTML }
        return a(.href("/claims/\(Crockford.text(activity))/\(Crockford.text(claim))")) { visit.lineHTML(term.figure, value) }
    }
}
