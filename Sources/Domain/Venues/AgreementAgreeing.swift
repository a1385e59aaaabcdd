package import Kernel
import Language
package import Storage

extension Transaction {
    /// One after the other: whoever changes an agreement, agrees to it or declines it.
    package func lockAgreement(_ id: ID<Agreement>) throws { try lock("venues.agreement.\(id.number)") }

    /// How far agreements have come.
    package func standings(of agreements: [ID<Agreement>]) throws -> [ID<Agreement>: AgreementStanding] {
        guard !agreements.isEmpty else { return [:] }
        var heads: [ID<Agreement>: (AgreementState, Int64)] = [:], words: [ID<Agreement>: [PartyWord]] = [:]
        try each(
            """
            SELECT a.id, a.state, a.version, p.organisation_id, p.said, p.said_at, p.reason FROM venues_agreement a
            JOIN venues_agreement_party p ON p.agreement_id = a.id WHERE a.id IN (\(list: agreements)) ORDER BY a.id, p.position
            """
        ) { row in
            let id: ID<Agreement> = try row.id("id")
            heads[id] = (try row.choice("state"), try row.int64("version"))
            words[id, default: []].append(try PartyWord(row))
            return true
        }
        var out: [ID<Agreement>: AgreementStanding] = [:]
        for (id, head) in heads { out[id] = AgreementStanding(state: head.0, version: head.1, words: words[id] ?? []) }
        return out
    }

    package func standing(of agreement: ID<Agreement>) throws -> AgreementStanding {
        try standings(of: [agreement])[agreement] ?? AgreementStanding(state: .waiting, version: 0, words: [])
    }

    /// Keeps what somebody wrote down: these parties agree by this, the others are asked; anew, where it was there before.
    package func propose(_ new: Agreement, agreedBy own: [ID<Organisation>], by actor: Int64) throws {
        let isNew = try agreement(new.id) == nil
        try write(new)
        for party in new.parties where own.contains(party) { try put(PartyWord(party, said: .agreed, at: now), to: new.id) }
        let state: AgreementState = new.parties.allSatisfy { own.contains($0) } ? .agreed : .waiting
        try execute("UPDATE venues_agreement SET state = \(state), version = version + 1, changed_at = \(now) WHERE id = \(new.id)")
        try record(LedgerEntry(isNew ? "venues.agreement-added" : "venues.agreement-changed", "agreement", new.id, by: actor, visibility: state == .agreed ? .public : .unit))
    }

    /// One party agrees to what it saw; the state is that of all. Who may is asked by the caller.
    package func agree(to id: ID<Agreement>, for party: ID<Organisation>, seen: Int64?, by actor: Int64) throws -> AgreementState {
        try lockAgreement(id)
        let standing = try standing(of: id)
        try standing.require(seen)
        guard standing.mayAgree(party) else {
            throw Refusal(.conflict, "agreement-answered", "该单位已经确认，或协议已被谢绝。请看现状。", "That body has agreed already, or the agreement was declined. Look at it as it is now.")
        }
        try put(PartyWord(party, said: .agreed, at: now), to: id)
        try record(LedgerEntry("venues.agreement-confirmed", "agreement", id, by: actor, scope: "/organisation/\(party.text)", payload: "{\"organisation\":\"\(party.text)\"}", visibility: .unit))
        return try settle(id, by: actor)
    }

    /// One party declines what it saw, and says why. Who may is asked by the caller.
    package func decline(_ id: ID<Agreement>, for party: ID<Organisation>, because reason: String, seen: Int64?, by actor: Int64) throws {
        try lockAgreement(id)
        let standing = try standing(of: id)
        try standing.require(seen)
        guard standing.mayDecline(party) else {
            throw Refusal(.conflict, "agreement-not-waiting", "协议不在等待确认，不能谢绝。请看现状。", "The agreement does not wait for anybody's word, so it cannot be declined. Look at it as it is now.")
        }
        try put(PartyWord(party, said: .declined, at: now, reason: reason), to: id)
        try record(
            LedgerEntry(
                "venues.agreement-declined", "agreement", id, by: actor, scope: "/organisation/\(party.text)", payload: "{\"organisation\":\"\(party.text)\"}", reason: reason, visibility: .unit))
        _ = try settle(id, by: actor)
    }

    /// The state that follows from what the parties have said.
    @discardableResult func settle(_ id: ID<Agreement>, by actor: Int64) throws -> AgreementState {
        let old = try standing(of: id), state = AgreementState(old.words)
        guard state != old.state else { return state }
        try execute("UPDATE venues_agreement SET state = \(state), changed_at = \(now) WHERE id = \(id)")
        if state == .agreed { try record(LedgerEntry("venues.agreement-agreed", "agreement", id, by: actor, visibility: .public)) }
        return state
    }

    func put(_ word: PartyWord, to id: ID<Agreement>) throws {
        try execute(
            """
            UPDATE venues_agreement_party SET said = \(word.said), said_at = \(word.at), reason = \(word.reason)
            WHERE agreement_id = \(id) AND organisation_id = \(word.unit)
            """)
    }

    /// Two parties that became one have said what either said. Whatever waited for the one that goes alone stands then.
    func mergeParties(_ old: ID<Organisation>, into kept: ID<Organisation>) throws {
        let both = try rows(
            """
            SELECT k.agreement_id FROM venues_agreement_party k JOIN venues_agreement_party o ON o.agreement_id = k.agreement_id
            WHERE k.organisation_id = \(kept) AND o.organisation_id = \(old) ORDER BY k.agreement_id
            """) { try $0.id("agreement_id", Agreement.self) }
        for id in both {
            try lockAgreement(id)
            let standing = try standing(of: id)
            guard let one = standing.words.first(where: { $0.unit == kept }), let other = standing.words.first(where: { $0.unit == old }) else { continue }
            try execute("DELETE FROM venues_agreement_party WHERE agreement_id = \(id) AND organisation_id = \(old)")
            try put(PartyWord.merged(one, other), to: id)
            if standing.state != .agreed { try settle(id, by: 0) }
        }
        try execute("UPDATE venues_agreement_party SET organisation_id = \(kept) WHERE organisation_id = \(old)")
    }
}

extension AgreementStanding {
    /// Refuses a word to what somebody did not see.
    fileprivate func require(_ seen: Int64?) throws(Refusal) {
        guard seen != version else { return }
        throw Refusal(
            .conflict, "agreement-changed", "打开本页之后，协议有了变动，您的操作没有生效。请看过现在的内容再定。",
            "The agreement has changed since you opened the page; your step was not taken. Read it as it is now, and decide then.")
    }
}

extension PartyWord {
    fileprivate init(_ row: Row) throws {
        self.init(try row.id("organisation_id"), said: try row.textOrNil("said").flatMap { Said(rawValue: $0) }, at: try row.instantOrNil("said_at"), reason: try row.text("reason"))
    }
}
