import Access
import Kernel
import Language
import Storage
import Venues

extension Transaction {
    func title(_ id: ID<Title>) throws -> Title? { try row("SELECT * FROM calls_title WHERE id = \(id)", Title.init) }

    func title(code: String) throws -> Title? { try row("SELECT * FROM calls_title WHERE code = \(code)", Title.init) }

    func titles(of organisation: ID<Organisation>) throws -> [Title] {
        try rows("SELECT * FROM calls_title WHERE organisation_id = \(organisation) ORDER BY granted_on DESC, id", Title.init)
    }

    func titles(of venue: ID<Venue>) throws -> [Title] {
        try rows("SELECT * FROM calls_title WHERE venue_id = \(venue) ORDER BY granted_on DESC, id", Title.init)
    }

    /// Recognises an application: its title, from today on. Refused while its notice runs or an objection is open.
    func grant(_ id: ID<Application>, by identity: Identity) throws -> ID<Title> {
        let application = try requireApplication(id)
        guard let call = try call(application.callID) else { throw Refusal.notFound(Call.noun) }
        let scheme = try scheme(of: call)
        try step(id, ApplicationStep(.recognise), by: identity)
        let today = now.day(in: Notice.zone), title: ID<Title> = newID()
        let item = try row(
            """
            SELECT i.notice_id, i.position FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
            WHERE i.application_id = \(id) AND n.state <> \(NoticeState.superseded) ORDER BY n.begins_on DESC, n.id DESC LIMIT 1
            """) { (try $0.id("notice_id", Notice.self), try $0.int("position")) }
        try lock("calls.titles")
        let index = (try number("SELECT MAX(status_index) FROM calls_title") ?? -1) + 1
        try execute(
            """
            INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, venue_id, category, region, batch, granted_on, valid_until,
                state, notice_id, position, application_id, status_index)
            VALUES (\(title), \(Token().text), \(try nextNumber(of: scheme, year: today.year)), \(scheme.id), \(scheme.version), \(application.organisationID),
                \(application.venueID), \(application.category), \(application.region), \(call.batch), \(today), \(scheme.scheme.validity.lastDay(grantedOn: today)),
                \(TitleState.valid), \(item?.0), \(item?.1), \(id), \(index))
            """)
        if let item {
            try execute("UPDATE calls_notice_item SET outcome = 'granted', decided_at = \(now) WHERE notice_id = \(item.0) AND position = \(item.1)")
            try resolveIfDone(try requireNotice(item.0), by: identity.account.id.number)
        }
        try replaceOld(of: application, scheme.id, with: title, on: today, by: identity.account.id)
        _ = try madeIssuerKey(of: scheme.authorityID, by: identity.account.id.number)
        try record(LedgerEntry("calls.title-granted", "title", title, by: identity.account.id.number, visibility: .public))
        try tellHolder(ofNew: title)
        return title
    }

    /// `2023-007`: the year and a running number within the scheme.
    private func nextNumber(of scheme: SchemeRecord, year: Int) throws -> String {
        let like = "\(year)-%"
        let count = (try number("SELECT COUNT(*) FROM calls_title WHERE scheme_id = \(scheme.id) AND number LIKE \(like)") ?? 0) + 1
        return "\(year)-" + Padded.text(count, 3)
    }

    /// One holder has one title of a scheme at a time: the older is renewed by the newer.
    private func replaceOld(of application: Application, _ scheme: ID<SchemeRecord>, with new: ID<Title>, on day: Day, by actor: ID<Account>) throws {
        let same: SQL = application.venueID.map { "venue_id = \($0)" } ?? "venue_id IS NULL"
        let old = try rows(
            """
            SELECT * FROM calls_title WHERE scheme_id = \(scheme) AND organisation_id = \(application.organisationID) AND \(sql: same) AND id <> \(new)
                AND state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue]))
            """, Title.init)
        for one in old { try end(one, as: .replaced, on: day, ground: "", clause: "", by: actor.number) }
    }

    /// Takes a title back, with the ground that its scheme knows and the clause.
    func revoke(_ id: ID<Title>, ground: String, says: String, by identity: Identity) throws {
        guard let title = try title(id), let scheme = try scheme(title.schemeID, version: title.schemeVersion) else { throw Refusal.notFound(Title.noun) }
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        guard title.state.isInForce else { throw Refusal.titleEnded(title) }
        let known = scheme.scheme.ground(ground)
        guard known != nil || (scheme.scheme.grounds.isEmpty && !says.isEmpty) else {
            throw Refusal(
                .invalid, "ground", "请选择办法规定的撤销情形。", "Choose one of the grounds that the measure names.", field: "ground")
        }
        let reason = [known?.text.zh, says].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "：")
        try end(title, as: .revoked, on: now.day(in: Notice.zone), ground: reason, clause: known?.clause ?? "", by: identity.account.id.number)
    }

    /// Ends a title once: whoever comes second with another end is refused.
    func end(_ title: Title, as state: TitleState, on day: Day, ground: String, clause: String, by actor: Int64) throws {
        let changed = try execute(
            """
            UPDATE calls_title SET state = \(state), ended_on = \(day), ground = \(ground), clause = \(clause)
            WHERE id = \(title.id) AND state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue]))
            """)
        guard changed == 1 else { throw Refusal.titleEnded(try self.title(title.id) ?? title) }
        try record(LedgerEntry("calls.title-\(state.rawValue)", "title", title.id, by: actor, reason: ground, visibility: .public))
        try tellHolder(of: title, became: state, ground: ground)
    }

    /// Ends what has run out, the earliest first.
    func turnTitles() throws {
        let today = now.day(in: Notice.zone)
        let due = try rows(
            """
            SELECT * FROM calls_title WHERE state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue])) AND valid_until < \(today)
            ORDER BY valid_until, id
            """, Title.init)
        for one in due {
            guard let last = one.validUntil else { continue }
            try end(one, as: .expired, on: last.adding(days: 1), ground: "", clause: "", by: 0)
        }
    }
}
