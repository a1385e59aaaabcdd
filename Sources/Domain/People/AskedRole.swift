import Access
import Rooms
import Kernel
import Storage
import Web

/// A role that somebody is about to give, as the form has it.
struct AskedRole: Sendable {
    private let role: String
    private let scope: String
    let term: Term

    init(_ reading: FormReading) {
        (role, scope) = (reading.text("role"), reading.text("scope"))
        term = Term(from: reading.day("from"), to: reading.day("until"))
    }

    /// Refuses a scope that is none, and one over which `actor` manages nobody.
    func grant(by actor: Identity, _ house: House, _ tx: Transaction) throws -> Grant {
        let scope = try house.scope(scope, in: tx)
        try actor.require(People.manageAccounts, within: [scope])
        guard let role = Role.named(role) else { throw Refusal.notFound(Phrase("角色", "role")) }
        return Grant(role, over: scope)
    }
}
