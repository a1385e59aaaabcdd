import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/rounds/{key}/trial`: what the rule gives from what is accepted so far, before anybody else sees it; as often as one likes.
struct TrialPage: Sendable {
    let trial: RoundTrial
    let names: [ID<Organisation>: Organisation]
    let unchecked: Int
    var problem: Refusal?

    /// More are not listed; the fairness report counts all.
    static let most = 300

    init(_ round: Round, in tx: Transaction) throws {
        trial = try tx.trial(of: round)
        names = try tx.organisations(trial.lines.prefix(Self.most).map(\.declaration.organisationID))
        unchecked = Int(try tx.number("SELECT COUNT(*) FROM rounds_declaration WHERE round_id = \(round.id) AND state IN ('submitted', 'returned')") ?? 0)
    }

    func answer(_ visit: Visit) -> Answer {
        let round = trial.round, phase = round.phase(at: visit.now), base = "/desk/rounds/\(trial.round.key)"
        return visit.desk(
            Phrase("试算配发", "Try the allocation"), lede: round.name.phrase,
            trail: [("/desk/rounds", Phrase("实体资源配发", "Rounds and allocation")), (base, round.name.phrase)], status: problem == nil ? 200 : 422
        ) {
            if let problem { div(.class("error-summary"), .role("alert")) { p { visit.say(problem.phrase) } } }
            p {
                visit.say(
                    Phrase(
                        "按公布的规则从已受理的 \(trial.lines.count) 份申报算出，只有本页能看到；同样的申报算多少次结果都一样。",
                        "Computed by the published rule from \(Plural.en(trial.lines.count, "accepted declaration", "accepted declarations")), and seen here alone; the same declarations give the same every time."))
            }
            if unchecked > 0 {
                div(.class("notice", "notice-warning")) { p { visit.say(Phrase("还有 \(unchecked) 份申报没有办完，未计入。", "\(unchecked) more are not decided on, and not counted here.")) } }
            }
            FairnessView(report: FairnessReport(trial), rule: round.rule, visit: visit).html
            ResultTable(rows: rows, rule: round.rule, visit: visit).html
            if trial.lines.count > Self.most { p(.class("meta")) { visit.say(Phrase("只列前 \(Self.most) 名。", "The first \(Self.most) are listed.")) } }
            if phase == .deciding, unchecked == 0, !trial.lines.isEmpty { publication(visit, base) }
        }
    }

    private var rows: [ResultTable.Row] {
        trial.lines.prefix(Self.most).map { line in
            ResultTable.Row(
                place: line.place, provincePlace: line.provincePlace, unit: names[line.declaration.organisationID]?.name ?? Wording(""), unitID: line.declaration.organisationID,
                region: line.declaration.region, score: line.score.score,
                wants: line.wants.map { .init(lot: trial.round.rule.lots[$0.lot].key, asked: $0.asked, given: $0.given, queue: $0.queue) })
        }
    }

    private func publication(_ visit: Visit, _ base: String) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("公布结果", "Publish the result")) }
            p { visit.say(Phrase("公布后各单位会收到得分、名次和原因，\(trial.round.rule.appealWorkdays) 个工作日内可以申诉。公布不能撤回。", "Every unit is told its score, its place and why, and may appeal for \(Plural.en(trial.round.rule.appealWorkdays, "working day", "working days")). This cannot be undone.")) }
            visit.postButton(Phrase("公布结果", "Publish the result"), posts: base + "/publication")
        }
    }
}
