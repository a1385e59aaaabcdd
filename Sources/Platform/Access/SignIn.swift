import Kernel
package import Storage

/// Signing in with a login and a password, and where the account has them a one-time code.
package enum SignIn {
    /// How far the password led.
    package enum Step: Sendable {
        /// Into a session.
        case open(Token)
        /// To the one-time code (`finish`).
        case code(Token)
    }

    /// Opens a session or asks for a code; refuses without saying which of the two was wrong. After failures each try waits longer (`SignInPause`).
    ///
    /// - Parameter told: called in the transaction that opens the session, where the browser is a new one.
    package static func open(
        login: String, password: String, from place: SignInPlace, in database: Database, telling told: @escaping NewBrowser.Told = { _, _ in }
    ) async throws -> Step {
        let key = folded(login)
        // The failure is noted before the password is looked at, so that tries that come at once do not slip past the pause.
        let found = try await database.write { tx in
            try tx.lock("sign-in/" + key)
            let account = try tx.account(login: login)
            let known = try place.browser.flatMap { browser in try tx.knownBrowser(browser, of: account?.account.id) }
            let counts = SignInPause.counts(login: key, from: place, known: known)
            try tx.requireTry(counts)
            return (account: account, counts: counts)
        }
        // The same work is done whether or not the account exists and has a password, so that time does not tell.
        let hash = found.account?.passwordHash ?? ""
        let matches = await Passwords.matches(password, hash: hash.isEmpty ? absent : hash)
        guard let account = found.account?.account, !hash.isEmpty, matches else {
            throw Refusal(.invalid, "sign-in-wrong", "账号或密码不正确。", "The login or the password is not right.", field: "password")
        }
        return try await database.write { tx -> Step in
            try tx.forgetSignInFailures(found.counts)
            if try tx.hasCodes(account.id) { return .code(try tx.openLink(.code, for: account.id)) }
            return .open(try tx.enter(account, from: place, isStrong: false, told))
        }
    }

    /// Opens the session where the code of the second step is right: one of the authenticator's, or a recovery code.
    package static func finish(
        _ step: Token, code: String, from place: SignInPlace, in database: Database, telling told: @escaping NewBrowser.Told = { _, _ in }
    ) async throws -> Token {
        let account = try await database.write { tx -> Account? in
            guard let account = try tx.account(link: step, .code) else { throw startAgain }
            try tx.lock("sign-in/code/" + account.id.text)
            try tx.requireTry(SignInPause.codeCounts(of: account.id))
            return try tx.tryLink(step) ? account : nil
        }
        guard let account else { throw startAgain }
        let proof = try await SecondStep.check(code, of: account.id, in: database)
        return try await database.write { tx in
            _ = try tx.useLink(step, .code)
            try proof.use(tx)
            try tx.forgetSignInFailures(SignInPause.codeCounts(of: account.id))
            return try tx.enter(account, from: place, isStrong: true, told)
        }
    }

    private static let startAgain = Refusal(
        .conflict, "sign-in-again", "登录已超时或尝试次数过多，请重新输入账号和密码。", "Signing in took too long or there were too many tries. Begin again with your password.")

    static let absent = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    /// Under what the failures of a login are kept: folded as accounts are, and bounded, since anybody may send anything.
    static func folded(_ login: String) -> String { String(LoginName.folded(login).prefix(200)) }
}

extension Transaction {
    /// A short name for the browser where the account has signed in before; nil in any other.
    fileprivate func knownBrowser(_ browser: String, of account: ID<Account>?) throws -> String? {
        guard let account else { return nil }
        let hash = Token(browser).hash
        let known = try number("SELECT account_id FROM access_known_browser WHERE account_id = \(account) AND browser_hash = \(hash)") != nil
        return known ? hash.prefix(8).map { String($0, radix: 16) }.joined(separator: ".") : nil
    }

    /// Whoever has come so far has signed in: the browser is known from now on.
    fileprivate func enter(_ account: Account, from place: SignInPlace, isStrong: Bool, _ told: NewBrowser.Told) throws -> Token {
        if try isNew(place, to: account.id) { try told(self, NewBrowser(account: account, name: place.agent, network: place.shown, at: now)) }
        if let browser = place.browser { try remember(browser, of: account.id) }
        return try openSession(for: account.id, from: place, isStrong: isStrong)
    }

    /// Whether the account has signed in before, and never, or not for a year, in this browser.
    private func isNew(_ place: SignInPlace, to account: ID<Account>) throws -> Bool {
        if let browser = place.browser, try knownBrowser(browser, of: account) != nil { return false }
        return try number("SELECT last_sign_in_at FROM access_account WHERE id = \(account) AND last_sign_in_at IS NOT NULL") != nil
    }

    fileprivate func remember(_ browser: String, of account: ID<Account>) throws {
        try execute(
            """
            INSERT INTO access_known_browser (account_id, browser_hash, last_at) VALUES (\(account), \(Token(browser).hash), \(now))
            ON CONFLICT (account_id, browser_hash) DO UPDATE SET last_at = excluded.last_at
            """)
    }
}

extension Transaction {
    /// Somebody asks for a new password: counted whether or not there is such an account. Refuses where it is asked too often.
    package func resetAsked(for login: String, from place: SignInPlace) throws -> Account? {
        try requireTry(SignInPause.resetCounts(login: SignIn.folded(login), from: place))
        return try account(login: login)?.account
    }
}
