import Access
import Kernel
import Language
import Storage
import Venues

/// An expert's tie to a unit, as it was declared: a conflict with it and all below it (domain.md P8).
struct ExpertTie: Sendable, Hashable {
    let organisationID: ID<Organisation>
    let unit: Wording
    let kind: Conflict
    let says: String
}

extension Transaction {
    /// With the names of the units, in one statement.
    func ties(of expert: ID<Expert>) throws -> [ExpertTie] {
        try rows(
            """
            SELECT t.organisation_id, t.kind, t.says, o.name_zh, o.name_en FROM calls_expert_tie t JOIN view_venues_organisation o ON o.id = t.organisation_id
            WHERE t.expert_id = \(expert) ORDER BY o.name_zh, t.organisation_id, t.kind
            """) { row in
                ExpertTie(
                    organisationID: try row.id("organisation_id"), unit: try row.wording("name"), kind: Conflict(rawValue: try row.text("kind")) ?? .declared,
                    says: try row.text("says"))
            }
    }

    /// An expert declares a tie of their own. Sheets of that unit and of those below it that are not signed yet are given up with it, but for
    /// blind ones: they would tell who is behind them. Of those, and of signed ones, the office is told, which gives the seat to another.
    func declareTie(to organisation: ID<Organisation>, _ kind: Conflict, says: String, by identity: Identity) throws {
        guard let expert = try expert(of: identity.account.id) else { throw Refusal.notFound(Expert.noun) }
        guard kind == .worked || kind == .declared else {
            throw Refusal(.invalid, "tie-kind", "请选择是哪一种关系。", "Choose which kind of tie it is.", field: "kind")
        }
        guard try self.organisation(organisation) != nil else {
            throw Refusal(.invalid, "tie-unit", "请选择单位。", "Choose the unit.", field: "organisation")
        }
        guard !says.isEmpty else { throw Refusal(.invalid, "tie-says", "请说明是什么关系。", "Say what the tie is.", field: "says") }
        try tie(expert.id, to: organisation, kind, says: says, by: identity.account.id.number)
        let above = try organisationParents()
        let sheets = try rows(
            """
            SELECT s.application_id, s.call_id, s.state, a.organisation_id FROM calls_sheet s JOIN calls_application a ON a.id = s.application_id
            WHERE s.expert_id = \(expert.id) AND s.state <> \(Sheet.State.declined) AND a.state = \(ApplicationState.passed) ORDER BY s.application_id
            """
        ) { row in
            (
                application: try row.id("application_id", Application.self), call: try row.id("call_id", Call.self), state: try row.choice("state", Sheet.State.self),
                unit: try row.id("organisation_id", Organisation.self)
            )
        }.filter { above.path(from: $0.unit).contains(organisation) }
        for call in Set(sheets.map(\.call)).sorted(by: { $0.number < $1.number }) {
            guard let found = try self.call(call) else { continue }
            let scheme = try scheme(of: found), mine = sheets.filter { $0.call == call }
            for one in mine where scheme.scheme.review.isBlind || one.state == .signed { try tellOfConflict(on: one.application, found, scheme) }
            guard !scheme.scheme.review.isBlind else { continue }
            let changed = try execute(
                """
                UPDATE calls_sheet SET state = \(Sheet.State.declined), comment = \(says), scores = '{}', total = NULL
                WHERE expert_id = \(expert.id) AND state = \(Sheet.State.assigned) AND application_id IN (\(list: mine.map(\.application)))
                """)
            try count(.moved(changed, from: .assigned, to: .declined), in: call)
        }
    }

    /// Takes a tie back that the expert declared: what the applicant or the office knows otherwise stays found.
    func withdrawTie(to organisation: ID<Organisation>, _ kind: Conflict, by identity: Identity) throws {
        guard let expert = try expert(of: identity.account.id) else { throw Refusal.notFound(Expert.noun) }
        let changed = try execute(
            "DELETE FROM calls_expert_tie WHERE expert_id = \(expert.id) AND organisation_id = \(organisation) AND kind = \(kind.rawValue)")
        if changed == 1 { try record(LedgerEntry("calls.expert-untied", "expert", expert.id, by: identity.account.id.number, visibility: .sealed)) }
    }
}
