import Crypto
package import Kernel
package import Storage

/// A random token that a browser keeps; the database keeps only its hash.
package struct Token: Sendable {
    package let text: String

    package init() {
        var generator = SystemRandomNumberGenerator()
        let words = (0..<4).map { _ in generator.next() }
        text = words.map { word in
            let hex = String(word, radix: 16)
            return String(repeating: "0", count: 16 - hex.count) + hex
        }.joined()
    }

    package init(_ text: String) { self.text = text }

    var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

extension Transaction {
    /// Opens a session of twelve hours and gives its token.
    package func openSession(for account: ID<Account>) throws -> Token {
        let token = Token()
        try execute(
            """
            INSERT INTO access_session (token_hash, account_id, created_at, expires_at)
            VALUES (\(token.hash), \(account), \(now), \(now.adding(hours: 12)))
            """)
        try execute("DELETE FROM access_session WHERE expires_at < \(now)")
        return token
    }

    package func closeSession(_ token: Token) throws {
        try execute("DELETE FROM access_session WHERE token_hash = \(token.hash)")
    }

    /// Who holds this token, if the session is still open.
    package func identity(token: Token) throws -> Identity? {
        let account = try row(
            """
            SELECT a.id, a.login, a.name FROM access_session s JOIN access_account a ON a.id = s.account_id
            WHERE s.token_hash = \(token.hash) AND s.expires_at >= \(now) AND a.disabled = 0
            """, Account.init)
        return try account.map { try identity(of: $0) }
    }

    /// A secret of the installation, made on first use and the same ever after.
    package func secret(_ name: String) throws -> [UInt8] {
        let kept: SQL = "SELECT bytes FROM access_secret WHERE name = \(name)"
        if let bytes = try row(kept, { try $0.blob("bytes") }) { return bytes }
        let fresh = Array(Token().text.utf8)
        try execute("INSERT INTO access_secret (name, bytes) VALUES (\(name), \(fresh)) ON CONFLICT (name) DO NOTHING")
        return try row(kept) { try $0.blob("bytes") } ?? fresh
    }
}
