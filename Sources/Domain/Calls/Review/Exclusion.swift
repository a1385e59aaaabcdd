import Access
import Kernel
import Storage
import Venues

/// An expert whom an applicant keeps from its application, with the reason, and where the scheme asks for one the sealed letter's number.
struct Exclusion: Sendable, Hashable {
    let expertID: ID<Expert>
    let says: String
    let letter: String

    init(_ row: Row) throws {
        (expertID, says, letter) = (try row.id("expert_id"), try row.text("says"), try row.text("letter"))
    }
}

extension Transaction {
    func exclusions(of application: ID<Application>) throws -> [Exclusion] {
        try rows("SELECT * FROM calls_exclusion WHERE application_id = \(application) ORDER BY expert_id", Exclusion.init)
    }

    /// An applicant keeps an expert from its application, with a reason, as often as its scheme allows (domain.md §3.1: Shanghai, three, by
    /// sealed letter).
    func exclude(_ expert: ID<Expert>, from id: ID<Application>, says: String, letter: String = "", by identity: Identity) throws {
        let rule = try exclusionRule(id, identity)
        try lock("calls.application.\(id.number)")
        let given = try number("SELECT COUNT(*) FROM calls_exclusion WHERE application_id = \(id) AND expert_id <> \(expert)") ?? 0
        guard given < Int64(rule.mostExcluded) else {
            throw Refusal(
                .conflict, "exclusions", "最多可以要求 \(rule.mostExcluded) 位专家回避。",
                rule.mostExcluded == 0 ? "No expert can be excluded under this scheme." : "At most \(rule.mostExcluded) experts can be excluded.", field: "expert")
        }
        guard try number("SELECT COUNT(*) FROM calls_expert WHERE id = \(expert) AND is_active = 1") == 1 else {
            throw Refusal(.invalid, "no-expert", "请从专家库中选择一位专家。", "Choose one of the experts of the pool.", field: "expert")
        }
        guard !says.isEmpty else {
            throw Refusal(.invalid, "exclusion-reason", "请写明要求回避的理由。", "Give the reason why this expert should not review.", field: "says")
        }
        guard !rule.exclusionNeedsLetter || !letter.isEmpty else {
            throw Refusal(
                .invalid, "exclusion-letter", "按办法须以盖章公函提出，请填写公函文号。", "By the measure this is asked for by a sealed letter: give its number.", field: "letter")
        }
        try execute(
            """
            INSERT INTO calls_exclusion (application_id, expert_id, says, letter) VALUES (\(id), \(expert), \(says), \(letter))
            ON CONFLICT (application_id, expert_id) DO UPDATE SET says = excluded.says, letter = excluded.letter
            """)
        try record(LedgerEntry("calls.expert-excluded", "application", id, by: identity.account.id.number, visibility: .sealed))
    }

    /// Takes an exclusion back, while it may still be made.
    func includeAgain(_ expert: ID<Expert>, in id: ID<Application>, by identity: Identity) throws {
        _ = try exclusionRule(id, identity)
        let changed = try execute("DELETE FROM calls_exclusion WHERE application_id = \(id) AND expert_id = \(expert)")
        guard changed == 1 else { return }
        try record(LedgerEntry("calls.expert-included", "application", id, by: identity.account.id.number, visibility: .sealed))
    }

    /// The review rule of an application whose exclusions may still be changed, by its applicant.
    private func exclusionRule(_ id: ID<Application>, _ identity: Identity) throws -> ReviewRule {
        let application = try requireApplication(id)
        try identity.require(Calls.apply, within: try organisationScopes(application.organisationID))
        guard let call = try call(application.callID) else { throw Refusal.notFound(Call.noun) }
        guard application.state.allowsExclusions else {
            throw Refusal(.conflict, "exclusion-late", "专家已开始评审，不能再要求回避。", "The review has begun; experts can no longer be excluded.")
        }
        return try scheme(of: call).scheme.review
    }
}

extension ApplicationState {
    /// Whether no expert has been chosen yet.
    var allowsExclusions: Bool { isOpen || self == .submitted || self == .recommended }
}
