import Crypto
package import Kernel

/// Time-based one-time codes after RFC 6238: SHA-1, steps of 30 seconds, six digits. What every authenticator program knows.
package struct OneTimeCode: Sendable {
    package static let digits = 6
    private static let seconds: Int64 = 30
    /// How many steps a clock may be off, in both directions.
    private static let window: Int64 = 1

    package let secret: [UInt8]

    package init(secret: [UInt8]) { self.secret = secret }

    /// 160 bits, as RFC 4226 recommends.
    package static func newSecret() -> [UInt8] { Secrets.random(20) }

    package static func step(at now: Instant) -> Int64 { now.microseconds / 1_000_000 / seconds }

    /// The code of a step (RFC 4226 §5.3).
    package func code(step: Int64, digits: Int = OneTimeCode.digits) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * Int64($0))) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let modulus = (0..<digits).reduce(UInt32(1)) { value, _ in value * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code this is, if it is near `now` and later than `last`, the last that was taken: a code is good once.
    package func step(of code: String, at now: Instant, after last: Int64) -> Int64? {
        let current = Self.step(at: now)
        var found: Int64?
        // All of them are looked at, so that time does not tell which.
        for step in current - Self.window...current + Self.window where Secrets.same(self.code(step: step), code) && step > last { found = step }
        return found
    }

    /// What the authenticator reads from the QR code.
    package func address(issuer: String, login: String) -> String {
        let (site, name) = (Self.escaped(issuer), Self.escaped(login))
        return "otpauth://totp/\(site):\(name)?secret=\(Base32.text(secret))&issuer=\(site)"
    }

    /// Six digits as people type them: blanks between them, full-width.
    package static func folded(_ text: String) -> String {
        text.filter { !$0.isWhitespace }.map { letter in letter.wholeNumberValue.map { String($0) } ?? String(letter) }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): return String(UnicodeScalar(byte))
            default: return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
