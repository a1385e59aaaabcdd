import Access
import Kernel
import Storage
import Venues

/// For which parties of an agreement somebody may speak: those for which they work, and those for which they steer, also from an office above.
extension Transaction {
    func speaks(_ identity: Identity, for party: ID<Organisation>) throws -> Bool {
        if identity.may(Plans.carryOut, within: [.organisation(party.number)]) { return true }
        return try steers(identity, for: party)
    }

    func steers(_ identity: Identity, for party: ID<Organisation>) throws -> Bool { identity.may(Plans.steer, within: try organisationScopes(party)) }

    /// A party's answer; who speaks for it alone gives it. When all have agreed it stands, and what its lines name is given.
    func agree(to agreement: Agreement, for party: ID<Organisation>, seen: Int64?, by identity: Identity) throws -> AgreementState {
        try requireVoice(identity, for: party, of: agreement)
        let actor = identity.account.id, state = try agree(to: agreement.id, for: party, seen: seen, by: actor.number)
        guard state == .agreed else { return state }
        try giveProposed(of: agreement, from: actor)
        try tellOfStanding(agreement, from: actor)
        return state
    }

    /// It stands no more until it is changed; all parties read why.
    func decline(_ agreement: Agreement, for party: ID<Organisation>, because reason: String, seen: Int64?, by identity: Identity) throws {
        try requireVoice(identity, for: party, of: agreement)
        try decline(agreement.id, for: party, because: reason, seen: seen, by: identity.account.id.number)
        try tellOfDeclining(agreement, by: party, because: reason, from: identity.account.id)
    }

    private func requireVoice(_ identity: Identity, for party: ID<Organisation>, of agreement: Agreement) throws {
        guard agreement.parties.contains(party) else { throw Refusal(.invalid, "agreement-party", "该单位不是签约方。", "That body is no party to it.", field: "party") }
        guard try speaks(identity, for: party) else { throw Refusal.notYours(Plans.carryOut) }
    }
}

/// Over whose agreements a list and the desk look.
enum AgreementReach {
    /// - everything: whether whoever may do everything sees all; they are asked for nobody's word.
    static func scopes(_ identity: Identity, everything: Bool) -> [Scope] {
        let own = identity.scopes(of: Plans.carryOut).filter { $0 == .all || $0.segments.first == "organisation" }
        let all = own + identity.scopes(of: Plans.steer)
        return everything ? all : all.filter { $0 != .all }
    }
}
