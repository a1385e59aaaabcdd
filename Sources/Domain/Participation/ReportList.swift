import Access
import Activities
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// A past session of somebody's activities, and how far what is counted of it first is known: its visits, of an online activity its viewers.
struct SessionToReport: Sendable {
    let session: ActivitySession
    let title: Wording
    let indicator: Indicator
    let counted: Int64?
    let isReturned: Bool
}

extension Transaction {
    static var reportListSize: Int { 50 }

    /// A page of the past sessions of activities within the identity's scopes, the newest first, and how many there are.
    ///
    /// - onlyUnknown: those alone of which nothing is counted.
    func sessionsToReport(for identity: Identity, onlyUnknown: Bool = false, page: Int = 1) throws -> (lines: [SessionToReport], total: Int) {
        let source = onlyUnknown ? pastSessions(for: identity) + " AND n.value IS NULL" : pastSessions(for: identity)
        let found = try rows(
            """
            SELECT s.session_id, t.title_zh, t.title_en, n.value, \(sql: Self.firstCounted) AS indicator, (
                    SELECT c.state FROM participation_claim c
                    WHERE c.activity_id = s.activity_id AND c.session_id = s.session_id AND c.method IN ('reported', 'estimated') ORDER BY c.id DESC LIMIT 1
                ) AS last_state
            \(sql: source) ORDER BY s.end_at DESC, s.session_id DESC LIMIT \(Self.reportListSize) OFFSET \((page - 1) * Self.reportListSize)
            """
        ) { row in
            (session: try row.id("session_id", ActivitySession.self), title: try row.wording("title"), value: try row.int64OrNil("value"),
                indicator: Indicators.named(try row.text("indicator")) ?? Indicators.visits, last: try row.choiceOrNil("last_state", ClaimState.self))
        }
        let sessions = try sessions(found.map(\.session))
        let lines = found.compactMap { one in
            sessions[one.session].map {
                SessionToReport(session: $0, title: one.title, indicator: one.indicator, counted: one.value, isReturned: one.last == .returned)
            }
        }
        return (lines, Int(try number("SELECT COUNT(*) \(sql: source)") ?? 0))
    }

    /// Past sessions of which nothing is counted.
    func sessionsWithoutFigures(for identity: Identity) throws -> Int {
        Int(try number("SELECT COUNT(*) \(sql: pastSessions(for: identity)) AND n.value IS NULL") ?? 0)
    }

    /// What is to be known of a session `s` first: visits, where the activity takes place online alone its viewers.
    static var firstCounted: SQL {
        """
        CASE WHEN EXISTS (SELECT 1 FROM view_activities_counted m WHERE m.activity_id = s.activity_id AND m.mode = \(AttendanceMode.online))
            THEN \(Indicators.viewers.key) ELSE \(Indicators.visits.key) END
        """
    }

    private func pastSessions(for identity: Identity) -> SQL {
        """
        FROM view_activities_session s
            JOIN view_activities_title t ON t.activity_id = s.activity_id
            LEFT JOIN participation_counted n ON n.activity_id = s.activity_id AND n.session_id = s.session_id AND n.indicator = \(sql: Self.firstCounted)
        WHERE s.end_at <= \(now) AND s.status <> 'cancelled' AND \(sql: ClaimScope.condition(identity.scopes(of: Participation.report)))
        """
    }
}

/// `/desk/reports`: past sessions, the newest first, each leading to its claims; those of which nothing is known by themselves.
struct ReportListPage {
    static let unknownPath = "/desk/reports?unknown=1"

    let lines: [SessionToReport]
    let total: Int
    let unknown: Int
    let onlyUnknown: Bool
    let visit: Visit

    var answer: Answer {
        visit.desk(Phrase("数据上报", "Reports"), lede: Phrase("已结束的场次，最近的在前。", "Past sessions, the newest first.")) {
            tabs
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(onlyUnknown ? Phrase("已结束的场次都有数据", "Every past session has its figures") : Phrase("还没有结束的场次", "No session is over yet")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) { for line in lines { item(line) } }
                visit.pager(page: visit.pageNumber, total: total, size: Transaction.reportListSize)
            }
        }
    }

    private var tabs: HTML {
        ul(.class("tabs"), .role("list")) {
            li { a(.href("/desk/reports"), .aria("current", "page").when(!onlyUnknown)) { visit.say(Phrase("全部", "All")) } }
            li {
                a(.href("/desk/reports?unknown=1"), .aria("current", "page").when(onlyUnknown)) {
                    visit.say(Phrase("还没有数据", "Without figures"))
                    span(.class("badge", unknown > 0 ? "badge-attention" : "")) { Numerals.count(unknown, visit.language) }
                }
            }
        }
    }

    private func item(_ line: SessionToReport) -> HTML {
        li {
            badge(line)
            div {
                p { strong { visit.html(line.title) } }
                p(.class("meta")) { line.session.words(visit.language) }
                if line.counted == nil { due(line.session) }
            }
            a(.class("button"), .href("/desk/activities/\(line.session.activity.text)/sessions/\(line.session.id.text)/\(line.counted == nil ? "results" : "claims")")) {
                visit.say(line.counted == nil ? Phrase("上报", "Report") : Phrase("查看", "Open"))
            }
        }
    }

    /// By when it is expected, or by how many days it is overdue.
    private func due(_ session: ActivitySession) -> HTML {
        let late = ReportDeadline.lateness(of: visit.now, about: session)
        if late > 0 { return p { span(.class("badge", "badge-warning")) { visit.say(Phrase("已逾期 \(late) 天", late == 1 ? "1 day overdue" : "\(late) days overdue")) } } }
        let day = session.end.day(in: session.zone).adding(days: ReportDeadline.days)
        return p(.class("meta")) { visit.say(Phrase("请在 \(Dates.day(day, .zh))前上报", "Expected by \(Dates.day(day, .en))")) }
    }

    private func badge(_ line: SessionToReport) -> HTML {
        if line.isReturned { return span(.class("badge"), .data("state", "returned")) { visit.say(ClaimState.returned.title) } }
        guard let value = line.counted else { return span(.class("badge", "badge-warning")) { visit.say(Phrase("未知", "Unknown")) } }
        return span(.class("badge", "badge-success")) { Numerals.count(value, visit.language) + " " + visit.say(line.indicator.unit) }
    }
}
