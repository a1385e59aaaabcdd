import Activities
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/figures/{key}/{indicator}`: the activities (or venues) that a figure is made of, the largest first.
struct RecordsPage: Sendable {
    let campaign: Campaign
    let term: FigureTerm
    let question: FigureQuestion
    let method: CountingMethod?
    let page: Int
    let answer: FigureAnswer
    let placeName: Phrase?
    let items: [FigureRecord]
    let venues: [VenueRecord]
    let total: Int

    init(campaign: Campaign, term: FigureTerm, question: FigureQuestion, method: CountingMethod?, page: Int, in tx: Transaction) throws {
        (self.campaign, self.term, self.question, self.method, self.page) = (campaign, term, question, method, page)
        answer = try tx.figures(question)
        switch question.place {
        case .within(let code): placeName = try tx.figurePlace(code)?.name
        case .unknown: placeName = Phrase("地区未知", "Region unknown")
        case nil: placeName = nil
        }
        if ["venues", "venue-times"].contains(term.key) {
            (venues, total) = try tx.venueRecords(question, page: page)
            items = []
        } else {
            (items, total) = try tx.figureRecords(question, term.key, method: method, page: page)
            venues = []
        }
    }

    private var isNeverSummed: Bool { SummedIndicators.never.contains(term.key) }
    private var isVenues: Bool { ["venues", "venue-times"].contains(term.key) }

    func answer(_ visit: Visit) -> Answer {
        visit.page(
            Phrase("\(term.title.zh)：由什么组成", "\(term.title.en): what it is made of"), lede: term.definition,
            trail: [
                (path: "/figures", title: Phrase("数字", "Figures")), (path: "/figures/\(campaign.key)", title: campaign.name.phrase),
            ], accent: campaign.accent.rawValue
        ) {
            div(.class("stack", "sections")) {
                headline(visit)
                filters(visit)
                if total == 0 {
                    empty(visit)
                } else if isVenues {
                    venueTable(visit)
                } else {
                    table(visit)
                }
                visit.pager(page: page, total: total, size: Transaction.figurePageSize)
            }
        }
    }

    private func headline(_ visit: Visit) -> HTML {
        div(.class("figure-tile")) {
            if isNeverSummed {
                p(.class("meta")) { visit.say(Phrase("峰值从不相加；下面列出各活动中最高的一次。", "Peaks are never summed; each activity's highest is listed below.")) }
            } else if let shares = answer.indicators[term.key] {
                p(.class("figure-number")) {
                    visit.figureHTML(method?.rawValue ?? term.figure, method.map { shares[$0] } ?? shares.total)
                    " "
                    span(.class("figure-unit")) { visit.say(term.unit) + (method.map { " · " + visit.say($0.title) } ?? "") }
                }
                if method == nil { visit.methodBar(shares, prefix: term.key == "visits" ? "" : term.figure + "-") }
                if term.key == "visits" {
                    p(.class("figure-booked")) {
                        visit.say(Phrase("另有预约 ", "Beside them, booked: "))
                        a(.href("/figures/\(campaign.key)/booked")) { visit.figureHTML("booked", answer.booked) }
                        visit.say(Phrase("，不计入人次", ", no part of the visits"))
                    }
                }
            } else if let value = answer.plainCounts.first(where: { $0.indicator == term.key })?.value {
                p(.class("figure-number")) {
                    visit.figureHTML(term.figure, value)
                    " "
                    span(.class("figure-unit")) { visit.say(term.unit) }
                }
            } else {
                p(.class("figure-number", "figure-unknown")) { visit.say(Numerals.unknown) }
            }
        }
    }

    private func filters(_ visit: Visit) -> HTML {
        let chips = [
            placeName, question.kind.map { ActivityKind(rawValue: $0)?.title ?? Phrase("类型未知", "Kind unknown") },
            question.day.flatMap { Day(iso: $0) }.map { Phrase(Dates.day($0, .zh), Dates.day($0, .en)) }, method?.title,
        ].compactMap { $0 }
        guard !chips.isEmpty else { return HTML() }
        return p(.class("actions")) {
            for chip in chips { span(.class("tag")) { visit.say(chip) } }
            a(.class("button", "button-quiet"), .href("/figures/\(campaign.key)/\(term.key)")) { visit.say(Phrase("看全部", "Show all")) }
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里还没有记录", "There is no record here yet")) }
            p { visit.say(Phrase("没有人填报，不等于 0。数据由检票、计数器或承办单位的填报而来。", "Nobody has stated anything, which is not zero. Records come from scans, counters and the hosts' reports.")) }
            a(.class("button"), .href("/figures/\(campaign.key)")) { visit.say(Phrase("回到合计", "Back to the totals")) }
        }
    }

    private func address(_ record: FigureRecord) -> Address {
        ["activities", "sessions"].contains(term.key)
            ? "/activities/\(Crockford.text(record.activity))" : "/figures/\(campaign.key)/\(term.key)/\(Crockford.text(record.activity))"
    }

    private func table(_ visit: Visit) -> HTML {
        let column = term.key == "activities" ? FigureTerm.sessions.title : term.title
        return div(.class("table-wrap"), .role("region"), .aria("label", visit.say(term.title)), .tabindex(0)) {
            Markup.table(.class("table")) {
                Markup.caption { visit.say(Phrase("\(total) 项活动，数量大的在前", "\(Plural.en(total, "activity", "activities")), the largest first")) }
                thead {
                    tr {
                        th(.scope("col")) { visit.say(FigureTerm.activities.title) }
                        th(.scope("col"), .class("number")) { visit.say(column) }
                        if items.contains(where: { $0.shares != nil }) { th(.scope("col")) { visit.say(Phrase("依据", "Rests on")) } }
                    }
                }
                tbody {
                    for record in items {
                        tr {
                            th(.scope("row")) { a(.href(address(record))) { visit.html(record.title) } }
                            td(.data("label", visit.say(column)), .class("number")) { visit.lineHTML(term.figure, record.amount) }
                            if let shares = record.shares {
                                td(.data("label", visit.say(Phrase("依据", "Rests on")))) { visit.methodBar(shares, prefix: nil) }
                            }
                        }
                    }
                }
            }
        }
    }

    private func venueTable(_ visit: Visit) -> HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(term.title)), .tabindex(0)) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(FigureTerm.venues.title) }
                        th(.scope("col"), .class("number")) { visit.say(FigureTerm.activities.title) }
                        th(.scope("col"), .class("number")) { visit.say(Phrase("参加的项目", "Campaigns joined")) }
                    }
                }
                tbody {
                    for venue in venues {
                        tr {
                            th(.scope("row")) { a(.href("/venues/\(Crockford.text(venue.venue))")) { visit.html(venue.name) } }
                            td(.data("label", visit.say(FigureTerm.activities.title)), .class("number")) { visit.lineHTML("activities", venue.activities) }
                            td(.data("label", visit.say(Phrase("参加的项目", "Campaigns joined"))), .class("number")) { visit.lineHTML("venue-times", venue.times) }
                        }
                    }
                }
            }
        }
    }
}
