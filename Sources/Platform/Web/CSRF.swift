import Access
import Crypto

/// Tokens that prove a form came from our own page: an HMAC of the browser's random cookie (OWASP: signed double submit).
enum CSRF {
    static func token(for browser: String, key: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(browser.utf8), using: SymmetricKey(data: key))
        return code.prefix(16).map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }.joined()
    }

    static func matches(_ token: String, for browser: String, key: [UInt8]) -> Bool {
        Secrets.same(Self.token(for: browser, key: key), token)
    }
}
