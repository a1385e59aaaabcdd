package import Kernel
package import Storage

extension Transaction {
    /// Gives a role over a scope for a time. Giving what is held already for that time changes nothing.
    package func grant(_ grant: Grant, to account: ID<Account>, for term: Term = .open, by actor: Int64 = 0) throws {
        try term.check(at: now)
        try lock("access.grants/\(account.text)")
        let isHeld = try grants(of: account).contains { held in
            !held.isLent && held.grant == grant && held.term == term && held.standing(at: now) != .past
        }
        guard !isHeld else { return }
        try insert(grant, to: account, for: term, lentFrom: nil, by: actor)
        try record(LedgerEntry("people.role-granted", "account", account, by: actor, payload: Self.payload(grant, term)))
    }

    /// Takes a role back, and with it whatever was lent of it; refuses what is not held any more.
    package func revoke(_ id: ID<HeldGrant>, by actor: Int64) throws {
        guard let held = try heldGrant(id), held.standing(at: now) != .past,
            try execute("UPDATE access_grant SET ended_at = \(now), ended_by = \(actor) WHERE id = \(id) AND ended_at IS NULL") == 1
        else {
            throw Refusal(.conflict, "role-not-held", "该账号已没有这个角色。", "The account does not hold this role any more.")
        }
        try record(LedgerEntry("people.role-taken", "account", held.account, by: actor, payload: Self.payload(held.grant, .open)))
    }

    /// Lends a role that `lender` holds to a stand-in until a moment, over all of its scope or over a part. What was lent ends with the
    /// lender's own role; it cannot be lent on.
    @discardableResult
    package func lend(
        _ id: ID<HeldGrant>, of lender: ID<Account>, to standIn: ID<Account>, until: Instant, over part: Scope? = nil
    ) throws -> ID<HeldGrant> {
        guard let held = try heldGrant(id), held.account == lender, held.standing(at: now) != .past else {
            throw Refusal(.notFound, "role-not-held", "您没有这个角色，不能借出。", "You do not hold this role, so you cannot lend it.", field: "grant")
        }
        guard !held.isLent else {
            throw Refusal(
                .conflict, "lent-on", "这个角色是别人借给您的，不能再转借。请由原持有人另行借出。",
                "This role was lent to you and cannot be lent on. Its holder can lend it to somebody else.", field: "grant")
        }
        guard standIn != lender else {
            throw Refusal(.invalid, "lent-to-oneself", "不能借给自己，请填写替班人的账号。", "You cannot lend to yourself; name your stand-in.", field: "login")
        }
        let lending = Grant(held.grant.role, over: part ?? held.grant.scope)
        guard held.grant.scope.covers(lending.scope) else {
            throw Refusal(
                .invalid, "lent-beyond", "您的角色不包括 \(lending.scope.path)，只能借出自己范围之内的部分。",
                "Your role does not cover \(lending.scope.path); lend a part of what it covers.", field: "scope")
        }
        let term = Term(from: held.term.from, until: until)
        try term.check(at: now)
        if let end = held.term.until, until > end {
            let last = end.adding(seconds: -1).day(in: .china).iso
            throw Refusal(
                .invalid, "lent-too-long", "您自己的角色到 \(last) 为止，借出不能更久。", "You hold this role until \(last) yourself; lend it no longer.", field: "until")
        }
        try lock("access.grants/\(standIn.text)")
        let isLent = try grants(of: standIn).contains { $0.source?.id == id && $0.grant == lending && $0.standing(at: now) != .past }
        guard !isLent else {
            throw Refusal(
                .conflict, "lent-already", "这个角色已经借给此人。如需改期，请先收回再借出。",
                "This role is lent to them already. To change the date, take it back and lend it again.", field: "login")
        }
        let lent = try insert(lending, to: standIn, for: term, lentFrom: id, by: lender.number)
        try record(LedgerEntry("people.role-lent", "account", standIn, by: lender.number, payload: Self.payload(lending, term)))
        return lent
    }

    /// One role as it is held, whatever became of it.
    package func heldGrant(_ id: ID<HeldGrant>) throws -> HeldGrant? {
        try row(HeldGrant.select + "WHERE g.id = \(id)", HeldGrant.init) ?? nil
    }

    /// Every role that the account holds, held or will hold, the newest first.
    package func grants(of account: ID<Account>) throws -> [HeldGrant] {
        try rows(HeldGrant.select + "WHERE g.account_id = \(account) ORDER BY g.granted_at DESC, g.id DESC", HeldGrant.init).compactMap(\.self)
    }

    /// What these accounts hold at this moment, by account, by role and scope.
    package func grantsInForce(of accounts: [ID<Account>]) throws -> [ID<Account>: [HeldGrant]] {
        let found = try rows(
            HeldGrant.select + "WHERE g.account_id IN (\(list: accounts)) AND g.ended_at IS NULL ORDER BY g.role, g.scope, g.id", HeldGrant.init)
        return Dictionary(grouping: found.compactMap(\.self).filter { $0.standing(at: now) == .inForce }, by: \.account)
    }

    /// What the account has lent to others and is not over.
    package func grantsLent(by account: ID<Account>) throws -> [HeldGrant] {
        try rows(HeldGrant.select + "WHERE s.account_id = \(account) AND g.ended_at IS NULL ORDER BY g.id", HeldGrant.init)
            .compactMap(\.self).filter { $0.standing(at: now) != .past }
    }

    @discardableResult
    private func insert(_ grant: Grant, to account: ID<Account>, for term: Term, lentFrom: ID<HeldGrant>?, by actor: Int64) throws
        -> ID<HeldGrant>
    {
        let id: ID<HeldGrant> = newID()
        try execute(
            """
            INSERT INTO access_grant (id, account_id, role, scope, from_at, until_at, lent_from, granted_at, granted_by)
            VALUES (\(id), \(account), \(grant.role), \(grant.scope), \(term.from), \(term.until), \(lentFrom), \(now), \(actor))
            """)
        return id
    }

    private static func payload(_ grant: Grant, _ term: Term) -> String {
        var fields = [("role", JSONText.quote(grant.role.name)), ("scope", JSONText.quote(grant.scope.path))]
        if let from = term.from { fields.append(("from", JSONText.quote(from.iso))) }
        if let until = term.until { fields.append(("until", JSONText.quote(until.iso))) }
        return JSONText.object(fields)
    }
}
