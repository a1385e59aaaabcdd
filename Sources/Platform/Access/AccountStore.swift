package import Kernel
package import Storage

extension Transaction {
    /// Adds an account; the login is folded to lower case. Refuses one that exists.
    package func addAccount(login: String, name: String, passwordHash: String) throws -> ID<Account> {
        let login = login.lowercased()
        let id: ID<Account> = newID()
        let added = try execute(
            """
            INSERT INTO access_account (id, login, name, password_hash, created_at) VALUES (\(id), \(login), \(name), \(passwordHash), \(now))
            ON CONFLICT (login) DO NOTHING
            """)
        guard added == 1 else {
            throw Refusal(.conflict, "login-taken", "账号 \(login) 已存在。", "There is already an account \(login).", field: "login")
        }
        try record(LedgerEntry("people.account-added", "account", id, by: 0))
        return id
    }

    /// Gives a role over a scope; giving it twice changes nothing.
    package func grant(_ grant: Grant, to account: ID<Account>, by actor: Int64 = 0) throws {
        let changed = try execute(
            """
            INSERT INTO access_grant (account_id, role, scope, granted_at) VALUES (\(account), \(grant.role), \(grant.scope), \(now))
            ON CONFLICT (account_id, role, scope) DO NOTHING
            """)
        guard changed == 1 else { return }
        let payload = JSONText.object([("role", JSONText.quote(grant.role.name)), ("scope", JSONText.quote(grant.scope.path))])
        try record(LedgerEntry("people.role-granted", "account", account, by: actor, payload: payload))
    }

    /// Takes a role over a scope back; refuses what is not held.
    package func revoke(_ grant: Grant, from account: ID<Account>, by actor: Int64 = 0) throws {
        let changed = try execute("DELETE FROM access_grant WHERE account_id = \(account) AND role = \(grant.role) AND scope = \(grant.scope)")
        guard changed == 1 else {
            throw Refusal(.conflict, "role-not-held", "该账号已没有这个角色。", "The account does not hold this role any more.")
        }
        let payload = JSONText.object([("role", JSONText.quote(grant.role.name)), ("scope", JSONText.quote(grant.scope.path))])
        try record(LedgerEntry("people.role-taken", "account", account, by: actor, payload: payload))
    }

    package func account(login: String) throws -> (account: Account, passwordHash: String)? {
        try row("SELECT id, login, name, password_hash FROM access_account WHERE login = \(login.lowercased()) AND disabled = 0") { row in
            (try Account(row), try row.text("password_hash"))
        }
    }

    package func account(_ id: ID<Account>) throws -> Account? {
        try row("SELECT id, login, name FROM access_account WHERE id = \(id)", Account.init)
    }

    /// The names of these accounts; one that does not exist (the program itself is 0) is missing.
    package func accountNames(_ ids: Set<Int64>) throws -> [Int64: String] {
        guard !ids.isEmpty else { return [:] }
        let found = try rows("SELECT id, name FROM access_account WHERE id IN (\(list: Array(ids)))") { row in
            (try row.int64("id"), try row.text("name"))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// All accounts with their grants, by login.
    package func identities() throws -> [Identity] {
        try rows("SELECT id, login, name FROM access_account ORDER BY login", Account.init).map { try identity(of: $0) }
    }

    package func identity(of account: Account) throws -> Identity {
        let grants = try rows("SELECT role, scope FROM access_grant WHERE account_id = \(account.id) ORDER BY role, scope") { row -> Grant? in
            guard let role = Role.named(try row.text("role")), let scope = Scope(try row.text("scope")) else { return nil }
            return Grant(role, over: scope)
        }
        return Identity(account: account, grants: grants.compactMap(\.self))
    }
}

extension Account {
    package init(_ row: Row) throws {
        self.init(id: try row.id("id"), login: try row.text("login"), name: try row.text("name"))
    }
}
