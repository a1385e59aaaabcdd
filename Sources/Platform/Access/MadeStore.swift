import Kernel
package import Storage

extension Transaction {
    /// Where that stands which a form made that was sent before under this key; nil the first time. Held until the transaction ends, so
    /// that of two that come at once the second finds what the first made.
    package func madeBefore(_ key: [UInt8]) throws -> String? {
        try lock("access.made/" + key.prefix(8).map { String($0, radix: 16) }.joined(separator: "."))
        return try row("SELECT path FROM access_made WHERE sent_key = \(key)") { try $0.text("path") }
    }

    /// As `madeBefore`, from a reading: it holds nothing, so a form that is just being taken is not seen.
    package func madeLongBefore(_ key: [UInt8]) throws -> String? {
        try row("SELECT path FROM access_made WHERE sent_key = \(key)") { try $0.text("path") }
    }

    /// Keeps for a day where that stands which the form made.
    package func noteMade(_ key: [UInt8], at path: String) throws {
        try execute("INSERT INTO access_made (sent_key, path, made_at) VALUES (\(key), \(path), \(now))")
    }

    /// Forgets the forms of yesterday, failures to sign in that no longer count, browsers in which nobody signed in for a year, and sessions
    /// and links that are over.
    package func forgetOldAccess() throws {
        try execute("DELETE FROM access_made WHERE made_at < \(now.adding(hours: -24))")
        try execute("DELETE FROM access_failure WHERE last_at < \(now.adding(hours: -SignInPause.hours))")
        try execute("DELETE FROM access_session WHERE expires_at < \(now)")
        try execute("DELETE FROM access_link WHERE expires_at < \(now)")
        try execute("DELETE FROM access_known_browser WHERE last_at < \(now.adding(hours: -24 * 365))")
    }
}
