import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/talks`: a unit's own requests, those of an office's units, those that an expert was asked for.
struct TalkList: Sendable {
    static let pageSize = 30

    enum Stage: String, Sendable, CaseIterable {
        case open, held, recorded, cancelled

        var states: [TalkState] {
            switch self {
            case .open: [.requested, .dispatched, .declined, .accepted, .scheduled]
            case .held: [.delivered, .confirmed]
            case .recorded: [.recorded]
            case .cancelled: [.cancelled]
            }
        }

        var title: Phrase {
            switch self {
            case .open: Phrase("办理中", "Under way")
            case .held: Phrase("待确认、待归档", "Held")
            case .recorded: TalkState.recorded.title
            case .cancelled: TalkState.cancelled.title
            }
        }
    }

    struct Line: Sendable {
        let id: ID<TalkRequest>
        let state: TalkState
        let title: Wording
        let unit: Wording
        let expert: String?
        let begin: Instant?
        let end: Instant?
        let wishes: [TalkWish]

        init(_ row: Row) throws {
            (id, state) = (try row.id("id"), try row.choice("state"))
            title = try row.wordingOrNil("name") ?? Wording(try row.text("topic"))
            (unit, expert) = (try row.wording("unit"), try row.textOrNil("expert"))
            (begin, end) = (try row.instantOrNil("begin_at"), try row.instantOrNil("end_at"))
            wishes = TalkWish.read(try row.text("wishes"), minutes: try row.int("minutes"))
        }
    }

    let stage: Stage
    let lines: [Line]
    let counts: [Stage: Int]
    let mayAsk: Bool

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let mine = try Self.reach(of: identity)
        mayAsk = identity.mayAnywhere(Talks.ask)
        let counted = try tx.rows("SELECT q.state, COUNT(*) AS number FROM talks_request q WHERE \(sql: mine) GROUP BY q.state") {
            (try $0.choice("state", TalkState.self), try $0.int("number"))
        }
        var counts: [Stage: Int] = [:]
        for stage in Stage.allCases { counts[stage] = counted.filter { stage.states.contains($0.0) }.reduce(0) { $0 + $1.1 } }
        self.counts = counts
        let stage = try Self.stage(visit) ?? .open
        self.stage = stage
        try visit.requirePage(of: counts[stage] ?? 0, by: Self.pageSize)
        lines = try tx.rows(
            """
            SELECT q.id, q.state, q.topic, q.begin_at, q.end_at, q.wishes, q.minutes, r.name_zh, r.name_en, o.name_zh AS unit_zh, o.name_en AS unit_en, e.name AS expert
            FROM talks_request q JOIN view_venues_organisation o ON o.id = q.unit_id LEFT JOIN view_resources_resource r ON r.id = q.resource_id
                LEFT JOIN view_calls_expert e ON e.id = q.expert_id
            WHERE q.state IN (\(list: stage.states.map(\.rawValue))) AND \(sql: mine)
            ORDER BY q.changed_at DESC, q.id DESC LIMIT \(Self.pageSize) OFFSET \((visit.pageNumber - 1) * Self.pageSize)
            """, Line.init)
    }

    /// What somebody may see, as a condition on `q`: the same rule as `hats`.
    static func reach(of identity: Identity) throws -> SQL {
        var parts = [try OrganisationReach.condition("q.unit_id", identity.scopes(of: Talks.ask) + identity.scopes(of: Talks.dispatch))]
        if identity.mayAnywhere(Talks.answer) {
            parts.append(
                """
                (q.state NOT IN ('requested', 'declined') AND q.expert_id IN (SELECT e.id FROM view_calls_expert e WHERE e.account_id = \(identity.account.id)))
                """)
        }
        return "(\(sql: parts.joined(" OR ")))"
    }

    private static func stage(_ visit: Visit) throws(Refusal) -> Stage? {
        guard let text = visit.query["stage"], !text.isEmpty else { return nil }
        guard let stage = Stage(rawValue: text) else {
            let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .invalid, "filter-value", "没有“\(text.prefix(40))”这一阶段。stage 可以是：\(known)。", "There is no stage “\(text.prefix(40))”; stage is one of: \(known).", field: "stage")
        }
        return stage
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("报告点单", "Talks"), lede: Phrase("单位点单，主管部门派单，专家接单；举行之后由接待单位确认。", "Units order, the office dispatches, experts accept; the receiving unit confirms.")
        ) {
            if mayAsk {
                p(.class("actions")) {
                    a(.class("button", "button-primary"), .href("/desk/talks/new")) { visit.say(Phrase("点一场报告", "Ask for a talk")) }
                    a(.class("button", "button-quiet"), .href(.within("/resources", query: Query([("nature", "human")])))) { visit.say(Phrase("查看报告和课程", "Talks and courses")) }
                }
            }
            ul(.class("tabs"), .role("list")) {
                for one in Stage.allCases {
                    li {
                        a(.href("/desk/talks?stage=\(one.rawValue)"), .aria("current", "page").when(one == stage)) {
                            visit.say(one.title)
                            span(.class("badge")) { Numerals.count(counts[one] ?? 0, visit.language) }
                        }
                    }
                }
            }
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("这里没有点单", "Nothing here")) }
                    p { visit.say(Phrase("学校、社区和基地可以从资源目录中的报告点单，或写下想听的内容。", "Schools, communities and bases ask for a talk of the catalogue, or write what they would like to hear.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) { for line in lines { li { item(line, visit) } } }
            }
            visit.pager(page: visit.pageNumber, total: counts[stage] ?? 0, size: Self.pageSize)
        }
    }

    @HTMLBuilder private func item(_ line: Line, _ visit: Visit) -> HTML {
        span(.class("badge"), .data("state", line.state.rawValue)) { visit.say(line.state.title) }
        div {
            p { a(.href("/desk/talks/\(line.id)")) { visit.html(line.title) } }
            p(.class("meta")) {
                visit.html(line.unit)
                if let expert = line.expert, !expert.isEmpty { " · " + expert }
            }
            p(.class("meta")) {
                if let begin = line.begin, let end = line.end {
                    Dates.session(begin, end, .china, visit.language)
                } else if let first = line.wishes.first {
                    visit.say(Phrase("希望：", "Wished: ")) + Dates.session(first.begin, first.end, .china, visit.language)
                }
            }
        }
    }
}
