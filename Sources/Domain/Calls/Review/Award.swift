import Access
import Kernel
import Storage
import Venues

extension Transaction {
    /// The amount of a grant in yuan; nil where none is set.
    func award(of application: ID<Application>) throws -> Int? {
        try number("SELECT yuan FROM calls_award WHERE application_id = \(application)").map { Int($0) }
    }

    /// Sets the amount of a grant, up to what the scheme gives in the application's category (domain.md §3.1, Shaanxi).
    func setAward(_ yuan: Int, for id: ID<Application>, by identity: Identity) throws {
        let application = try requireApplication(id)
        guard let call = try call(application.callID) else { throw Refusal.notFound(Call.noun) }
        let scheme = try scheme(of: call)
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        guard let most = application.category.flatMap({ scheme.scheme.category($0) })?.grantMost else {
            throw Refusal(.conflict, "no-grant", "该办法在这一类别没有补助。", "This measure gives no money in this category.", field: "yuan")
        }
        guard (1...most).contains(yuan) else {
            throw Refusal(.invalid, "grant-most", "补助应为 1 至 \(most) 元。", "The grant is 1 to \(most) yuan.", field: "yuan")
        }
        guard application.state == .passed || application.state == .proposed else {
            throw Refusal(
                .conflict, "grant-late", "申报处于“\(application.state.title.zh)”，不能核定补助。", "The application is “\(application.state.title.en)”; no amount can be set.",
                field: "yuan")
        }
        try execute(
            """
            INSERT INTO calls_award (application_id, yuan, made_by, made_at) VALUES (\(id), \(yuan), \(identity.account.id), \(now))
            ON CONFLICT (application_id) DO UPDATE SET yuan = excluded.yuan, made_by = excluded.made_by, made_at = excluded.made_at
            """)
        try record(LedgerEntry("calls.award-set", "application", id, by: identity.account.id.number, payload: "{\"yuan\":\(yuan)}", visibility: .office))
    }
}
