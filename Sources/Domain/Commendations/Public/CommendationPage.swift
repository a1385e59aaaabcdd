import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/commendations/{key}`: for everybody: where it stands, the rule, and once it is public the list with every score.
struct CommendationPage: Sendable {
    let one: Commendation
    let authority: Organisation?
    let campaign: Campaign?
    let names: [String: Phrase]
    let items: [Standing]
    let total: Int
    let corrections: [ScoreCorrection]

    init(_ one: Commendation, _ visit: Visit, in tx: Transaction) throws {
        self.one = one
        (authority, campaign) = (try tx.organisation(one.authorityID), try tx.campaign(one.campaignID))
        names = try tx.narrowingNames(one.rule)
        let isPublic = one.publishedAt != nil
        (items, total) = isPublic ? try tx.standings(of: one, page: visit.pageNumber, commendedOnly: true) : ([], 0)
        try visit.requirePage(of: total, by: Transaction.rankingPageSize)
        corrections = isPublic ? try tx.corrections(since: one) : []
    }

    func answer(_ visit: Visit) -> Answer {
        let phase = one.phase(at: visit.now)
        return visit.page(one.name.phrase, lede: one.summary?.phrase, trail: trail, accent: campaign?.accent.rawValue ?? "indigo") {
            dl(.class("facts")) {
                dt { visit.say(Phrase("阶段", "Phase")) }
                dd { visit.say(phase.title) }
                if let authority {
                    dt { visit.say(Phrase("办理单位", "Run by")) }
                    dd { a(.href("/organisations/\(authority.id)")) { visit.html(authority.name) } }
                }
                if let campaign {
                    dt { visit.say(Phrase("活动项目", "Campaign")) }
                    dd { a(.href("/campaigns/\(campaign.key)")) { visit.html(campaign.name) } }
                }
                if let closes = one.closesAt {
                    dt { visit.say(Phrase("截止", "Deadline")) }
                    dd { Dates.moment(closes, .china, visit.language) }
                }
                if let places = one.rule.places {
                    dt { visit.say(Phrase("名额", "Places")) }
                    dd { Numerals.count(places, visit.language) }
                }
                dt { visit.say(Phrase("规则版本", "Version of the rule")) }
                dd { String(one.version) }
            }
            if phase == .counting {
                p { a(.class("button", "button-primary"), .href("/desk/commendations/\(one.key)")) { visit.say(Phrase("查看本单位的得分", "See your unit's score")) } }
            }
            if phase == .published { list(visit) }
            CommendationRuleView(one: one, names: names, visit: visit).html
            visit.provenanceHTML(one.provenance)
        }
    }

    private var trail: [(path: String, title: Phrase)] {
        [(path: "/commendations", title: Commendations.title)]
    }

    private func list(_ visit: Visit) -> HTML {
        let titles = [Phrase("名次", "Place"), Phrase("单位", "Unit"), Phrase("地区", "Region"), Phrase("得分", "Score")]
        return section(.class("stack"), .id("list")) {
            h2 { visit.say(Phrase("表扬名单", "The list")) }
            if items.isEmpty {
                p { visit.say(Phrase("没有单位达到要求。", "No unit has the points that one needs.")) }
            } else {
                div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("表扬名单", "The list"))), .tabindex(0)) {
                    table(.class("table")) {
                        thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for item in items {
                                tr {
                                    td(.data("label", visit.say(titles[0])), .class("number")) { String(item.place) }
                                    th(.scope("row")) { a(.href("/organisations/\(Crockford.text(item.unit))")) { visit.html(item.name) } }
                                    td(.data("label", visit.say(titles[2]))) { visit.regionName(item.region) ?? "–" }
                                    td(.data("label", visit.say(titles[3])), .class("number")) {
                                        a(.href("/commendations/\(one.key)/\(Crockford.text(item.unit))")) { visit.say(Phrase("\(ScorePoints.text(item.score.total)) 分", "\(ScorePoints.text(item.score.total)) points")) }
                                    }
                                }
                            }
                        }
                    }
                }
                visit.pager(page: visit.pageNumber, total: total, size: Transaction.rankingPageSize)
                p(.class("meta")) {
                    if let taken = one.takenAt { visit.say(Phrase("数据取定于 \(Dates.moment(taken, .china, .zh))。", "Numbers as taken on \(Dates.moment(taken, .china, .en)). ")) }
                    a(.href("/commendations/\(one.key).csv")) { visit.say(Phrase("下载名单和逐项得分（CSV）", "The list with every line, as CSV")) }
                }
            }
            ScoreCorrectionView(corrections: corrections, rule: one.rule, visit: visit).html
        }
    }
}

extension Transaction {
    /// Names of the campaigns below to which indicators are narrowed.
    func narrowingNames(_ rule: CommendationRule) throws -> [String: Phrase] {
        let keys = Set(ScoreSources(rule).codes.keys.compactMap(\.within)).sorted()
        guard !keys.isEmpty else { return [:] }
        let found = try rows("SELECT c.key, c.name_zh, c.name_en FROM view_campaigns_campaign c WHERE c.key IN (\(list: keys))") { (try $0.text("key"), try $0.wording("name").phrase) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
