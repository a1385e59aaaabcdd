import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    /// Grants what a notice proposed, many at once: the same as `grant` for each.
    func grant(_ items: [Notice.Item], of notice: Notice, _ scheme: SchemeRecord, by identity: Identity) throws {
        let (actor, today) = (identity.account.id.number, now.day(in: Notice.zone))
        let ids = items.compactMap(\.applicationID)
        let found = try rows(
            """
            SELECT a.*, c.batch, c.scheme_version FROM calls_application a JOIN calls_call c ON c.id = a.call_id WHERE a.id IN (\(list: ids)) ORDER BY a.id
            """) { (application: try Application($0), batch: try $0.intOrNil("batch"), version: try $0.intOrNil("scheme_version")) }
        let applications = Dictionary(found.map { ($0.application.id, $0) }, uniquingKeysWith: { first, _ in first })
        let line = try Application.workflow.transition(from: .proposed, on: .recognise)
        let changed = try execute(
            """
            UPDATE calls_application SET state = \(line.to), changed_at = \(now), remark = '' WHERE id IN (\(list: ids)) AND state = \(ApplicationState.proposed)
            """)
        guard changed == items.count else { throw Refusal.applicationMoved }
        let calls = Dictionary(found.map { ($0.application.callID, CallTally.moved(from: .proposed, to: line.to)) }, uniquingKeysWith: +)
        try count(calls)
        try lock("calls.titles")
        var index = (try number("SELECT MAX(status_index) FROM calls_title") ?? -1) + 1
        let like = "\(today.year)-%"
        var numbered = try number("SELECT COUNT(*) FROM calls_title WHERE scheme_id = \(scheme.id) AND number LIKE \(like)") ?? 0
        var (values, entries, granted): ([SQL], [LedgerEntry], [ID<Title>]) = ([], [], [])
        for item in items {
            guard let id = item.applicationID, let one = applications[id] else { throw Refusal.applicationMoved }
            let title: ID<Title> = newID()
            numbered += 1
            values.append(
                """
                (\(title), \(Token().text), \("\(today.year)-" + Padded.text(numbered, 3)), \(scheme.id), \(one.version ?? scheme.version), \(one.application.organisationID),
                \(one.application.venueID), \(one.application.category), \(one.application.region), \(one.batch), \(today),
                \(scheme.scheme.validity.lastDay(grantedOn: today)), \(TitleState.valid), \(notice.id), \(item.position), \(id), \(index))
                """)
            index += 1
            granted.append(title)
            entries.append(LedgerEntry(line.records, "application", id, by: actor, payload: "{\"version\":\(one.application.version)}", visibility: .unit))
            entries.append(LedgerEntry("calls.title-granted", "title", title, by: actor, visibility: .public))
        }
        for start in stride(from: 0, to: values.count, by: 200) {
            try execute(
                """
                INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, venue_id, category, region, batch, granted_on, valid_until,
                    state, notice_id, position, application_id, status_index)
                VALUES \(sql: Array(values[start..<min(start + 200, values.count)]).joined(", "))
                """)
        }
        entries += try replaceOlder(than: granted, scheme.id, on: today, by: actor)
        for start in stride(from: 0, to: entries.count, by: 200) { try record(Array(entries[start..<min(start + 200, entries.count)])) }
        _ = try madeIssuerKey(of: scheme.authorityID, by: actor)
        try tellGranted(granted)
    }

    /// One holder has one title of a scheme at a time: what these take the place of ends.
    private func replaceOlder(than new: [ID<Title>], _ scheme: ID<SchemeRecord>, on day: Day, by actor: Int64) throws -> [LedgerEntry] {
        let old = try rows(
            """
            SELECT o.id FROM calls_title o JOIN calls_title t ON t.scheme_id = o.scheme_id AND t.organisation_id = o.organisation_id
                AND COALESCE(t.venue_id, 0) = COALESCE(o.venue_id, 0)
            WHERE t.id IN (\(list: new)) AND o.id NOT IN (\(list: new)) AND o.scheme_id = \(scheme)
                AND o.state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue])) ORDER BY o.id
            """) { try $0.id("id", Title.self) }
        try execute("UPDATE calls_title SET state = \(TitleState.replaced), ended_on = \(day) WHERE id IN (\(list: old))")
        return old.map { LedgerEntry("calls.title-replaced", "title", $0, by: actor, visibility: .public) }
    }

    /// Cancels titles on the ground that the notice gave; one that has ended meanwhile stays as it is.
    func cancel(_ items: [Notice.Item], _ scheme: SchemeRecord, by identity: Identity) throws {
        let today = now.day(in: Notice.zone), clause = scheme.scheme.grounds.first?.clause ?? ""
        let cases = items.compactMap { item -> SQL? in item.titleID.map { "WHEN \($0) THEN \(item.says)" } }.joined(" ")
        let ids = items.compactMap(\.titleID)
        let standing = try rows(
            "SELECT id FROM calls_title WHERE id IN (\(list: ids)) AND state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue])) ORDER BY id"
        ) { try $0.id("id", Title.self) }
        try execute(
            """
            UPDATE calls_title SET state = \(TitleState.revoked), ended_on = \(today), clause = \(clause), ground = CASE id \(sql: cases) ELSE ground END
            WHERE id IN (\(list: standing))
            """)
        let says = Dictionary(items.compactMap { item in item.titleID.map { ($0, item.says) } }, uniquingKeysWith: { first, _ in first })
        try record(
            standing.map {
                LedgerEntry("calls.title-revoked", "title", $0, by: identity.account.id.number, reason: says[$0] ?? "", visibility: .public)
            })
        try tellCancelled(standing)
    }

    /// Decides the assessments on which the notice's lists rest: filed, under cultivation, to rectify by a date.
    func decide(_ items: [Notice.Item], _ action: NoticeAction, _ scheme: SchemeRecord, by identity: Identity) throws {
        guard let event = action.assessmentEvent, let rule = scheme.scheme.assessment else {
            throw Refusal(.conflict, "no-assessment", "该办法没有考核的规定。", "This measure knows no assessment.")
        }
        let line = try Assessment.workflow.transition(from: .filed, on: event)
        let until = try rule.until(event, from: now.day(in: Notice.zone))
        let titles = items.compactMap(\.titleID)
        let decided = try rows(
            "SELECT id FROM calls_assessment WHERE title_id IN (\(list: titles)) AND state = \(AssessmentState.filed) ORDER BY id"
        ) { try $0.id("id", Assessment.self) }
        try execute(
            """
            UPDATE calls_assessment SET state = \(line.to), says = '', rectify_until = \(until), decided_at = \(now) WHERE id IN (\(list: decided))
            """)
        let standing: TitleState = action == .rectify ? .rectifying : .valid
        try execute(
            """
            UPDATE calls_title SET state = \(standing) WHERE id IN (\(list: titles))
                AND state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue]))
            """)
        try record(decided.map { LedgerEntry(line.records, "assessment", $0, by: identity.account.id.number, visibility: .unit) })
        try tellDecided(decided)
    }
}
