import Access
import Declaration
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/calls`: the calls of the authorities for which somebody works.
struct OfficeList: Sendable {
    struct Line: Sendable {
        let call: Call
        let phase: Call.Phase
        /// Handed in, still to be dealt with.
        let waiting: Int
        let total: Int
    }

    let lines: [Line]

    init(for identity: Identity, in tx: Transaction) throws {
        let reach = try OrganisationReach.condition("s.authority_id", identity.scopes(of: Calls.review))
        let calls = try tx.rows(
            """
            SELECT c.*, v.body AS rules,
                CAST(COALESCE((SELECT SUM(a.amount) FROM calls_tally a WHERE a.call_id = c.id AND a.what <> 'draft' AND a.what NOT LIKE 'sheet-%'), 0) AS BIGINT) AS total,
                CAST(COALESCE((SELECT SUM(a.amount) FROM calls_tally a WHERE a.call_id = c.id AND a.what IN ('recommended', 'passed', 'proposed')), 0) AS BIGINT) AS waiting,
                CAST(COALESCE((SELECT SUM(a.amount) FROM calls_tally a WHERE a.call_id = c.id AND a.what = 'submitted'), 0) AS BIGINT) AS submitted
            FROM calls_call c JOIN calls_scheme s ON s.id = c.scheme_id
            LEFT JOIN calls_scheme_version v ON v.scheme_id = c.scheme_id AND v.version = c.scheme_version
            WHERE \(sql: reach) ORDER BY c.closes_at DESC NULLS LAST, c.key
            """
        ) { row in
            // What needs no recommender waits for the office as soon as it is submitted.
            let needed = try row.textOrNil("rules").flatMap { DeclaredValue(json: $0)?.at(["recommendation", "needed"]) }
            let submitted = needed == .boolean(false) ? try row.int("submitted") : 0
            return (call: try Call(row), total: try row.int("total"), waiting: try row.int("waiting") + submitted)
        }
        lines = calls.map { Line(call: $0.call, phase: $0.call.phase(at: tx.now, daysForCorrection: 0), waiting: $0.waiting, total: $0.total) }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("征集与认定", "Calls and titles"), lede: Phrase("形式审查、专家评审、会议审定、公示和认定。", "Formal review, experts, the meeting, public notices and titles.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有由您的机关主办的征集", "No call of your authority yet")) }
                    p { visit.say(Phrase("征集写在活动项目文件的 schemes 和 calls 两部分中。", "Calls are declared in a campaign file, in its sections schemes and calls.")) }
                }
            } else {
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead {
                            tr {
                                for title in [Phrase("征集", "Call"), Phrase("阶段", "Phase"), Phrase("申报", "Applications"), Phrase("待办", "To deal with")] { th(.scope("col")) { visit.say(title) } }
                            }
                        }
                        tbody {
                            for line in lines {
                                tr {
                                    th(.scope("row")) { a(.href("/desk/calls/\(line.call.key)")) { visit.html(line.call.name) } }
                                    td(.data("label", visit.say(Phrase("阶段", "Phase")))) { visit.say(line.phase.title) }
                                    td(.data("label", visit.say(Phrase("申报", "Applications")))) { Numerals.count(line.total, visit.language) }
                                    td(.data("label", visit.say(Phrase("待办", "To deal with")))) { Numerals.count(line.waiting, visit.language) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
