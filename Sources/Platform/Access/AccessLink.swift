package import Kernel
package import Storage

/// A word that opens one thing once and for a while, sent to a person or kept by a browser; the database keeps its hash.
package enum AccessLink {
    package enum Purpose: String, Sendable, SQLConvertible {
        /// Sets name and password of an account that has none yet.
        case invitation
        /// Sets a new password.
        case reset
        /// The password was right; the one-time code is asked for.
        case code

        package var minutes: Int64 {
            switch self {
            case .invitation: 7 * 24 * 60
            case .reset: 30
            case .code: 10
            }
        }
    }

    /// How many codes may be tried with one password entered.
    static let tries: Int64 = 5

    package static let gone = Refusal(
        .notFound, "link-gone", "这个链接已失效：可能已用过、已过期，或被更新的链接取代。请重新申请，或联系邀请您的管理员。",
        "This link is good no longer: it was used, it is too old, or a newer one took its place. Ask for a new one, or ask the administrator who invited you.")
}

extension Transaction {
    /// A new word for that purpose; earlier ones of an invitation or a new password end with it.
    package func openLink(_ purpose: AccessLink.Purpose, for account: ID<Account>) throws -> Token {
        if purpose != .code { try closeLinks(purpose, of: account) }
        let token = Token()
        try execute(
            """
            INSERT INTO access_link (token_hash, account_id, purpose, created_at, expires_at)
            VALUES (\(token.hash), \(account), \(purpose), \(now), \(now.adding(minutes: purpose.minutes)))
            """)
        return token
    }

    /// Whose word it is, while it is good; nil otherwise.
    package func account(link token: Token, _ purpose: AccessLink.Purpose) throws -> Account? {
        try row(
            """
            SELECT a.id, a.login, a.name FROM access_link k JOIN access_account a ON a.id = k.account_id
            WHERE k.token_hash = \(token.hash) AND k.purpose = \(purpose) AND k.expires_at > \(now) AND a.disabled = 0
            """, Account.init)
    }

    /// The same, and the word is used up; refuses one that is good no longer.
    package func useLink(_ token: Token, _ purpose: AccessLink.Purpose) throws -> Account {
        guard let account = try account(link: token, purpose),
            try execute("DELETE FROM access_link WHERE token_hash = \(token.hash) AND purpose = \(purpose)") == 1
        else { throw AccessLink.gone }
        return account
    }

    /// Counts a try with the word; false where there were too many, and then it is good no longer.
    func tryLink(_ token: Token) throws -> Bool {
        try execute("UPDATE access_link SET tries = tries + 1 WHERE token_hash = \(token.hash) AND tries < \(AccessLink.tries)") == 1
    }

    package func closeLinks(_ purpose: AccessLink.Purpose, of account: ID<Account>) throws {
        try execute("DELETE FROM access_link WHERE account_id = \(account) AND purpose = \(purpose)")
    }
}
