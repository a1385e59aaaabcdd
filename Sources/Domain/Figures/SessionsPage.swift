import Campaigns
import Kernel
import Language
import Markup
import Participation
import Venues
import Web

/// `/figures/{key}/{indicator}/{activity}`: the sessions of one activity, with the claim that counts for each.
struct SessionsPage: Sendable {
    let campaign: Campaign
    let term: FigureTerm
    let activity: Int64
    let title: Wording
    let sessions: [SessionFigure]
    /// Whether the activity is for minors alone.
    let isForMinors: Bool
    /// The claims that count, by their numbers.
    let claims: [Int64: Claim]

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

    private var isOfMinors: Bool { SmallGroups.isOfMinors(term.key, atMinors: isForMinors) }

    private var told: SmallGroups.Table { table(isOfMinors: isOfMinors, number) }

    /// What is told of each session: chosen in the order of their numbers, as on every other page, so that two pages together tell no more.
    private func table(isOfMinors: Bool, _ number: (SessionFigure) -> Int64?) -> SmallGroups.Table {
        let order = sessions.indices.sorted { sessions[$0].session < sessions[$1].session }
        let table = SmallGroups.table(order.map { (value: number(sessions[$0]) ?? 0, isOfMinors: isOfMinors) })
        let lines = Dictionary(uniqueKeysWithValues: zip(order, table.lines))
        return SmallGroups.Table(lines: sessions.indices.map { lines[$0] ?? .withheld }, sum: table.sum)
    }

    private func number(_ one: SessionFigure) -> Int64? { term.key == "booked" ? one.booked : one.value }

    /// The sum, as far as it is told.
    private var sum: ToldNumber { told.sum }

    private func headline(_ visit: Visit) -> HTML {
        div(.class("figure-tile")) {
            if term.key == "booked" {
                p(.class("figure-number")) { visit.toldHTML("booked", sum) }
            } else if let shares {
                p(.class("figure-number")) {
                    visit.toldHTML(term.figure, sum)
                    " "
                    span(.class("figure-unit")) { visit.say(term.unit) }
                }
                if told.lines.allSatisfy({ $0.value != nil }) { visit.methodBar(shares, prefix: term.key == "visits" ? "" : term.figure + "-") }
            } else {
                p(.class("figure-number", "figure-unknown")) { visit.say(Numerals.unknown) }
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let session = Phrase("场次", "Session"), heads = heads, told = told.lines
        let booked = table(isOfMinors: isForMinors) { $0.booked }.lines
        return HTML {
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(session)), .tabindex(0)) {
                Markup.table(.class("table")) {
                    thead {
                        tr {
                            th(.scope("col")) { visit.say(session) }
                            th(.scope("col"), .class("number")) { visit.say(term.title) }
                            if term.key != "booked" {
                                for head in heads { th(.scope("col")) { visit.say(head) } }
                                th(.scope("col"), .class("number")) { visit.say(FigureTerm.booked.title) }
                            }
                        }
                    }
                    tbody {
                        for (place, one) in sessions.enumerated() {
                            tr {
                                th(.scope("row")) { name(one, visit) }
                                td(.data("label", visit.say(term.title)), .class("number")) { value(one, told[place], visit) }
                                if term.key != "booked" {
                                    stated(one, heads, visit)
                                    td(.data("label", visit.say(FigureTerm.booked.title)), .class("number")) {
                                        if one.booked != nil { visit.toldLineHTML("booked", booked[place]) } else { "–" }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            if (told + booked).contains(where: { $0.value == nil }) { p(.class("meta")) { visit.say(SmallGroups.note) } }
        }
    }

    private var heads: [Phrase] { [Phrase("依据", "Rests on"), Phrase("何时填报", "Stated"), Phrase("证据", "Evidence")] }

    /// How the claim that counts came about, when, and whether evidence stands behind it: the claim's own page shows what is public of it.
    @HTMLBuilder private func stated(_ one: SessionFigure, _ heads: [Phrase], _ visit: Visit) -> HTML {
        let claim = one.claim.flatMap { claims[$0] }
        td(.data("label", visit.say(heads[0]))) { one.method.map { visit.say($0.title) } ?? "–" }
        td(.data("label", visit.say(heads[1]))) { claim.map { Dates.moment($0.madeAt, one.zone, visit.language) } ?? "–" }
        td(.data("label", visit.say(heads[2]))) { claim.map { visit.say($0.hasEvidence ? Phrase("有", "Given") : Phrase("无", "None")) } ?? "–" }
    }

    private func name(_ one: SessionFigure, _ visit: Visit) -> String {
        guard let begin = one.begin else { return visit.say(Phrase("整个活动", "The whole activity")) }
        return Dates.session(begin, one.end, one.zone, visit.language)
    }

    private func value(_ one: SessionFigure, _ told: ToldNumber, _ visit: Visit) -> HTML {
        if term.key == "booked" { return one.booked == nil ? HTML(text: "–") : visit.toldLineHTML("booked", told) }
        guard one.value != nil, let claim = one.claim else { return visit.unknownHTML }
        return a(.href("/claims/\(Crockford.text(activity))/\(Crockford.text(claim))")) { visit.toldLineHTML(term.figure, told) }
    }
}
