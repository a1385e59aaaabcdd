import Kernel
package import Storage

/// Signing in with a login and a password.
package enum SignIn {
    /// Opens a session, or refuses without saying which of the two was wrong. After five failures in a row each try waits longer.
    package static func open(login: String, password: String, in database: Database) async throws -> Token {
        // The failure is noted before the password is looked at, so that tries that come at once do not slip past the pause.
        let found = try await database.write { tx in
            try tx.lock("sign-in/" + attemptKey(login))
            let wait = try tx.waitBeforeNextAttempt(login: login)
            if wait <= 0 { try tx.noteFailure(login: login) }
            return (account: try tx.account(login: login), wait: wait)
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
            try tx.execute("DELETE FROM access_attempt WHERE login = \(attemptKey(login))")
            return try tx.openSession(for: account.id)
        }
    }

    static let absent = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}

extension Transaction {
    func waitBeforeNextAttempt(login: String) throws -> Int64 {
        let attempt = try row("SELECT failures, last_at FROM access_attempt WHERE login = \(attemptKey(login))") {
            (failures: try $0.int("failures"), last: try $0.instant("last_at"))
        }
        guard let attempt, attempt.failures >= 5 else { return 0 }
        let pause = Int64(1) << Int64(min(attempt.failures - 5, 8))
        return max(0, pause - now.seconds(since: attempt.last))
    }

    func noteFailure(login: String) throws {
        try execute(
            """
            INSERT INTO access_attempt (login, failures, last_at) VALUES (\(attemptKey(login)), 1, \(now))
            ON CONFLICT (login) DO UPDATE SET failures = access_attempt.failures + 1, last_at = excluded.last_at
            """)
    }
}

/// Under what the failures of a login are kept: folded as accounts are, and bounded, since anybody may send anything.
private func attemptKey(_ login: String) -> String { String(login.lowercased().prefix(200)) }
