import Access
import Kernel
import Storage
import Venues

/// An expert as the office writes them.
struct ExpertDraft: Sendable, Hashable {
    var name: String
    var accountID: ID<Account>?
    var organisationID: ID<Organisation>?
    var region: String?
    var fields: Set<String>

    init(_ expert: Expert) {
        (name, accountID, organisationID, region, fields) = (expert.name, expert.accountID, expert.organisationID, expert.region, expert.fields)
    }

    init(name: String, accountID: ID<Account>?, organisationID: ID<Organisation>?, region: String?, fields: Set<String>) {
        (self.name, self.accountID, self.organisationID, self.region, self.fields) = (name, accountID, organisationID, region, fields)
    }
}

extension Transaction {
    /// Changes what the pool knows of an expert; the same again changes nothing.
    func change(_ id: ID<Expert>, to draft: ExpertDraft, by identity: Identity) throws {
        let old = try requireExpert(id, by: identity)
        guard draft != ExpertDraft(old) else { return }
        try execute(
            """
            UPDATE calls_expert SET name = \(draft.name), account_id = \(draft.accountID), organisation_id = \(draft.organisationID), region = \(draft.region),
                fields = \(draft.fields.sorted().joined(separator: " ")) WHERE id = \(id)
            """)
        try record(LedgerEntry("calls.expert-changed", "expert", id, by: identity.account.id.number, visibility: .office))
    }

    /// Takes an expert out of the pool, with the reason: sheets that are not signed go to others, signed ones stay. Gives how many seats were
    /// vacated.
    @discardableResult
    func retire(_ id: ID<Expert>, says: String, by identity: Identity) throws -> Int {
        let old = try requireExpert(id, by: identity)
        guard old.isActive else { return 0 }
        guard !says.isEmpty else { throw Refusal(.invalid, "retire-reason", "请写明移出专家库的理由。", "Say why the expert leaves the pool.", field: "says") }
        let open: SQL = "expert_id = \(id) AND state = \(Sheet.State.assigned)"
        let seats = Int(try number("SELECT COUNT(*) FROM calls_sheet WHERE \(sql: open)") ?? 0)
        try vacate(open, says: says, by: identity)
        try execute("UPDATE calls_expert SET is_active = 0 WHERE id = \(id)")
        try record(LedgerEntry("calls.expert-retired", "expert", id, by: identity.account.id.number, reason: says, visibility: .office))
        return seats
    }

    /// Puts a retired expert back into the pool.
    func reinstate(_ id: ID<Expert>, by identity: Identity) throws {
        let old = try requireExpert(id, by: identity)
        guard !old.isActive else { return }
        guard !old.name.isEmpty else {
            throw Refusal(.conflict, "expert-forgotten", "这位专家的信息已按请求清除，不能恢复。请重新加入。", "What was known of this expert was erased on request. Add them anew.")
        }
        try execute("UPDATE calls_expert SET is_active = 1 WHERE id = \(id)")
        try record(LedgerEntry("calls.expert-reinstated", "expert", id, by: identity.account.id.number, visibility: .office))
    }

    /// The expert, where this office may change them: the pool is everybody's, but whoever reviews for another authority just now is changed by
    /// those alone who run that review, lest a sheet change hands behind its back.
    func requireExpert(_ id: ID<Expert>, by identity: Identity) throws -> Expert {
        guard let expert = try expert(id) else { throw Refusal.notFound(Expert.noun) }
        let authorities = try rows(
            """
            SELECT DISTINCT c.authority_id FROM calls_sheet s JOIN calls_call l ON l.id = s.call_id JOIN calls_scheme c ON c.id = l.scheme_id
            WHERE s.expert_id = \(id) AND s.state = \(Sheet.State.assigned)
            """) { try $0.id("authority_id", Organisation.self) }
        for one in authorities where !identity.may(Calls.review, within: try organisationScopes(one)) {
            throw Refusal(
                .conflict, "expert-elsewhere", "这位专家正在为其他机关评审，评审结束前由该机关更改。", "This expert is reviewing for another authority just now; until that is done only it may change them.")
        }
        return expert
    }
}
