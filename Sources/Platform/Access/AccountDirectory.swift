package import Kernel
package import Storage

/// What is to be known of an account beside its roles.
package struct AccountState: Sendable {
    package let isClosed: Bool
    package let hasPassword: Bool
    package let lastSignIn: Instant?
}

extension Transaction {
    /// Accounts whose name or login holds these words, by login, and how many there are in all: only those that hold, held or will hold a
    /// role within one of the scopes.
    package func accounts(matching words: String, within scopes: [Scope], offset: Int, limit: Int) throws -> (accounts: [Account], total: Int) {
        let escaped = words.lowercased().map { "%_!".contains($0) ? "!\($0)" : String($0) }.joined()
        let pattern = "%" + escaped.replacing("\u{0}", with: "") + "%"
        let found: SQL = """
            FROM access_account WHERE (LOWER(name) LIKE \(pattern) ESCAPE '!' OR login LIKE \(pattern) ESCAPE '!') AND \(sql: Self.holding(within: scopes))
            """
        let total = try number("SELECT COUNT(*) " + found) ?? 0
        let accounts = try rows("SELECT id, login, name " + found + " ORDER BY login LIMIT \(limit) OFFSET \(offset)", Account.init)
        return (accounts, Int(total))
    }

    private static func holding(within scopes: [Scope]) -> SQL {
        if scopes.contains(.all) { return "1 = 1" }
        let any = scopes.map { scope -> SQL in
            // What a path holds beside letters, digits and `-` is `_` alone, which `LIKE` would take for any letter.
            let below = scope.path.replacing("_", with: "!_") + "/%"
            return "(g.scope = \(scope) OR g.scope LIKE \(below) ESCAPE '!')"
        }
        guard !any.isEmpty else { return "1 = 0" }
        return "EXISTS (SELECT 1 FROM access_grant g WHERE g.account_id = access_account.id AND (\(sql: any.joined(" OR "))))"
    }

    package func accountState(_ id: ID<Account>) throws -> AccountState {
        let state = try row("SELECT disabled, password_hash, last_sign_in_at FROM access_account WHERE id = \(id)") { row in
            AccountState(
                isClosed: try row.bool("disabled"), hasPassword: try !row.text("password_hash").isEmpty, lastSignIn: try row.instantOrNil("last_sign_in_at"))
        }
        return state ?? AccountState(isClosed: true, hasPassword: false, lastSignIn: nil)
    }

    /// Whether somebody has set a password yet, after an invitation.
    package func hasPassword(_ id: ID<Account>) throws -> Bool { try accountState(id).hasPassword }
}
