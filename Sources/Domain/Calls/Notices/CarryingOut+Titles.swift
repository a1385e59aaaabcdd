import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    /// Grants what a notice proposed, many at once: the same as `grant` for each. Gives the positions of those that could be: an application that
    /// has moved since is left as it is.
    func grant(_ items: [Notice.Item], of notice: Notice, _ scheme: SchemeRecord, by identity: Identity) throws -> Set<Int> {
        let (actor, today) = (identity.account.id.number, now.day(in: Notice.zone))
        let wanted = items.compactMap(\.applicationID)
        let found = try rows(
            """
            SELECT a.*, c.batch, c.scheme_version FROM calls_application a JOIN calls_call c ON c.id = a.call_id WHERE a.id IN (\(list: wanted))
                AND a.state = \(ApplicationState.proposed) ORDER BY a.id
            """) { (application: try Application($0), batch: try $0.intOrNil("batch"), version: try $0.intOrNil("scheme_version")) }
        guard !found.isEmpty else { return [] }
        let ids = found.map(\.application.id)
        let applications = Dictionary(found.map { ($0.application.id, $0) }, uniquingKeysWith: { first, _ in first })
        let line = try Application.workflow.transition(from: .proposed, on: .recognise)
        let changed = try execute(
            """
            UPDATE calls_application SET state = \(line.to), changed_at = \(now), remark = '' WHERE id IN (\(list: ids)) AND state = \(ApplicationState.proposed)
            """)
        guard changed == ids.count else { throw Refusal.applicationMoved }
        let calls = Dictionary(found.map { ($0.application.callID, CallTally.moved(from: .proposed, to: line.to)) }, uniquingKeysWith: +)
        try count(calls)
        try lock("calls.titles")
        var index = (try number("SELECT MAX(status_index) FROM calls_title") ?? -1) + 1
        let like = "\(today.year)-%"
        var numbered = try number("SELECT COUNT(*) FROM calls_title WHERE scheme_id = \(scheme.id) AND number LIKE \(like)") ?? 0
        var (values, entries, granted): ([SQL], [LedgerEntry], [ID<Title>]) = ([], [], []), done: Set<Int> = []
        for item in items {
            guard let id = item.applicationID, let one = applications[id] else { continue }
            done.insert(item.position)
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
        return done
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

    /// Cancels titles on the ground that the notice gave; one that has ended meanwhile stays as it is. Gives the positions of those that were.
    func cancel(_ items: [Notice.Item], by identity: Identity) throws -> Set<Int> {
        let today = now.day(in: Notice.zone), byTitle = itemsByTitle(items)
        let standing = try rows(
            "SELECT id FROM calls_title WHERE id IN (\(list: Array(byTitle.keys))) AND state IN (\(list: TitleState.inForce)) ORDER BY id"
        ) { try $0.id("id", Title.self) }
        let cancelled = standing.compactMap { id in byTitle[id].map { (id, $0) } }
        guard !cancelled.isEmpty else { return [] }
        let grounds = cancelled.map { id, item -> SQL in "WHEN \(id) THEN \(item.reason)" }.joined(" ")
        let clauses = cancelled.map { id, item -> SQL in "WHEN \(id) THEN \(item.ground?.clause ?? "")" }.joined(" ")
        try execute(
            """
            UPDATE calls_title SET state = \(TitleState.revoked), ended_on = \(today), ground = CASE id \(sql: grounds) ELSE ground END,
                clause = CASE id \(sql: clauses) ELSE clause END WHERE id IN (\(list: standing))
            """)
        try record(
            cancelled.map { LedgerEntry("calls.title-revoked", "title", $0, by: identity.account.id.number, reason: $1.reason, visibility: .public) })
        try tellCancelled(standing)
        return Set(cancelled.map { $0.1.position })
    }

    /// Decides the assessments on which the notice's lists rest: filed, under cultivation, to rectify by a date. What was decided otherwise
    /// meanwhile, and a title that has ended, stays as it is. Gives the positions of those that were decided.
    func decide(_ items: [Notice.Item], _ action: NoticeAction, _ scheme: SchemeRecord, by identity: Identity) throws -> Set<Int> {
        guard let event = action.assessmentEvent, let rule = scheme.scheme.assessment else {
            throw Refusal(.conflict, "no-assessment", "该办法没有考核的规定。", "This measure knows no assessment.")
        }
        let line = try Assessment.workflow.transition(from: .filed, on: event), byTitle = itemsByTitle(items)
        let until = try rule.until(event, from: now.day(in: Notice.zone))
        let filed = try rows(
            """
            SELECT a.id, a.title_id FROM calls_assessment a JOIN calls_title t ON t.id = a.title_id
            WHERE a.title_id IN (\(list: Array(byTitle.keys))) AND a.state = \(AssessmentState.filed) AND t.state IN (\(list: TitleState.inForce)) ORDER BY a.id
            """) { (id: try $0.id("id", Assessment.self), title: try $0.id("title_id", Title.self)) }
        let decided = filed.compactMap { one in byTitle[one.title].map { (id: one.id, title: one.title, item: $0) } }
        guard !decided.isEmpty else { return [] }
        let says = decided.map { one -> SQL in "WHEN \(one.id) THEN \(one.item.says)" }.joined(" ")
        try execute(
            """
            UPDATE calls_assessment SET state = \(line.to), says = CASE id \(sql: says) ELSE says END, rectify_until = COALESCE(\(until), rectify_until),
                decided_at = \(now) WHERE id IN (\(list: decided.map(\.id)))
            """)
        let actor = identity.account.id.number
        try record(decided.map { LedgerEntry(line.records, "assessment", $0.id, by: actor, reason: $0.item.says, visibility: .unit) })
        let reasons = Dictionary(decided.map { ($0.title, $0.item.says) }, uniquingKeysWith: { first, _ in first })
        try showRectification(on: reasons, after: line.to, by: actor)
        try tellDecided(decided.map(\.id))
        return Set(decided.map(\.item.position))
    }

    private func itemsByTitle(_ items: [Notice.Item]) -> [ID<Title>: Notice.Item] {
        Dictionary(items.compactMap { item in item.titleID.map { ($0, item) } }, uniquingKeysWith: { first, _ in first })
    }
}
