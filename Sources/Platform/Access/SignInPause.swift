import Kernel
import Storage

/// From where somebody tries to sign in.
package struct SignInPlace: Sendable {
    /// The network address; of an IPv6 address its first half, which is one household or firm.
    let address: String
    /// The random word of the browser's cookie.
    let browser: String?

    package init(address: String, browser: String?) {
        self.address = Self.network(of: address)
        self.browser = browser
    }

    private static func network(of address: String) -> String {
        let text = address.lowercased()
        guard text.contains(":"), !text.contains(".") else { return String(text.prefix(64)) }
        let halves = text.split(separator: "%").first.map { String($0) } ?? text
        var groups = halves.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
        if let gap = groups.firstIndex(of: "") { groups = groups[..<gap] + Array(repeating: "0", count: max(0, 8 - gap)) }
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}

/// How failures to sign in slow down further tries (docs/security.md).
///
/// A stranger must neither guess a password nor keep somebody out. So failures are counted for the account from one address, where few
/// are allowed, and for the account as a whole, where many are; a browser in which the account has signed in before answers to neither,
/// only to its own count.
enum SignInPause {
    /// After so many hours without a failure the count begins anew.
    static let hours: Int64 = 24

    /// One count, and how many failures it takes before it asks for a pause.
    struct Count {
        let subject: String
        let allowed: Int64
    }

    static func counts(login: String, from place: SignInPlace, known browser: String?) -> [Count] {
        if let browser { return [Count(subject: "browser/\(browser)/\(login)", allowed: 5)] }
        return [Count(subject: "address/\(place.address)/\(login)", allowed: 5), Count(subject: "account/\(login)", allowed: 100)]
    }

    /// Seconds to wait after so many failures: 1, 2, 4 … 256.
    static func pause(after failures: Int64, allowed: Int64) -> Int64 { failures < allowed ? 0 : 1 << min(failures - allowed, 8) }
}

extension Transaction {
    /// Seconds until the next try; 0 where it may be made now.
    func waitBeforeSignIn(_ counts: [SignInPause.Count]) throws -> Int64 {
        var longest: Int64 = 0
        for count in counts {
            let failed = try row("SELECT failures, last_at FROM access_failure WHERE subject = \(count.subject)") {
                (failures: try $0.int64("failures"), last: try $0.instant("last_at"))
            }
            guard let failed else { continue }
            let pause = SignInPause.pause(after: failed.failures, allowed: count.allowed)
            longest = max(longest, pause - now.seconds(since: failed.last))
        }
        return longest
    }

    func noteSignInFailure(_ counts: [SignInPause.Count]) throws {
        let old = now.adding(hours: -SignInPause.hours)
        for count in counts {
            try execute(
                """
                INSERT INTO access_failure (subject, failures, last_at) VALUES (\(count.subject), 1, \(now))
                ON CONFLICT (subject) DO UPDATE SET
                    failures = CASE WHEN access_failure.last_at < \(old) THEN 1 ELSE access_failure.failures + 1 END,
                    last_at = excluded.last_at
                """)
        }
    }

    /// Whoever signed in has failed nowhere; what others tried on the account stays counted, less the one that was noted for this try.
    func forgetSignInFailures(_ counts: [SignInPause.Count]) throws {
        for count in counts {
            if count.subject.hasPrefix("account/") {
                try execute("UPDATE access_failure SET failures = failures - 1 WHERE subject = \(count.subject) AND failures > 0")
            } else {
                try execute("DELETE FROM access_failure WHERE subject = \(count.subject)")
            }
        }
    }
}
