import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/declarations`: what may be declared now, and a unit's own declarations.
struct DeclarationListPage: Sendable {
    struct Line: Sendable {
        let id: ID<RoundDeclaration>
        let round: Wording
        let unit: Wording
        let state: DeclarationState
        let given: Int
        let asked: Int
    }

    let open: [Round]
    let lines: [Line]

    /// More nobody looks through.
    static let most = 200

    init(for identity: Identity, in tx: Transaction) throws {
        open = try tx.rounds(where: "r.state = 'standing' AND r.closes_at > \(tx.now)")
        let reach = try OrganisationReach.condition("d.organisation_id", identity.scopes(of: Rounds.declare))
        lines = try tx.rows(
            """
            SELECT d.id, d.state, v.body, o.name_zh, o.name_en,
                CAST(COALESCE((SELECT SUM(w.given) FROM rounds_want w WHERE w.declaration_id = d.id), 0) AS BIGINT) AS given,
                CAST(COALESCE((SELECT SUM(w.asked) FROM rounds_want w WHERE w.declaration_id = d.id), 0) AS BIGINT) AS asked
            FROM rounds_declaration d JOIN rounds_round r ON r.id = d.round_id JOIN rounds_version v ON v.round_id = r.id AND v.number = r.version
                JOIN view_venues_organisation o ON o.id = d.organisation_id
            WHERE \(sql: reach) ORDER BY d.changed_at DESC, d.id DESC LIMIT \(Self.most)
            """) { row in
            Line(
                id: try row.id("id"), round: try RoundName.of(body: try row.text("body")) ?? Wording(""), unit: try row.wording("name"), state: try row.choice("state"),
                given: try row.int("given"), asked: try row.int("asked"))
        }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("申报实体资源", "Declare for shared sets"), lede: Phrase("按公布的标准配发，先后不影响结果；每家都能看到得分、名次和原因。", "Shared out by a published rule; who comes first does not count. Every unit sees its score, its place and why.")
        ) {
            section(.class("stack")) {
                h2 { visit.say(Phrase("可申报的轮次", "Open rounds")) }
                if open.isEmpty {
                    p { visit.say(Phrase("现在没有可申报的轮次。", "No round is open now.")) }
                } else {
                    ul(.class("session-list"), .role("list")) {
                        for round in open {
                            li {
                                div {
                                    p { strong { a(.href("/desk/rounds/\(round.key)/declare")) { visit.html(round.name) } } }
                                    p(.class("meta")) {
                                        a(.href("/desk/rounds/\(round.key)/list")) { visit.say(Phrase("用表格申报多个单位", "Several units from a spreadsheet")) }
                                        " · "
                                        visit.say(round.phase(at: visit.now).title)
                                        if let closes = round.closesAt { visit.say(Phrase(" · 截止 \(Dates.moment(closes, .china, .zh))", " · closes \(Dates.moment(closes, .china, .en))")) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("我的申报", "Your declarations")) }
                if lines.isEmpty { p { visit.say(Phrase("还没有申报。", "None yet.")) } } else { table(visit) }
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let titles = [Phrase("轮次", "Round"), Phrase("单位", "Unit"), Phrase("状态", "State"), Phrase("配发 / 申报", "Given / asked")]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) { a(.href("/desk/declarations/\(line.id)")) { visit.html(line.round) } }
                            td(.data("label", visit.say(titles[1]))) { visit.html(line.unit) }
                            td(.data("label", visit.say(titles[2]))) { span(.class("badge"), .data("state", line.state.rawValue)) { visit.say(line.state.title) } }
                            td(.data("label", visit.say(titles[3])), .class("number")) { line.asked == 0 ? "–" : "\(line.given) / \(line.asked)" }
                        }
                    }
                }
            }
        }
    }
}
