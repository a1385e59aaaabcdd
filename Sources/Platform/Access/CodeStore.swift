package import Kernel
package import Storage

extension Transaction {
    /// Whether the account signs in with one-time codes.
    package func hasCodes(_ account: ID<Account>) throws -> Bool {
        try number("SELECT account_id FROM access_code WHERE account_id = \(account) AND confirmed_at IS NOT NULL") != nil
    }

    /// Begins with a new secret, which a first code confirms; one that was begun before is forgotten. Refuses where codes are in use.
    package func beginCodes(for account: ID<Account>) throws {
        guard try !hasCodes(account) else {
            throw Refusal(
                .conflict, "codes-in-use", "动态验证码已经启用。如需更换手机，请先停用。", "One-time codes are in use already. To change the telephone, switch them off first.")
        }
        let sealed = try Sealing.seal(OneTimeCode.newSecret(), with: secret("codes"), about: Self.codeSubject(account))
        try execute(
            """
            INSERT INTO access_code (account_id, sealed, created_at) VALUES (\(account), \(sealed), \(now))
            ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at, confirmed_at = NULL, last_step = 0
            """)
    }

    /// What the authenticator is to learn, until the first code has confirmed it; nil before `beginCodes` and after.
    package func codesBegun(for account: ID<Account>) throws -> OneTimeCode? {
        let sealed = try row("SELECT sealed FROM access_code WHERE account_id = \(account) AND confirmed_at IS NULL") { try $0.blob("sealed") }
        return try sealed.map { OneTimeCode(secret: try Sealing.open($0, with: try secret("codes"), about: Self.codeSubject(account))) }
    }

    /// Takes the first code: from now on the account signs in with codes. The session in which it was given counts as signed in with one.
    ///
    /// - recovery: the hashes of the recovery codes, by their places.
    package func confirmCodes(_ code: String, of account: ID<Account>, recovery: [String], in session: ID<SignInSession>?) throws {
        guard let begun = try codesBegun(for: account) else {
            throw Refusal(.conflict, "codes-not-begun", "请先开始设置。", "Begin the set-up first.", field: "code")
        }
        guard let step = begun.step(of: OneTimeCode.folded(code), at: now, after: 0) else { throw Refusal.wrongCode }
        try execute("UPDATE access_code SET confirmed_at = \(now), last_step = \(step) WHERE account_id = \(account)")
        try keepRecovery(recovery, of: account)
        if let session { try strengthen(session) }
        try record(LedgerEntry("people.codes-begun", "account", account, by: account.number))
    }

    /// New recovery codes in place of the old ones.
    package func replaceRecovery(_ hashes: [String], of account: ID<Account>) throws {
        try keepRecovery(hashes, of: account)
        try record(LedgerEntry("people.recovery-renewed", "account", account, by: account.number))
    }

    /// How many recovery codes are left.
    package func recoveryLeft(of account: ID<Account>) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM access_recovery WHERE account_id = \(account)") ?? 0)
    }

    /// Switches one-time codes off; open sessions count as signed in by password alone, tokens as made so.
    package func endCodes(of account: ID<Account>, by actor: ID<Account>) throws {
        guard try execute("DELETE FROM access_code WHERE account_id = \(account)") == 1 else { return }
        try execute("DELETE FROM access_recovery WHERE account_id = \(account)")
        try execute("UPDATE access_session SET strong = 0 WHERE account_id = \(account)")
        try execute("UPDATE access_api_token SET strong = 0 WHERE account_id = \(account)")
        try record(LedgerEntry("people.codes-ended", "account", account, by: actor.number))
    }

    /// Takes a code of the authenticator; false where it is wrong, or was taken before.
    func takeCode(_ code: String, of account: ID<Account>) throws -> Bool {
        let kept = try row("SELECT sealed, last_step FROM access_code WHERE account_id = \(account) AND confirmed_at IS NOT NULL") { row in
            (sealed: try row.blob("sealed"), last: try row.int64("last_step"))
        }
        guard let kept else { return false }
        let codes = OneTimeCode(secret: try Sealing.open(kept.sealed, with: secret("codes"), about: Self.codeSubject(account)))
        guard let step = codes.step(of: code, at: now, after: kept.last) else { return false }
        return try execute("UPDATE access_code SET last_step = \(step) WHERE account_id = \(account) AND last_step < \(step)") == 1
    }

    func recoveryHash(_ place: Int, of account: ID<Account>) throws -> String? {
        try row("SELECT code_hash FROM access_recovery WHERE account_id = \(account) AND place = \(place)") { try $0.text("code_hash") }
    }

    /// Uses a recovery code up; false where somebody was quicker.
    func takeRecovery(_ place: Int, hash: String, of account: ID<Account>) throws -> Bool {
        let taken = try execute("DELETE FROM access_recovery WHERE account_id = \(account) AND place = \(place) AND code_hash = \(hash)") == 1
        if taken { try record(LedgerEntry("people.recovery-used", "account", account, by: account.number)) }
        return taken
    }

    private func keepRecovery(_ hashes: [String], of account: ID<Account>) throws {
        try execute("DELETE FROM access_recovery WHERE account_id = \(account)")
        for (place, hash) in hashes.enumerated() {
            try execute("INSERT INTO access_recovery (account_id, place, code_hash) VALUES (\(account), \(place), \(hash))")
        }
    }

    /// For what a code's secret is sealed.
    static func codeSubject(_ account: ID<Account>) -> String { "code/\(account.text)" }
}

extension Refusal {
    package static let wrongCode = Refusal(
        .invalid, "code-wrong", "验证码不正确、已用过或已过期。请输入手机上当前显示的 6 位数字；手机时间应准确。",
        "The code is wrong, was used, or is too old. Enter the six digits that the telephone shows now; its clock must be right.", field: "code")
}
