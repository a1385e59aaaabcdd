import Campaigns
import Kernel
import Language
import Markup
import Participation
import Storage
import Web

/// `/figures/{key}/visitors`: different people, as far as tickets tell them apart, with the error of the estimate, and by place. What it rests on are the
/// tickets that were let in, of which no list is kept: it opens to the visits.
struct VisitorsPage: Sendable {
    struct Line: Sendable {
        let code: String
        let name: Phrase
        let visitors: VisitorEstimate
    }

    let campaign: Campaign
    let place: FigurePlace?
    let visitors: VisitorEstimate?
    let visits: Int64?
    let lines: [Line]

    init(_ campaign: Campaign, _ question: FigureQuestion, in tx: Transaction) throws {
        guard question.kind == nil, question.day == nil, question.slices.isEmpty, question.place != .unknown else {
            throw Refusal(
                .invalid, "filter-visitors", "不同的人只能按地区估计，请去掉其他条件。", "Different people are estimated by place alone. Leave the other filters out.", field: "region")
        }
        self.campaign = campaign
        if case .within(let code) = question.place {
            guard let found = try tx.figurePlace(code) else { throw Refusal.notFound(Phrase("这个地区", "region")) }
            place = found
        } else {
            place = nil
        }
        visitors = try tx.visitorSketch(campaign.id, place: question.place)
        visits = try tx.withoutSmallGroups(try tx.figures(question), question).visits?.total
        lines = try place?.level == "county" ? [] : tx.visitorLines(campaign.id, within: place?.code ?? "")
    }

    func answer(_ visit: Visit) -> Answer {
        let term = FigureTerm.visitors.explained(on: campaign.begin)
        return visit.page(
            Phrase("\(term.title.zh)：估计", "\(term.title.en): an estimate"), lede: term.definition,
            trail: [(path: "/figures", title: Phrase("数字", "Figures")), (path: "/figures/\(campaign.key)", title: campaign.name.phrase)], accent: campaign.accent.rawValue
        ) {
            div(.class("stack", "sections")) {
                headline(term, visit)
                if let place {
                    p(.class("actions")) {
                        span(.class("tag")) { visit.say(place.name) }
                        a(.class("button", "button-quiet"), .href("/figures/\(campaign.key)/visitors")) { visit.say(Phrase("看全部", "Show all")) }
                    }
                }
                if !lines.isEmpty { table(term, visit) }
                p { visit.say(Phrase("一个人可能到过几个地方、几项活动，所以各行不能相加，合计也小于人次。没有票证的到访分不出是谁，不在其中。为保护个人信息，不保存名单。", "Somebody may have been at several places, so the lines are not added and the whole is less than the visits. Visits without a ticket tell nobody apart and are not in it. No list of people is kept.")) }
            }
        }
    }

    private func headline(_ term: FigureTerm, _ visit: Visit) -> HTML {
        div(.class("figure-tile")) {
            if let visitors {
                p(.class("figure-number")) {
                    visit.visitorsHTML(visitors)
                    " "
                    span(.class("figure-unit")) { visit.say(term.unit) }
                }
            } else {
                p(.class("figure-number", "figure-unknown")) { visit.say(Numerals.unknown) }
                p(.class("meta")) { visit.say(Phrase("还没有带票证的到访；未知不等于 0。", "No visit with a ticket yet; unknown is not zero.")) }
            }
            p(.class("figure-booked")) {
                visit.say(Phrase("同一范围的人次：", "Visits of the same campaign and place: "))
                a(.href(FigureAddress(key: campaign.key).opened("visits", place.map { [("region", $0.code)] } ?? []))) {
                    if let visits { visit.figureHTML("visits", visits) } else { visit.say(FigureTerm.visits.title) }
                }
            }
        }
    }

    private func table(_ term: FigureTerm, _ visit: Visit) -> HTML {
        let title = Phrase("按地区", "By place")
        return section(.class("stack"), .id("places")) {
            h2 { visit.say(title) }
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(title)), .tabindex(0)) {
                Markup.table(.class("table")) {
                    thead {
                        tr {
                            th(.scope("col")) { visit.say(Phrase("地区", "Region")) }
                            th(.scope("col"), .class("number")) { visit.say(term.title) }
                        }
                    }
                    tbody {
                        for line in lines {
                            tr {
                                th(.scope("row")) { a(.href(FigureAddress(key: campaign.key).opened("visitors", [("region", line.code)]))) { visit.say(line.name) } }
                                td(.data("label", visit.say(term.title)), .class("number")) { visit.visitorsHTML(line.visitors) }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Visit {
    /// `12,345 ± 101`; few are told as such: it might be a class.
    @HTMLBuilder func visitorsHTML(_ one: VisitorEstimate) -> HTML {
        if SmallGroups.isSmall(one.visitors) {
            toldHTML("visitors", .few)
        } else {
            figureHTML("visitors", one.visitors)
            " ± " + Numerals.count(one.error, language)
        }
    }
}
