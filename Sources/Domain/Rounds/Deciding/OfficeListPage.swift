import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/rounds`: the rounds of the authorities for which somebody works.
struct OfficeListPage: Sendable {
    let lines: [(round: Round, total: Int, waiting: Int, appeals: Int)]

    init(for identity: Identity, in tx: Transaction) throws {
        let reach = try OrganisationReach.condition("r.authority_id", identity.scopes(of: Rounds.run))
        let rounds = try tx.rounds(where: reach)
        let counted = try tx.rows(
            """
            SELECT d.round_id, COUNT(*) AS total, CAST(SUM(CASE WHEN d.state = 'submitted' THEN 1 ELSE 0 END) AS BIGINT) AS waiting,
                (SELECT COUNT(*) FROM rounds_appeal a WHERE a.round_id = d.round_id AND a.state = 'filed') AS appeals
            FROM rounds_declaration d WHERE d.submitted_at IS NOT NULL AND d.round_id IN (\(list: rounds.map(\.id))) GROUP BY d.round_id
            """) { (try $0.id("round_id", Round.self), (try $0.int("total"), try $0.int("waiting"), try $0.int("appeals"))) }
        let counts = Dictionary(counted, uniquingKeysWith: { first, _ in first })
        lines = rounds.map { ($0, counts[$0.id]?.0 ?? 0, counts[$0.id]?.1 ?? 0, counts[$0.id]?.2 ?? 0) }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("实体资源配发", "Rounds and allocation"), lede: Phrase("受理申报，按公布的标准试算、公布、定案。", "Accept declarations, try the allocation, publish it, settle it.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有由您办理的轮次", "No round of your authority yet")) }
                    p { visit.say(Phrase("轮次写在活动项目文件的 rounds 部分中。", "Rounds are declared in a campaign file, in its section rounds.")) }
                }
            } else {
                table(visit)
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let titles = [Phrase("轮次", "Round"), Phrase("阶段", "Phase"), Phrase("申报", "Declarations"), Phrase("待受理", "To be checked"), Phrase("申诉", "Appeals")]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) { a(.href("/desk/rounds/\(line.round.key)")) { visit.html(line.round.name) } }
                            td(.data("label", visit.say(titles[1]))) { visit.say(line.round.phase(at: visit.now).title) }
                            td(.data("label", visit.say(titles[2])), .class("number")) { Numerals.count(line.total, visit.language) }
                            td(.data("label", visit.say(titles[3])), .class("number")) { Numerals.count(line.waiting, visit.language) }
                            td(.data("label", visit.say(titles[4])), .class("number")) { Numerals.count(line.appeals, visit.language) }
                        }
                    }
                }
            }
        }
    }
}
