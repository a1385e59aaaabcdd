import Kernel
package import Storage

/// Signing in with a login and a password.
package enum SignIn {
    /// Opens a session, or refuses without saying which of the two was wrong. After failures each try waits longer (`SignInPause`).
    package static func open(login: String, password: String, from place: SignInPlace, in database: Database) async throws -> Token {
        let key = folded(login)
        // The failure is noted before the password is looked at, so that tries that come at once do not slip past the pause.
        let found = try await database.write { tx in
            try tx.lock("sign-in/" + key)
            let account = try tx.account(login: login)
            let known = try place.browser.flatMap { browser in try tx.knownBrowser(browser, of: account?.account.id) }
            let counts = SignInPause.counts(login: key, from: place, known: known)
            let wait = try tx.waitBeforeSignIn(counts)
            if wait <= 0 { try tx.noteSignInFailure(counts) }
            return (account: account, wait: wait, counts: counts)
        }
        guard found.wait <= 0 else {
            throw Refusal(
                .tooMany, "sign-in-wait", "尝试次数过多，请 \(found.wait) 秒后再试。", "Too many attempts. Try again in \(found.wait) seconds.")
        }
        // The same work is done whether or not the account exists, so that time does not tell.
        let matches = await Passwords.matches(password, hash: found.account?.passwordHash ?? absent)
        guard let account = found.account?.account, matches else {
            throw Refusal(.invalid, "sign-in-wrong", "账号或密码不正确。", "The login or the password is not right.", field: "password")
        }
        return try await database.write { tx in
            try tx.forgetSignInFailures(found.counts)
            if let browser = place.browser { try tx.remember(browser, of: account.id) }
            return try tx.openSession(for: account.id)
        }
    }

    static let absent = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    /// Under what the failures of a login are kept: folded as accounts are, and bounded, since anybody may send anything.
    private static func folded(_ login: String) -> String { String(login.lowercased().prefix(200)) }
}

extension Transaction {
    /// A short name for the browser where the account has signed in before; nil in any other.
    fileprivate func knownBrowser(_ browser: String, of account: ID<Account>?) throws -> String? {
        guard let account else { return nil }
        let hash = Token(browser).hash
        let known = try number("SELECT account_id FROM access_known_browser WHERE account_id = \(account) AND browser_hash = \(hash)") != nil
        return known ? hash.prefix(8).map { String($0, radix: 16) }.joined(separator: ".") : nil
    }

    fileprivate func remember(_ browser: String, of account: ID<Account>) throws {
        try execute(
            """
            INSERT INTO access_known_browser (account_id, browser_hash, last_at) VALUES (\(account), \(Token(browser).hash), \(now))
            ON CONFLICT (account_id, browser_hash) DO UPDATE SET last_at = excluded.last_at
            """)
    }
}
