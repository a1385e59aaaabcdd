import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/rankings`: the rules of the authorities for which somebody works.
struct RankingListPage: Sendable {
    static let title = Phrase("表扬排名", "Rankings for commendation")

    let lines: [(one: Commendation, units: Int, waiting: Int)]

    init(for identity: Identity, in tx: Transaction) throws {
        let scopes = identity.scopes(of: Commendations.run)
        let reach = try OrganisationReach.condition("r.authority_id", scopes)
        let keys = scopes.filter { $0.segments.first == "campaign" }.compactMap { $0.segments.count == 2 ? $0.segments[1] : nil }
        let campaigns: SQL = """
            r.campaign_id IN (SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign c ON c.id = x.ancestor_id WHERE c.key IN (\(list: keys)))
            """
        let all = try tx.commendations(where: keys.isEmpty ? reach : "(\(sql: reach) OR \(sql: campaigns))")
        let counted = try tx.rows(
            """
            SELECT r.id, (SELECT COUNT(*) FROM commendations_standing s WHERE s.rule_id = r.id) AS units,
                (SELECT COUNT(*) FROM commendations_material m WHERE m.rule_id = r.id AND m.points IS NULL) AS waiting
            FROM commendations_rule r WHERE r.id IN (\(list: all.map(\.id)))
            """) { (try $0.id("id", Commendation.self), (try $0.int("units"), try $0.int("waiting"))) }
        let counts = Dictionary(counted, uniquingKeysWith: { first, _ in first })
        lines = all.map { ($0, counts[$0.id]?.0 ?? 0, counts[$0.id]?.1 ?? 0) }
    }

    func answer(_ visit: Visit) -> Answer {
        let titles = [Phrase("办法", "Rule"), Phrase("阶段", "Phase"), Phrase("排名单位", "Units ranked"), Phrase("待评定材料", "To be judged")]
        return visit.desk(Self.title, lede: Phrase("按公布的指标排名；截止后评定材料，公布名单。", "Units ranked by the published indicators; after the deadline material is judged and the list published.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有由您办理的表扬办法", "No rule of your authority yet")) }
                    p { visit.say(Phrase("办法写在活动项目文件的 commendations 部分中。", "Rules are declared in a campaign file, in its section commendations.")) }
                }
            } else {
                div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Self.title)), .tabindex(0)) {
                    table(.class("table")) {
                        thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for line in lines {
                                tr {
                                    th(.scope("row")) { a(.href("/desk/rankings/\(line.one.key)")) { visit.html(line.one.name) } }
                                    td(.data("label", visit.say(titles[1]))) { visit.say(line.one.phase(at: visit.now).title) }
                                    td(.data("label", visit.say(titles[2])), .class("number")) { Numerals.count(line.units, visit.language) }
                                    td(.data("label", visit.say(titles[3])), .class("number")) { Numerals.count(line.waiting, visit.language) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `/desk/rankings/{key}`: everybody's score as it was last worked out, and the steps that are left.
struct RankingPage: Sendable {
    let one: Commendation
    let items: [Standing]
    let total: Int
    let waiting: [Material]
    let names: [Int64: Wording]
    var problem: Refusal?

    init(_ one: Commendation, _ visit: Visit, in tx: Transaction) throws {
        self.one = one
        (items, total) = try tx.standings(of: one, page: visit.pageNumber)
        try visit.requirePage(of: total, by: Transaction.rankingPageSize)
        waiting = try tx.rows(
            "SELECT m.* FROM commendations_material m WHERE m.rule_id = \(one.id) AND m.points IS NULL ORDER BY m.stated_at, m.organisation_id LIMIT 100", Material.init)
        let named = try tx.rows("SELECT o.id, o.name_zh, o.name_en FROM view_venues_organisation o WHERE o.id IN (\(list: waiting.map(\.unit)))") { (try $0.int64("id"), try $0.wording("name")) }
        names = Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    func answer(_ visit: Visit) -> Answer {
        let phase = one.phase(at: visit.now)
        return visit.desk(one.name.phrase, lede: RankingListPage.title, trail: [("/desk/rankings", RankingListPage.title)], status: problem == nil ? 200 : 422) {
            if let problem {
                div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus()) {
                    h2 { visit.say(Phrase("没有完成", "Not done")) }
                    p { visit.say(problem.phrase) }
                }
            }
            p {
                span(.class("badge")) { visit.say(phase.title) }
                " "
                if let closes = one.closesAt { visit.say(Phrase("截止 \(Dates.moment(closes, .china, .zh))", "Closes \(Dates.moment(closes, .china, .en))")) }
                if let places = one.rule.places { visit.say(Phrase(" · 名额 \(places)", " · \(Plural.en(places, "place", "places"))")) }
                " · "
                a(.href("/commendations/\(one.key)")) { visit.say(Phrase("公众看到的页面", "The public page")) }
            }
            material(visit)
            ranking(phase, visit)
            steps(phase, visit)
        }
    }

    @HTMLBuilder private func material(_ visit: Visit) -> HTML {
        if !waiting.isEmpty {
            section(.class("stack"), .id("waiting")) {
                h2 { visit.say(Phrase("待评定的材料", "Material to be judged")) }
                ul {
                    for one in waiting {
                        li {
                            a(.href("/desk/rankings/\(self.one.key)/\(Crockford.text(one.unit))/\(one.indicator)")) {
                                names[one.unit].map { visit.html($0) } ?? HTML(text: Crockford.text(one.unit))
                                " · "
                                self.one.rule.indicator(one.indicator).map { visit.html($0.name) } ?? HTML(text: one.indicator)
                            }
                        }
                    }
                }
            }
        }
    }

    private func ranking(_ phase: Commendation.Phase, _ visit: Visit) -> HTML {
        let titles = [Phrase("名次", "Place"), Phrase("单位", "Unit"), Phrase("得分", "Score"), Phrase("未知的分", "Unknown")]
        return section(.class("stack"), .id("ranking")) {
            h2 { visit.say(Phrase("排名", "The ranking")) }
            p(.class("meta")) {
                if let taken = one.takenAt {
                    visit.say(Phrase("数据取定于 \(Dates.moment(taken, .china, .zh))；之后的更正不改得分。", "Numbers as taken on \(Dates.moment(taken, .china, .en)); later corrections change no score."))
                } else if let at = one.reckonedAt {
                    visit.say(Phrase("\(Dates.moment(at, .china, .zh))的排名，每刻钟更新一次。", "As of \(Dates.moment(at, .china, .en)); worked out anew every quarter of an hour."))
                } else {
                    visit.say(Phrase("还没有计算。", "Not worked out yet."))
                }
            }
            if !items.isEmpty {
                div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("排名", "The ranking"))), .tabindex(0)) {
                    table(.class("table")) {
                        thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for item in items {
                                tr {
                                    td(.data("label", visit.say(titles[0])), .class("number")) { String(item.place) }
                                    th(.scope("row")) {
                                        a(.href("/desk/rankings/\(one.key)/\(Crockford.text(item.unit))")) { visit.html(item.name) }
                                        if item.isCommended {
                                            " "
                                            span(.class("badge", "badge-success")) { visit.say(Phrase("表扬", "commended")) }
                                        }
                                    }
                                    td(.data("label", visit.say(titles[2])), .class("number")) {
                                        element("data", .value(ScorePoints.text(item.score.total)), .data("line", "score")) { ScorePoints.text(item.score.total) }
                                    }
                                    td(.data("label", visit.say(titles[3])), .class("number")) { item.score.open > 0 ? ScorePoints.text(item.score.open) : "–" }
                                }
                            }
                        }
                    }
                }
                visit.pager(page: visit.pageNumber, total: total, size: Transaction.rankingPageSize)
            }
        }
    }

    @HTMLBuilder private func steps(_ phase: Commendation.Phase, _ visit: Visit) -> HTML {
        if phase == .counting {
            form(.method(.post), .action(.within("/desk/rankings/\(one.key)/reckoning"))) {
                visit.csrfField
                button(.class("button"), .type("submit")) { visit.say(Phrase("现在重新计算", "Work it out now")) }
            }
        }
        if phase == .judging {
            section(.class("form-section"), .id("publication")) {
                h2 { visit.say(Phrase("公布名单", "Publish the list")) }
                p { visit.say(Phrase("公布后名单和得分不再改变。", "After that neither the list nor any score changes.")) }
                form(.method(.post), .action(.within("/desk/rankings/\(one.key)/publication")), .class("stack")) {
                    visit.csrfField
                    label(.class("check")) {
                        input(.type("checkbox"), .name("understood"), .value("1"), .required())
                        span { visit.say(Phrase("我知道公布不能撤销", "I know that this cannot be undone")) }
                    }
                    button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("公布名单", "Publish the list")) }
                }
            }
        }
    }
}
