import Access
import Activities
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// A past session of somebody's activities, and how far its visits are known.
struct SessionToReport: Sendable {
    let session: ActivitySession
    let title: Wording
    let counted: Int64?
    let isReturned: Bool
}

extension Transaction {
    /// The newest hundred past sessions of activities within the identity's scopes.
    func sessionsToReport(for identity: Identity) throws -> [SessionToReport] {
        let found = try rows(
            """
            SELECT s.session_id, t.title_zh, t.title_en, n.value, (
                    SELECT c.state FROM participation_claim c
                    WHERE c.activity_id = s.activity_id AND c.session_id = s.session_id AND c.method IN ('reported', 'estimated') ORDER BY c.id DESC LIMIT 1
                ) AS last_state
            \(sql: pastSessions(for: identity)) ORDER BY s.end_at DESC, s.session_id DESC LIMIT 100
            """
        ) { row in
            (session: try row.id("session_id", ActivitySession.self), title: try row.wording("title"), value: try row.int64OrNil("value"),
                last: try row.choiceOrNil("last_state", ClaimState.self))
        }
        let sessions = try sessions(found.map(\.session))
        return found.compactMap { one in
            sessions[one.session].map { SessionToReport(session: $0, title: one.title, counted: one.value, isReturned: one.last == .returned) }
        }
    }

    /// Past sessions without any counted visits.
    func sessionsWithoutFigures(for identity: Identity) throws -> Int {
        Int(try number("SELECT COUNT(*) \(sql: pastSessions(for: identity)) AND n.value IS NULL") ?? 0)
    }

    private func pastSessions(for identity: Identity) -> SQL {
        """
        FROM view_activities_session s
            JOIN view_activities_title t ON t.activity_id = s.activity_id
            LEFT JOIN participation_counted n ON n.activity_id = s.activity_id AND n.session_id = s.session_id AND n.indicator = 'visits'
        WHERE s.end_at <= \(now) AND s.status <> 'cancelled' AND \(sql: ClaimScope.condition(identity.scopes(of: Participation.report)))
        """
    }
}

/// `/desk/reports`: past sessions, the newest first, each leading to its claims.
struct ReportListPage {
    let lines: [SessionToReport]
    let visit: Visit

    var answer: Answer {
        visit.desk(Phrase("数据上报", "Reports"), lede: Phrase("已结束的场次，最近的在前。", "Past sessions, the newest first.")) {
            if lines.isEmpty {
                div(.class("empty-state")) { h2 { visit.say(Phrase("还没有结束的场次", "No session is over yet")) } }
            } else {
                ul(.class("session-list"), .role("list")) { for line in lines { item(line) } }
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
        return span(.class("badge", "badge-success")) { Numerals.count(value, visit.language) + " " + visit.say(Indicators.visits.unit) }
    }
}
