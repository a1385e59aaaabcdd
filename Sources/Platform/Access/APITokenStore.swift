package import Kernel
package import Storage

extension Transaction {
    /// Makes a token for programs and gives its text, which is kept nowhere. Refuses more than its owner may do, and more than a year.
    package func addAPIToken(name: String, permissions: [Permission], until: Instant, of owner: Identity) throws -> String {
        guard !permissions.isEmpty else {
            throw Refusal(.invalid, "token-empty", "请至少选择一项权限。", "Choose at least one permission.", field: "permissions")
        }
        for permission in permissions where !owner.mayAnywhere(permission) {
            throw Refusal(
                .forbidden, "token-too-much", "您自己没有“\(permission.title.zh)”的权限，不能写入令牌。",
                "You may not do this yourself, so a token cannot either: \(permission.title.en).", field: "permissions")
        }
        let days = Int64(APIToken.longestDays)
        guard until > now, until <= now.adding(hours: 24 * (days + 1)) else {
            throw Refusal(
                .invalid, "token-term", "有效期应为今天起 \(days) 天以内。", "A token is good for \(days) days at most, from today.", field: "until")
        }
        let (text, id): (String, ID<APIToken>) = (APITokenText.fresh(), newID())
        let names = permissions.map(\.name).sorted().joined(separator: " ")
        try execute(
            """
            INSERT INTO access_api_token (id, token_hash, account_id, name, permissions, strong, created_at, expires_at)
            VALUES (\(id), \(Secrets.hash(text)), \(owner.account.id), \(name), \(names), \(owner.isStrong), \(now), \(until))
            """)
        let payload = JSONText.object([("token", JSONText.quote(id.text)), ("permissions", JSONText.quote(names)), ("until", JSONText.quote(until.iso))])
        try record(LedgerEntry("people.token-made", "account", owner.account.id, by: owner.account.id.number, payload: payload))
        return text
    }

    /// The account's tokens, the newest first; those that are over stay to be seen.
    package func apiTokens(of account: ID<Account>) throws -> [APIToken] {
        try rows(
            """
            SELECT id, name, permissions, created_at, expires_at, last_at, revoked_at FROM access_api_token
            WHERE account_id = \(account) ORDER BY id DESC
            """, APIToken.init)
    }

    /// Takes a token back; refuses one that is over.
    package func revokeAPIToken(_ id: ID<APIToken>, of account: ID<Account>, by actor: ID<Account>) throws {
        guard try execute("UPDATE access_api_token SET revoked_at = \(now) WHERE id = \(id) AND account_id = \(account) AND revoked_at IS NULL") == 1 else {
            throw Refusal(.conflict, "token-over", "这个令牌已经撤销。", "This token was taken back already.")
        }
        let payload = JSONText.object([("token", JSONText.quote(id.text))])
        try record(LedgerEntry("people.token-revoked", "account", account, by: actor.number, payload: payload))
    }

    /// Who comes with this token, limited to its permissions; nil for one that is good no longer.
    package func identity(apiToken text: String) throws -> TokenUse? {
        guard APITokenText.isWellFormed(text) else { return nil }
        let found = try row(
            """
            SELECT a.id, a.login, a.name, t.id AS token_id, t.permissions, t.strong, t.last_at
            FROM access_api_token t JOIN access_account a ON a.id = t.account_id
            WHERE t.token_hash = \(Secrets.hash(text)) AND t.revoked_at IS NULL AND t.expires_at > \(now) AND a.disabled = 0
            """
        ) { row in
            let permissions = Set(try row.text("permissions").split(separator: " ").map(String.init))
            let proof = Identity.Proof.token(try row.id("token_id"), permissions: permissions, isStrong: try row.bool("strong"))
            return (account: try Account(row), proof: proof, lastAt: try row.instantOrNil("last_at"))
        }
        guard let found else { return nil }
        return TokenUse(identity: try identity(of: found.account, by: found.proof), lastAt: found.lastAt)
    }

    /// Writes down that the token is in use.
    package func touchAPIToken(_ id: ID<APIToken>) throws {
        try execute("UPDATE access_api_token SET last_at = \(now) WHERE id = \(id)")
    }
}
