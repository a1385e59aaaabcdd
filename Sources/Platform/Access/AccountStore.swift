package import Kernel
package import Storage

extension Transaction {
    /// Adds an account; the login is folded (`LoginName`). Refuses one that exists. An empty hash is no password: an invitation sets it.
    package func addAccount(login: String, name: String, passwordHash: String, by actor: Int64 = 0) throws -> ID<Account> {
        let login = LoginName.folded(login)
        let id: ID<Account> = newID()
        let added = try execute(
            """
            INSERT INTO access_account (id, login, name, password_hash, created_at) VALUES (\(id), \(login), \(name), \(passwordHash), \(now))
            ON CONFLICT (login) DO NOTHING
            """)
        guard added == 1 else { throw Refusal.loginTaken(login) }
        try insertLogin(login, of: id)
        try record(LedgerEntry("people.account-added", "account", id, by: actor))
        return id
    }

    /// A further name by which the account signs in. Refuses one that is another's.
    package func addLogin(_ name: String, to account: ID<Account>, by actor: ID<Account>) throws {
        try insertLogin(LoginName.folded(name), of: account)
        try record(LedgerEntry("people.login-added", "account", account, by: actor.number))
    }

    /// Takes a further name away; refuses the one by which the account was made.
    package func removeLogin(_ name: String, of account: Account, by actor: ID<Account>) throws {
        let name = LoginName.folded(name)
        guard name != account.login, try execute("DELETE FROM access_login WHERE name = \(name) AND account_id = \(account.id)") == 1 else {
            throw Refusal(.conflict, "login-kept", "不能去掉这个登录名。", "This name cannot be taken away from the account.")
        }
        try record(LedgerEntry("people.login-removed", "account", account.id, by: actor.number))
    }

    private func insertLogin(_ name: String, of account: ID<Account>) throws {
        let added = try execute("INSERT INTO access_login (name, account_id) VALUES (\(name), \(account)) ON CONFLICT (name) DO NOTHING")
        guard added == 1 else { throw Refusal.loginTaken(name) }
    }

    /// By which names the account signs in, the first one first.
    package func logins(of account: Account) throws -> [String] {
        let all = try rows("SELECT name FROM access_login WHERE account_id = \(account.id) ORDER BY name") { try $0.text("name") }
        return all.filter { $0 == account.login } + all.filter { $0 != account.login }
    }

    /// The account that signs in by this name, closed ones left out.
    package func account(login: String) throws -> (account: Account, passwordHash: String)? {
        try row(
            """
            SELECT a.id, a.login, a.name, a.password_hash FROM access_login n JOIN access_account a ON a.id = n.account_id
            WHERE n.name = \(LoginName.folded(login)) AND a.disabled = 0
            """
        ) { row in (try Account(row), try row.text("password_hash")) }
    }

    /// Sets the password and ends every session but one.
    package func setPassword(hash: String, of account: ID<Account>, keeping session: ID<SignInSession>? = nil) throws {
        try execute("UPDATE access_account SET password_hash = \(hash) WHERE id = \(account)")
        try closeLinks(.reset, of: account)
        try closeLinks(.code, of: account)
        try endSessions(of: account, except: session, by: account)
        try record(LedgerEntry("people.password-set", "account", account, by: account.number))
    }

    package func rename(_ account: ID<Account>, to name: String) throws {
        try execute("UPDATE access_account SET name = \(name) WHERE id = \(account)")
    }

    /// Closes an account (nobody signs in, sessions and tokens end, what it lent ends), or opens it again.
    package func setClosed(_ closed: Bool, _ account: ID<Account>, by actor: ID<Account>) throws {
        guard try execute("UPDATE access_account SET disabled = \(closed) WHERE id = \(account) AND disabled <> \(closed)") == 1 else { return }
        if closed { try endSessions(of: account, by: actor) }
        try record(LedgerEntry(closed ? "people.account-closed" : "people.account-opened", "account", account, by: actor.number))
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

    /// All accounts with what they hold now, by login.
    package func identities() throws -> [Identity] {
        let accounts = try rows("SELECT id, login, name FROM access_account ORDER BY login", Account.init)
        let held = try grantsInForce(of: accounts.map(\.id))
        return accounts.map { Identity(account: $0, grants: (held[$0.id] ?? []).map(\.grant)) }
    }

    /// The account with what it may do at this moment, known by that proof.
    package func identity(of account: Account, by proof: Identity.Proof = .none) throws -> Identity {
        Identity(account, holding: try grantsInForce(of: [account.id])[account.id] ?? [], by: proof)
    }
}

extension Identity {
    /// With these roles, which are in force; without a one-time code those that need one rest.
    init(_ account: Account, holding held: [HeldGrant], by proof: Proof) {
        let known = Identity(account: account, grants: [], proof: proof)
        let resting = known.isStrong ? [] : held.filter(\.needsCode)
        let grants = known.isStrong ? held : held.filter { !$0.needsCode }
        self.init(account: account, grants: grants.map(\.grant).unique, resting: resting.map(\.grant).unique, proof: proof)
    }
}

extension [Grant] {
    /// What is held twice, once by oneself and once lent, counts once.
    fileprivate var unique: [Grant] {
        var seen: Set<Grant> = []
        return filter { seen.insert($0).inserted }
    }
}

extension Refusal {
    fileprivate static func loginTaken(_ login: String) -> Refusal {
        Refusal(.conflict, "login-taken", "账号 \(login) 已存在。", "There is already an account \(login).", field: "login")
    }
}

extension Account {
    package init(_ row: Row) throws {
        self.init(id: try row.id("id"), login: try row.text("login"), name: try row.text("name"))
    }
}
