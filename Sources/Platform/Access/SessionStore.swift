package import Kernel
package import Storage

extension Transaction {
    /// Opens a session and gives its token.
    package func openSession(for account: ID<Account>, from place: SignInPlace = .unknown, isStrong: Bool = false) throws -> Token {
        let token = Token()
        let id: ID<SignInSession> = newID()
        try execute(
            """
            INSERT INTO access_session (id, token_hash, account_id, created_at, last_at, expires_at, browser, network, strong)
            VALUES (\(id), \(token.hash), \(account), \(now), \(now), \(now.adding(hours: SignInSession.hours)), \(place.agent.text), \(place.shown),
                \(isStrong))
            """)
        try execute("UPDATE access_account SET last_sign_in_at = \(now) WHERE id = \(account)")
        return token
    }

    package func closeSession(_ token: Token) throws {
        try execute("DELETE FROM access_session WHERE token_hash = \(token.hash)")
    }

    /// Ends one session of the account; refuses one that is over.
    package func endSession(_ id: ID<SignInSession>, of account: ID<Account>, by actor: ID<Account>) throws {
        guard try execute("DELETE FROM access_session WHERE id = \(id) AND account_id = \(account)") == 1 else {
            throw Refusal(.conflict, "session-over", "这次登录已经结束。", "This session is over already.")
        }
        try record(LedgerEntry("people.session-ended", "account", account, by: actor.number))
    }

    /// Ends every session of the account but one; gives how many.
    @discardableResult
    package func endSessions(of account: ID<Account>, except kept: ID<SignInSession>? = nil, by actor: ID<Account>) throws -> Int {
        let ended = try execute("DELETE FROM access_session WHERE account_id = \(account) AND id <> \(kept?.number ?? 0)")
        if ended > 0 { try record(LedgerEntry("people.session-ended", "account", account, by: actor.number)) }
        return ended
    }

    /// The account's open sessions, the one used last first.
    package func sessions(of account: ID<Account>) throws -> [SignInSession] {
        try rows(
            """
            SELECT id, created_at, last_at, expires_at, browser, network, strong FROM access_session
            WHERE account_id = \(account) AND expires_at >= \(now) AND last_at >= \(idleLimit) ORDER BY last_at DESC, id DESC
            """, SignInSession.init)
    }

    /// Who holds this token, if the session is still open.
    package func identity(token: Token) throws -> Identity? {
        // One statement for all of it: every page of the desk asks this.
        var found: (account: Account, session: SignInSession)?
        var held: [HeldGrant] = []
        try each(
            """
            SELECT a.id AS holder_id, a.login, a.name, e.id, e.created_at, e.last_at, e.expires_at, e.browser, e.network, e.strong,
                \(sql: HeldGrant.columns)
            FROM access_session e JOIN access_account a ON a.id = e.account_id
                LEFT JOIN access_grant g ON g.account_id = a.id AND g.ended_at IS NULL \(sql: HeldGrant.joins)
            WHERE e.token_hash = \(token.hash) AND e.expires_at >= \(now) AND e.last_at >= \(idleLimit) AND a.disabled = 0
            ORDER BY g.role, g.scope, g.id
            """
        ) { row in
            if found == nil {
                let account = Account(id: try row.id("holder_id"), login: try row.text("login"), name: try row.text("name"))
                found = (account, try SignInSession(row))
            }
            if try row.int64OrNil("grant_id") != nil, let grant = try HeldGrant(row), grant.standing(at: now) == .inForce { held.append(grant) }
            return true
        }
        return found.map { Identity($0.account, holding: held, by: .session($0.session)) }
    }

    /// Writes down that the session is in use.
    package func touchSession(_ id: ID<SignInSession>) throws {
        try execute("UPDATE access_session SET last_at = \(now) WHERE id = \(id) AND last_at < \(now)")
    }

    /// Says whether a one-time code was given in the session.
    func strengthen(_ id: ID<SignInSession>) throws { try execute("UPDATE access_session SET strong = 1 WHERE id = \(id)") }

    private var idleLimit: Instant { now.adding(hours: -SignInSession.idleHours) }
}
