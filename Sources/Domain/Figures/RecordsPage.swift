import Activities
import Campaigns
import Kernel
import Language
import Markup
import Participation
import Storage
import Venues
import Web

/// `/figures/{key}/{indicator}`: a figure opened: what it means and rests on, laid out one level further down in every dimension, and the activities
/// (or venues) that it is made of.
struct RecordsPage: Sendable {
    static let filters = Set(["region", "kind", "day", "method", "all", "page"] + FigureSlice.allCases.map(\.rawValue))

    let campaign: Campaign
    let opening: FigureOpening
    let answer: FigureAnswer
    let countiesReached: Int64
    let placeName: Phrase?
    let chips: [Phrase]
    let breakdowns: [FigureBreakdown]
    /// The same answer, without small groups of minors.
    let told: FigureAnswer
    var records = FigureRecordList()
    var venues = VenueRecordList()
    var counties: [ReachedCounty] = []

    private var term: FigureTerm { opening.term }
    private var question: FigureQuestion { opening.question }
    private var method: CountingMethod? { opening.method }

    init(campaign: Campaign, opening: FigureOpening, in tx: Transaction) throws {
        (self.campaign, self.opening) = (campaign, opening)
        answer = try tx.figures(opening.question)
        countiesReached = try opening.isOfCounties ? tx.countiesReached(opening.question) : 0
        switch opening.question.place {
        case .within(let code): placeName = try tx.figurePlace(code)?.name
        case .unknown: placeName = Phrase("地区未知", "Region unknown")
        case nil: placeName = nil
        }
        chips = try tx.chips(opening)
        breakdowns = try tx.breakdowns(opening, activities: answer.activities)
        told = try tx.withoutSmallGroups(answer, opening.question)
        guard opening.whole == nil else { return }
        if opening.isOfVenues {
            venues = try tx.venueRecords(opening.question, page: opening.page)
        } else if opening.isOfCounties {
            counties = try tx.reachedCounties(opening.question)
        } else {
            records = try tx.figureRecords(opening, activities: answer.activities, page: opening.page)
        }
    }

    private var isNeverSummed: Bool { SummedIndicators.never.contains(term.key) }
    var total: Int { opening.isOfVenues ? Int(venues.venues) : opening.isOfCounties ? counties.count : records.total }

    func answer(_ visit: Visit) -> Answer {
        let title = Phrase("\(term.title.zh)：由什么组成", "\(term.title.en): what it is made of")
        return visit.page(
            title, lede: term.definition,
            trail: [
                (path: "/figures", title: Phrase("数字", "Figures")), (path: "/figures/\(campaign.key)", title: campaign.name.phrase),
            ], accent: campaign.accent.rawValue
        ) {
            div(.class("stack", "sections")) {
                headline(visit)
                filters(visit)
                BreakdownView(key: campaign.key, opening: opening, breakdowns: breakdowns).html(visit)
                if opening.whole == nil { list(visit) }
            }
        }
    }

    private func list(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("records")) {
            if total == 0 {
                empty(visit)
            } else {
                h2 { visit.say(made) }
                if opening.isOfVenues { venueTable(visit) } else if opening.isOfCounties { countyTable.html(visit) } else { table(visit) }
                visit.pager(page: opening.page, total: total, size: Transaction.figurePageSize)
            }
        }
    }

    private var made: Phrase {
        if opening.isOfVenues { return Phrase("由这些场馆组成", "The venues that it is made of") }
        return opening.isOfCounties ? Phrase("由这些区县组成", "The counties that it is made of") : Phrase("由这些活动组成", "The activities that it is made of")
    }

    private var countyTable: CountyTable {
        let shown = counties.dropFirst((opening.page - 1) * Transaction.figurePageSize).prefix(Transaction.figurePageSize)
        return CountyTable(address: FigureAddress(key: campaign.key), pairs: question.pairs.filter { $0.name != "region" }, counties: Array(shown))
    }

    private func headline(_ visit: Visit) -> HTML {
        div(.class("figure-tile")) {
            if isNeverSummed {
                p(.class("meta")) { visit.say(
                        term.key == "watched"
                            ? Phrase("看满不同秒数的观看不是同一个数，从不相加；下面列出各活动中最高的一次，打开可见秒数。", "Viewings of different lengths are not one number and are never summed; each activity's highest is listed below, and opens to its seconds.")
                            : Phrase("峰值从不相加；下面列出各活动中最高的一次。", "Peaks are never summed; each activity's highest is listed below.")) }
            } else if let shares = answer.indicators[term.key] {
                counted(shares, visit)
            } else if opening.isOfVenues, opening.whole == nil {
                plain(term.key == "venues" ? venues.venues : venues.times, visit)
            } else if opening.isOfCounties {
                plain(countiesReached, visit)
            } else if let value = answer.plainCounts.first(where: { $0.indicator == term.key })?.value {
                plain(value, visit)
            } else {
                p(.class("figure-number", "figure-unknown")) { visit.say(Numerals.unknown) }
            }
        }
    }

    private func counted(_ shares: MethodShares, _ visit: Visit) -> HTML {
        let value = method.map { shares[$0] } ?? shares.total
        let told = records.hiddenSum ?? (method == nil ? self.told.hidden[term.key] : SmallGroups.isSmall(value) && self.told.withoutShares.contains(term.key) ? .few : nil) ?? .number(value)
        return HTML {
            p(.class("figure-number")) {
                visit.toldHTML(method?.rawValue ?? term.figure, told)
                " "
                span(.class("figure-unit")) { visit.say(term.unit) + (method.map { " · " + visit.say($0.title) } ?? "") }
            }
            if method == nil, told.value != nil, !self.told.withoutShares.contains(term.key) { visit.methodBar(shares, prefix: term.key == "visits" ? "" : term.figure + "-") { opened([("method", $0.rawValue)]) } }
            if term.key == "visits" {
                p(.class("figure-booked")) {
                    visit.say(Phrase("另有预约 ", "Beside them, booked: "))
                    a(.href(FigureAddress(key: campaign.key).opened("booked", question.pairs))) { visit.toldHTML("booked", self.told.hidden["booked"] ?? .number(answer.booked)) }
                    visit.say(Phrase("，不计入人次", ", no part of the visits"))
                }
            }
        }
    }

    private func plain(_ value: Int64, _ visit: Visit) -> HTML {
        p(.class("figure-number")) {
            visit.toldHTML(term.figure, records.hiddenSum ?? told.hidden[term.key] ?? .number(value))
            " "
            span(.class("figure-unit")) { visit.say(term.unit) }
        }
    }

    private func opened(_ more: [(name: String, value: String)]) -> Address { FigureAddress(key: campaign.key).opened(term.key, question.pairs + more) }

    private func filters(_ visit: Visit) -> HTML {
        let own = [
            placeName, question.kind.map { ActivityKind(rawValue: $0)?.title ?? Phrase("类型未知", "Kind unknown") }, question.day.flatMap(FigureDay.title), method?.title,
        ].compactMap { $0 }
        let chips = own + self.chips
        guard !chips.isEmpty else { return HTML() }
        return p(.class("actions")) {
            for chip in chips { span(.class("tag")) { visit.say(chip) } }
            a(.class("button", "button-quiet"), .href("/figures/\(campaign.key)/\(term.key)")) { visit.say(Phrase("看全部", "Show all")) }
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里还没有记录", "There is no record here yet")) }
            if opening.hasMethods {
                p { visit.say(Phrase("没有人填报，不等于 0。数据由检票、计数器或承办单位的填报而来。", "Nobody has stated anything, which is not zero. Records come from scans, counters and the hosts' reports.")) }
            } else if answer.activities > 0 {
                p {
                    visit.say(
                        Phrase(
                            "有 \(Numerals.count(answer.activities, .zh)) 项活动计入这里，它们没有可列出的\(term.title.zh)。",
                            "\(Plural.en(Int(answer.activities), "activity is", "activities are")) counted here, with nothing to list under “\(term.title.en)”."))
                }
            } else {
                p { visit.say(Phrase("没有已发布的活动计入这里。", "No published activity is counted here.")) }
            }
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
                        if records.items.contains(where: { $0.shares != nil }) { th(.scope("col")) { visit.say(Phrase("依据", "Rests on")) } }
                    }
                }
                tbody {
                    for record in records.items {
                        tr {
                            th(.scope("row")) { a(.href(address(record))) { visit.html(record.title) } }
                            td(.data("label", visit.say(column)), .class("number")) { visit.toldLineHTML(term.figure, record.told) }
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
                    for venue in venues.items {
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
