import Kernel
import Language
import Markup
import Participation
import Storage
import Venues
import Web

/// What moved figures since a lock beside corrections of claims: an activity that counts no more, one that came, a session that was called off.
struct LockMovement: Sendable, Hashable {
    enum What: Sendable, Hashable {
        case gone, came
        case sessionCancelled(begin: Instant, zone: Zone)
    }

    let activity: Int64
    let title: Wording
    let what: What
    /// The visits that went or came with it; nil where nothing was stated.
    let visits: Int64?
}

/// The movements since a lock, some of them, and how many there are.
struct LockMovements: Sendable {
    static let most = 100

    var list: [LockMovement] = []
    var gone = 0, came = 0, cancelled = 0
    var total: Int { gone + came + cancelled }
}

extension Transaction {
    func movements(since lock: FigureLock) throws -> LockMovements {
        var out = LockMovements()
        let counted: SQL = """
            SELECT DISTINCT n.activity_id FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id WHERE x.ancestor_id = \(lock.campaign)
            """
        let locked: SQL = "SELECT k.activity_id FROM figures_locked_activity k WHERE k.campaign_id = \(lock.campaign)"
        out.gone = try moved("SELECT k.activity_id FROM (\(sql: locked)) k WHERE k.activity_id NOT IN (\(sql: counted))", .gone, into: &out)
        out.came = try moved("SELECT k.activity_id FROM (\(sql: counted)) k WHERE k.activity_id NOT IN (\(sql: locked))", .came, into: &out)
        let sessions = try cancelledSessions(since: lock.at)
        guard !sessions.isEmpty else { return out }
        try each(
            """
            SELECT s.activity_id, s.begin_at, s.zone, t.title_zh, t.title_en,
                (SELECT c.value FROM view_participation_counted c WHERE c.activity_id = s.activity_id AND c.session_id = s.session_id AND c.indicator = 'visits') AS visits
            FROM view_activities_session s JOIN view_activities_title t ON t.activity_id = s.activity_id
            WHERE s.session_id IN (\(list: sessions)) AND s.status = 'cancelled' AND s.activity_id IN (\(sql: locked)) ORDER BY s.begin_at, s.session_id
            """
        ) { row in
            out.cancelled += 1
            guard out.list.count < LockMovements.most else { return true }
            let zone = Zone(try row.text("zone")) ?? .china
            out.list.append(try LockMovement(row, .sessionCancelled(begin: try row.instant("begin_at"), zone: zone)))
            return true
        }
        return out
    }

    private func moved(_ activities: SQL, _ what: LockMovement.What, into out: inout LockMovements) throws -> Int {
        let all = try rows(activities) { try $0.int64("activity_id") }.sorted()
        guard !all.isEmpty else { return 0 }
        out.list += try rows(
            """
            SELECT t.activity_id, t.title_zh, t.title_en,
                (SELECT SUM(c.value) FROM view_participation_counted c LEFT JOIN view_activities_session_day s ON s.activity_id = c.activity_id AND s.session_id = c.session_id
                WHERE c.activity_id = t.activity_id AND c.indicator = 'visits' AND \(sql: FigureQuestion.takesPlace)) AS visits
            FROM view_activities_title t WHERE t.activity_id IN (\(list: Array(all.prefix(LockMovements.most)))) ORDER BY t.activity_id
            """) { try LockMovement($0, what) }
        return all.count
    }

    /// Sessions that were called off since, as the ledger says.
    private func cancelledSessions(since moment: Instant) throws -> [Int64] {
        var found: Set<Int64> = []
        for kind in ["activities.session-cancelled", "activities.session-changed"] {
            var question = LedgerQuestion()
            (question.kind, question.from) = (kind, moment)
            for one in try ledger(question, limit: 20_000) where one.entry.payload.contains("\"status\":\"cancelled\"") { found.insert(one.entry.subject) }
        }
        return found.sorted()
    }
}

extension LockMovement {
    fileprivate init(_ row: Row, _ what: What) throws {
        self.init(activity: try row.int64("activity_id"), title: Wording(try row.text("title_zh"), try row.textOrNil("title_en")), what: what, visits: try row.int64OrNil("visits"))
    }
}

/// The movements as a table behind the corrections.
struct MovementTable {
    let movements: LockMovements
    /// Activities that are for minors alone.
    let minors: Set<Int64>

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if movements.total > 0 {
            h3 {
                visit.say(Phrase("锁定后的其他变化 ", "Other changes since the lock: "))
                visit.figureHTML("movements", Int64(movements.total))
            }
            p(.class("meta")) {
                visit.say(
                    Phrase(
                        "不再计入的活动 \(movements.gone) 项，新计入的活动 \(movements.came) 项，取消的场次 \(movements.cancelled) 场。",
                        "\(Plural.en(movements.gone, "activity counts", "activities count")) no more, \(Plural.en(movements.came, "activity", "activities")) came, \(Plural.en(movements.cancelled, "session was", "sessions were")) called off."))
            }
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("其他变化", "Other changes"))), .tabindex(0)) {
                Markup.table(.class("table")) {
                    thead {
                        tr {
                            th(.scope("col")) { visit.say(Phrase("活动", "Activity")) }
                            th(.scope("col")) { visit.say(Phrase("变化", "What changed")) }
                            th(.scope("col"), .class("number")) { visit.say(Phrase("人次", "Visits")) }
                        }
                    }
                    tbody { for one in movements.list { row(one, visit) } }
                }
            }
            if movements.total > movements.list.count {
                p(.class("meta")) { visit.say(Phrase("另有 \(movements.total - movements.list.count) 项。", "And \(movements.total - movements.list.count) more.")) }
            }
        }
    }

    private func row(_ one: LockMovement, _ visit: Visit) -> HTML {
        tr {
            th(.scope("row")) {
                // What is withdrawn has no page any more.
                if one.what == .gone { visit.html(one.title) } else { a(.href("/activities/\(Crockford.text(one.activity))")) { visit.html(one.title) } }
            }
            td(.data("label", visit.say(Phrase("变化", "What changed")))) { what(one, visit) }
            td(.data("label", visit.say(Phrase("人次", "Visits"))), .class("number")) { amount(one, visit) }
        }
    }

    @HTMLBuilder private func what(_ one: LockMovement, _ visit: Visit) -> HTML {
        switch one.what {
        case .gone: visit.say(Phrase("撤回、取消或移出，不再计入", "Withdrawn, cancelled or taken out: counts no more"))
        case .came: visit.say(Phrase("锁定后才计入", "Counts since the lock"))
        case .sessionCancelled(let begin, let zone):
            visit.say(Phrase("场次取消：", "Session called off: "))
            Dates.session(begin, nil, zone, visit.language)
        }
    }

    private func amount(_ one: LockMovement, _ visit: Visit) -> String {
        guard let visits = one.visits else { return "–" }
        let told = SmallGroups.told(visits, ofMinors: minors.contains(one.activity))
        guard told.value != nil else { return told.text(visit.language) }
        return visits == 0 ? "0" : (one.what == .came ? "+" : "−") + Numerals.count(visits, visit.language)
    }
}
