import Access
import Campaigns
import Kernel
import Storage
import Venues
import Language

extension Transaction {
    func application(_ id: ID<Application>) throws -> Application? {
        try row("SELECT * FROM calls_application WHERE id = \(id)", Application.init)
    }

    func requireApplication(_ id: ID<Application>) throws -> Application {
        guard let found = try application(id) else { throw Refusal.notFound(Application.noun) }
        return found
    }

    /// What it says in its version.
    func body(of application: Application) throws -> ApplicationBody { try body(of: application.id, version: application.version) }

    func body(of id: ID<Application>, version: Int) throws -> ApplicationBody {
        try row("SELECT body FROM calls_application_version WHERE application_id = \(id) AND version = \(version)") { row in
            try ApplicationBody(json: try row.text("body"))
        } ?? ApplicationBody()
    }

    /// Begins an application, filled in from the unit's last one of the same scheme. The same again gives the one that there is; one that was
    /// withdrawn is a draft again.
    func startApplication(
        to call: Call, organisation: ID<Organisation>, venue: ID<Venue>?, category: String?, by identity: Identity
    ) throws -> ID<Application> {
        try identity.require(Calls.apply, within: try organisationScopes(organisation))
        let scheme = try scheme(of: call)
        let phase = call.phase(at: now, daysForCorrection: scheme.scheme.recommendation.daysForCorrection)
        guard phase == .open || phase == .scheduled else { throw ApplicationRules.closed(call, phase) }
        try checkSubject(venue: venue, of: organisation)
        try checkCategory(category, of: scheme.scheme)
        try lock("calls.call.\(call.id.number)")
        if let old = try existing(call.id, organisation, venue) {
            if try requireApplication(old).state == .withdrawn { try step(old, ApplicationStep(.resume), by: identity) }
            return old
        }
        let id: ID<Application> = newID()
        let region = try self.organisation(organisation)?.region
        try execute(
            """
            INSERT INTO calls_application (id, call_id, organisation_id, venue_id, category, state, version, blind_code, region, changed_at, made_by)
            VALUES (\(id), \(call.id), \(organisation), \(venue), \(category), \(ApplicationState.draft), 1, \(try blindCode(in: call.id)), \(region), \(now),
                \(identity.account.id))
            """)
        let fields = scheme.scheme.fields(of: category ?? "")
        let last = try lastBody(of: organisation, venue: venue, scheme: scheme.id)
        let first = try ProfileAnswers(of: organisation, venue: venue, in: self).filled(last, fields)
        try keepVersion(1, of: id, first, isNew: true, by: identity.account.id)
        try noteRenewal(id, of: organisation, venue: venue, call, scheme)
        try count(.moved(to: .draft), in: call.id)
        try record(LedgerEntry("calls.application-begun", "application", id, by: identity.account.id.number, visibility: .unit))
        return id
    }

    func existing(_ call: ID<Call>, _ organisation: ID<Organisation>, _ venue: ID<Venue>?) throws -> ID<Application>? {
        let of: SQL = venue.map { "venue_id = \($0)" } ?? "venue_id IS NULL"
        return try row("SELECT id FROM calls_application WHERE call_id = \(call) AND organisation_id = \(organisation) AND \(sql: of)") { try $0.id("id") }
    }

    private func checkSubject(venue: ID<Venue>?, of organisation: ID<Organisation>) throws {
        guard let venue else { return }
        guard try self.venue(venue)?.organisationID == organisation else {
            throw Refusal(
                .invalid, "venue-not-theirs", "这个场馆不属于该单位。请选择本单位的场馆，或以单位自身申报。",
                "This venue is not the unit's. Choose one of its own, or apply for the unit itself.", field: "venue")
        }
    }

    private func checkCategory(_ category: String?, of scheme: Scheme) throws {
        guard !scheme.categories.isEmpty else { return }
        guard let category, scheme.category(category) != nil else {
            throw Refusal(.invalid, "category", "请选择申报类别。", "Choose the category for which you apply.", field: "category")
        }
    }

    /// Four letters that say nothing of the unit, unlike any other of the call.
    private func blindCode(in call: ID<Call>) throws -> String {
        while true {
            let letters = (0..<4).map { _ in "ABCDEFGHJKMNPQRSTVWXYZ".randomElement() ?? "A" }
            let code = String(letters) + String(Int.random(in: 10...99))
            if try number("SELECT COUNT(*) FROM calls_application WHERE call_id = \(call) AND blind_code = \(code)") == 0 { return code }
        }
    }

    /// What the unit said the last time it was asked under this scheme.
    private func lastBody(of organisation: ID<Organisation>, venue: ID<Venue>?, scheme: ID<SchemeRecord>) throws -> ApplicationBody {
        let old = try row(
            """
            SELECT a.* FROM calls_application a JOIN calls_call c ON c.id = a.call_id
            WHERE a.organisation_id = \(organisation) AND c.scheme_id = \(scheme) AND a.submitted_at IS NOT NULL
            ORDER BY CASE WHEN a.venue_id = \(venue) THEN 0 ELSE 1 END, a.submitted_at DESC LIMIT 1
            """, Application.init)
        return try old.map { try body(of: $0) } ?? ApplicationBody()
    }

    /// Keeps what was entered, complete or not. A version that was handed in or printed stays as it is; what differs is the next.
    ///
    /// - Parameter mark: of the text that was seen (`SeenVersion`), so that two pages do not undo each other's work; nil where none was shown.
    func saveApplication(_ id: ID<Application>, _ body: ApplicationBody, seen version: Int, mark: String? = nil, by identity: Identity) throws {
        try lock("calls.application.\(id.number)")
        let old = try requireOpenApplication(id, by: identity)
        let present = try self.body(of: old)
        if version == old.version, present == body { return }
        guard version == old.version, mark == nil || mark == SeenVersion.mark(of: present) else {
            throw Refusal(
                .conflict, "application-changed", "打开本页之后，这份申报在别处有了修改（他人，或您自己的另一个窗口）。请重新打开，看过现状再改；您填写的内容仍在下面。",
                "This application was changed elsewhere after you opened this page (by somebody else, or in another window of yours). Open it again and look; what you entered is still below.")
        }
        try keepBody(body, of: old, by: identity.account.id)
    }

    /// The next version where the present one is fixed, else the present one.
    func keepBody(_ body: ApplicationBody, of old: Application, by actor: ID<Account>) throws {
        let isFrozen = try isFrozen(old)
        let version = isFrozen ? old.version + 1 : old.version
        try keepVersion(version, of: old.id, body, isNew: isFrozen, by: actor)
        try execute("UPDATE calls_application SET version = \(version), changed_at = \(now) WHERE id = \(old.id)")
    }

    private func keepVersion(_ version: Int, of id: ID<Application>, _ body: ApplicationBody, isNew: Bool, by actor: ID<Account>) throws {
        let digest = body.digest(attachments: try attachments(of: id).map { "\($0.field) \($0.digest)" })
        if isNew {
            try execute(
                """
                INSERT INTO calls_application_version (application_id, version, body, digest, made_at, made_by)
                VALUES (\(id), \(version), \(body.json), \(digest), \(now), \(actor))
                """)
        } else {
            let changed = try execute(
                """
                UPDATE calls_application_version SET body = \(body.json), digest = \(digest), made_at = \(now), made_by = \(actor)
                WHERE application_id = \(id) AND version = \(version) AND is_frozen = 0
                """)
            guard changed == 1 else { throw Refusal.applicationMoved }
        }
    }

    /// Whether its version was printed or handed in.
    func isFrozen(_ application: Application) throws -> Bool {
        try number("SELECT is_frozen FROM calls_application_version WHERE application_id = \(application.id) AND version = \(application.version)") == 1
    }

    /// From now on this version stays as it is: it was printed or handed in.
    func freeze(_ application: Application) throws {
        try execute(
            "UPDATE calls_application_version SET is_frozen = 1 WHERE application_id = \(application.id) AND version = \(application.version)")
    }
}
