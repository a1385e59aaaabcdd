import Access
import Kernel
import Storage
import Venues

/// How far somebody may see the papers of an application.
enum PaperAccess: Sendable, Equatable {
    /// The files themselves.
    case whole
    /// Their pages, drawn anew, of what the scheme calls fit for blind reading.
    case blind

    /// The unit; once it was handed in also the recommender, the office, and the experts who were given it. Nil: for anybody else it does not exist.
    static func of(_ identity: Identity, to application: Application, under scheme: SchemeRecord, in tx: Transaction) throws -> PaperAccess? {
        if identity.may(Calls.apply, within: try tx.organisationScopes(application.organisationID)) { return .whole }
        guard application.state != .draft else { return nil }
        if identity.may(Calls.recommend, within: try tx.recommenderScopes(application)) { return .whole }
        if identity.may(Calls.review, within: try tx.organisationScopes(scheme.authorityID)) { return .whole }
        guard let expert = try tx.expert(of: identity.account.id), let sheet = try tx.sheet(application.id, expert.id), sheet.state != .declined else {
            return nil
        }
        return scheme.scheme.review.isBlind ? .blind : .whole
    }
}
