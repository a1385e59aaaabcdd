import Kernel
import Language
import Storage

/// From where somebody tries to sign in.
package struct SignInPlace: Sendable {
    /// The network address; of an IPv6 address its first half, which is one household or firm.
    package let address: String
    /// The random word of the browser's cookie.
    let browser: String?
    let agent: BrowserName

    package static let unknown = SignInPlace(address: "local", browser: nil)

    /// - agent: the `User-Agent` header.
    package init(address: String, browser: String?, agent: String? = nil) {
        self.address = Self.network(of: address)
        self.browser = browser
        self.agent = BrowserName(agent: agent)
    }

    /// The network as far as somebody recognises it, without the last piece of an IPv4 address.
    var shown: String {
        guard !address.contains(":"), let dot = address.lastIndex(of: "."), address != "127.0.0.1" else { return address }
        return "\(address[..<dot]).*"
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

    /// Tries with a one-time code: whoever comes so far knows the password, so there is one count for the account.
    static func codeCounts(of account: ID<Account>) -> [Count] { [Count(subject: "code/\(account.text)", allowed: 5)] }

    /// Requests for a new password: few for one login, so that nobody's letterbox is filled, and more from one address.
    static func resetCounts(login: String, from place: SignInPlace) -> [Count] {
        [Count(subject: "reset/\(login)", allowed: 3), Count(subject: "reset-address/\(place.address)", allowed: 20)]
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

    /// Refuses where one has to wait; notes the try otherwise.
    func requireTry(_ counts: [SignInPause.Count]) throws {
        let wait = try waitBeforeSignIn(counts)
        guard wait <= 0 else { throw Refusal.signInWait(wait) }
        try noteSignInFailure(counts)
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

extension Refusal {
    static func signInWait(_ seconds: Int64) -> Refusal {
        Refusal(
            .tooMany, "sign-in-wait", "尝试次数过多，请 \(seconds) 秒后再试。", "Too many attempts. Try again in \(Plural.en(seconds, "second", "seconds")).")
    }
}
