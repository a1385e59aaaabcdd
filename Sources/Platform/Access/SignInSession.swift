package import Kernel
import Storage

/// One browser in which somebody has signed in.
package struct SignInSession: Sendable {
    package let id: ID<SignInSession>
    package let createdAt: Instant
    package let lastAt: Instant
    package let expiresAt: Instant
    package let browser: BrowserName
    /// From which network, as far as somebody recognises it: `203.0.113.*`.
    package let network: String
    /// Whether a one-time code was given.
    package let isStrong: Bool

    /// A session ends twelve hours after signing in, a working day …
    static let hours: Int64 = 12
    /// … and after so long without a request.
    static let idleHours: Int64 = 3
    /// Its last use is written down no oftener than this.
    static let grain: Int64 = 300

    /// Whether its last use is to be written down.
    package func isStale(at now: Instant) -> Bool { now.seconds(since: lastAt) >= Self.grain }

    init(_ row: Row) throws {
        id = try row.id("id")
        createdAt = try row.instant("created_at")
        lastAt = try row.instant("last_at")
        expiresAt = try row.instant("expires_at")
        browser = BrowserName(kept: try row.text("browser"))
        network = try row.text("network")
        isStrong = try row.bool("strong")
    }
}
