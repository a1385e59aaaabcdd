import Activities
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/rules/{key}` of booking rules: what holds, in sentences, and what it means for the next sessions.
struct RulesPage {
    let named: NamedRules
    /// The next sessions where they hold, with what is in force there.
    let examples: [(title: Wording, session: ActivitySession, rules: RulesInForce)]

    static let page = RulePage { visit, key in
        try await visit.database.read { tx -> RulesPage? in try tx.namedRules(key: key).map { try RulesPage($0, in: tx) } }?.answer(visit)
    }

    init(_ named: NamedRules, in tx: Transaction) throws {
        self.named = named
        examples = try tx.sessionsUnder(named, limit: 3)
    }

    func answer(_ visit: Visit) -> Answer {
        visit.page(named.name.phrase, lede: named.summary?.phrase) {
            div(.class("stack")) {
                RulesView.html(RulesInForce([.init(named.level ?? .venue, of: named.subject ?? 0, key: named.key, named.rules)]), visit)
                if !examples.isEmpty { worked(visit) }
                p(.class("meta")) { visit.say(Phrase("最近修改：\(Dates.moment(named.changedAt, .china, .zh))", "Last changed \(Dates.moment(named.changedAt, .china, .en))")) }
            }
        }
    }

    /// The same rules with dates: what they mean for real sessions.
    private func worked(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("例：最近的场次", "For example: the next sessions")) }
            for example in examples {
                div(.class("panel", "stack")) {
                    h3 { a(.href("/activities/\(example.session.activity)")) { example.title(visit.language) } }
                    p(.class("ticket-when")) { example.session.words(visit.language) }
                    dl(.class("facts")) {
                        for kind in example.rules.kinds { facts(kind, example.rules.of(kind.kind), example.session, visit) }
                        if let places = try? example.rules.bookable(example.session, .china) {
                            dt { visit.say(Phrase("可预约名额", "Places to book")) }
                            dd { Numerals.count(places, visit.language) }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func facts(_ kind: KindRule, _ rules: RulesInForce, _ session: ActivitySession, _ visit: Visit) -> HTML {
        dt { visit.say(kind.kind.title) }
        dd {
            if let isTaken = try? kind.days.includes(session.day, .china), !isTaken {
                visit.say(Phrase("当天不接待", "not received on that day"))
            } else {
                visit.say(times(kind, rules, session))
            }
        }
    }

    private func times(_ kind: KindRule, _ rules: RulesInForce, _ session: ActivitySession) -> Phrase {
        func at(_ moment: RuleMoment?) -> Phrase? {
            moment.map { one in
                let instant = one.instant(for: session)
                return Phrase(Dates.moment(instant, session.zone, .zh), Dates.moment(instant, session.zone, .en))
            }
        }
        let opens = at(rules.opens(kind)).map { Phrase("\($0.zh) 开放", "opens \($0.en)") }
        let closes = at(rules.closes(kind)).map { Phrase("\($0.zh) 截止", "closes \($0.en)") } ?? Phrase("场次结束前可预约", "open until the session ends")
        let change = at(rules.changeUntil(kind.kind)).map { Phrase("\($0.zh) 前可更改", "changes until \($0.en)") }
        let parts = [opens, closes, change].compactMap { $0 }
        return Phrase(parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; "))
    }
}

extension Transaction {
    /// The next sessions for which these rules are in force.
    func sessionsUnder(_ named: NamedRules, limit: Int) throws -> [(title: Wording, session: ActivitySession, rules: RulesInForce)] {
        guard let level = named.level, let subject = named.subject else { return [] }
        let place: SQL =
            switch level {
            case .session: "s.session_id = \(subject)"
            case .activity: "s.activity_id = \(subject)"
            case .venue: "s.venue_id = \(subject)"
            case .campaign:
                """
                s.activity_id IN (SELECT c.activity_id FROM view_activities_counted c JOIN view_campaigns_ancestor a ON a.campaign_id = c.campaign_id
                    WHERE a.ancestor_id = \(subject))
                """
            }
        let ids = try rows(
            "SELECT s.session_id FROM view_activities_session s WHERE s.begin_at > \(now) AND s.status <> 'cancelled' AND \(sql: place) ORDER BY s.begin_at, s.session_id LIMIT \(limit)"
        ) { try $0.id("session_id", ActivitySession.self) }
        let found = try sessions(ids)
        return try ids.compactMap { id in
            guard let session = found[id], let rules = try rulesInForce(session), try activity(session.activity)?.isPublic == true else { return nil }
            return (try activityTitle(session.activity), session, rules)
        }
    }
}
