package import Kernel
import Storage

/// A word by which a program of somebody's comes in: limited to some of their permissions and to a time.
package struct APIToken: Sendable {
    package let id: ID<APIToken>
    package let name: String
    /// The names of permissions.
    package let permissions: [String]
    package let createdAt: Instant
    package let expiresAt: Instant
    package let lastAt: Instant?
    package let revokedAt: Instant?

    package static let longestDays = 365

    package func isGood(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }

    init(_ row: Row) throws {
        id = try row.id("id")
        name = try row.text("name")
        permissions = try row.text("permissions").split(separator: " ").map(String.init)
        createdAt = try row.instant("created_at")
        expiresAt = try row.instant("expires_at")
        lastAt = try row.instantOrNil("last_at")
        revokedAt = try row.instantOrNil("revoked_at")
    }
}

/// Who comes with a token, and when it was last used, as far as that was written down.
package struct TokenUse: Sendable {
    package let identity: Identity
    let lastAt: Instant?

    /// Whether its last use is to be written down.
    package func isStale(at now: Instant) -> Bool { lastAt.map { now.seconds(since: $0) >= SignInSession.grain } ?? true }
}

/// How such a word is written: `kepu_`, 160 random bits, and a check of six letters by which a leaked one is told from any other text.
package enum APITokenText {
    static let prefix = "kepu_"
    private static let letters = 32
    private static let checkLetters = 6

    static func fresh() -> String {
        let body = Base32.text(Secrets.random(20), Base32.spoken)
        return prefix + body + check(body)
    }

    /// Whether it can be one at all: what is mistyped is known without the database.
    package static func isWellFormed(_ text: String) -> Bool {
        guard text.hasPrefix(prefix), text.utf8.count == prefix.utf8.count + letters + checkLetters else { return false }
        let rest = text.dropFirst(prefix.count)
        return Secrets.same(check(String(rest.prefix(letters))), String(rest.suffix(checkLetters)))
    }

    private static func check(_ body: String) -> String { String(Base32.text(Array(Secrets.hash(prefix + body).prefix(4)), Base32.spoken).prefix(checkLetters)) }
}
