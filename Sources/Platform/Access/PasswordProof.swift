import Kernel
package import Storage

/// Somebody who has signed in shows once more that they know the password, before a change that would lock them out.
package enum PasswordProof {
    /// Does the change where the password is right; refuses otherwise, and makes tries wait as signing in does.
    package static func confirm(
        _ password: String, of account: Account, field: String = "current", in database: Database, _ change: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        let counts = [SignInPause.Count(subject: "password/\(account.id.text)", allowed: 5)]
        let hash = try await database.write { tx -> String in
            try tx.lock("sign-in/password/" + account.id.text)
            try tx.requireTry(counts)
            return try tx.passwordHash(of: account.id) ?? ""
        }
        guard !hash.isEmpty, await Passwords.matches(password, hash: hash) else {
            throw Refusal(.invalid, "password-wrong", "现在的密码不正确。", "The present password is not right.", field: field)
        }
        try await database.write { tx in
            try tx.forgetSignInFailures(counts)
            try change(tx)
        }
    }
}

extension Transaction {
    fileprivate func passwordHash(of account: ID<Account>) throws -> String? {
        try row("SELECT password_hash FROM access_account WHERE id = \(account)") { try $0.text("password_hash") }
    }
}
