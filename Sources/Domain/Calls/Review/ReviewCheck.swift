import Access
import Kernel
import Language
import Storage
import Venues

/// What came of a named step of the review, such as a credit check (domain.md §3.1, Qinghai).
struct ReviewCheck: Sendable, Hashable {
    let step: String
    let isPassed: Bool
    let says: String

    init(_ row: Row) throws {
        (step, isPassed, says) = (try row.text("step"), try row.bool("is_passed"), try row.text("says"))
    }
}

extension Transaction {
    /// By the keys of their steps.
    func checks(of application: ID<Application>) throws -> [String: ReviewCheck] {
        let found = try rows("SELECT * FROM calls_check WHERE application_id = \(application) ORDER BY step", ReviewCheck.init)
        return Dictionary(found.map { ($0.step, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Notes what came of a step that the scheme names, until the application is proposed. A failed one says why.
    func check(_ id: ID<Application>, _ step: String, isPassed: Bool, says: String, by identity: Identity) throws {
        let application = try requireApplication(id)
        guard let call = try call(application.callID) else { throw Refusal.notFound(Call.noun) }
        let scheme = try scheme(of: call)
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        guard scheme.scheme.review.checks.contains(where: { $0.key == step }) else {
            throw Refusal(.invalid, "no-check", "该办法没有这一步核查。请用页面上的按钮。", "This measure names no such step. Use the buttons of the page.", field: "step")
        }
        guard application.state == .passed || application.state == .setAside else {
            throw Refusal(
                .conflict, "check-late", "申报处于“\(application.state.title.zh)”，核查结果不能再改。",
                "The application is “\(application.state.title.en)”; its checks can no longer change.")
        }
        guard isPassed || !says.isEmpty else {
            throw Refusal(.invalid, "check-says", "未通过的请写明原因。", "Say why it was not passed.", field: "check-says")
        }
        try execute(
            """
            INSERT INTO calls_check (application_id, step, is_passed, says, made_by, made_at)
            VALUES (\(id), \(step), \(isPassed), \(says), \(identity.account.id), \(now))
            ON CONFLICT (application_id, step) DO UPDATE SET is_passed = excluded.is_passed, says = excluded.says, made_by = excluded.made_by,
                made_at = excluded.made_at
            """)
        let payload = JSONText.object([("step", JSONText.quote(step)), ("passed", isPassed ? "true" : "false")])
        try record(LedgerEntry("calls.check-noted", "application", id, by: identity.account.id.number, payload: payload, reason: says, visibility: .office))
    }

    /// Refuses to propose what a named step has not let through.
    func requireChecks(of application: ID<Application>, _ rule: ReviewRule) throws {
        guard !rule.checks.isEmpty else { return }
        let done = try checks(of: application)
        for step in rule.checks {
            let name = step.name.phrase
            switch done[step.key]?.isPassed {
            case true: continue
            case false:
                throw Refusal(
                    .conflict, "check-failed", "“\(name.zh)”未通过，不能列为拟认定。", "“\(name.en)” was not passed, so it cannot be proposed.", field: "event")
            default:
                throw Refusal(
                    .conflict, "check-missing", "请先完成“\(name.zh)”并记下结果，再列为拟认定。", "Note first what came of “\(name.en)”; only then can it be proposed.",
                    field: "event")
            }
        }
    }
}
