import Access
import Kernel
import Synchronization

/// Cookies that this request will set; a small box, because a page learns only while rendering that it holds a form.
final class OutgoingCookies: Sendable {
    private struct State {
        var browser: String?
        var isNew = false
        var flash: Phrase?
        var session: String??
        var step: String??
        var isUsed = false
    }
    private let state: Mutex<State>
    private let key: [UInt8]

    /// The second step of signing in, as the request brought it.
    let step: String?

    init(browser: String?, step: String?, key: [UInt8]) {
        state = Mutex(State(browser: browser))
        (self.step, self.key) = (step, key)
    }

    func csrf() -> String {
        let browser = state.withLock { state in
            state.isUsed = true
            if let browser = state.browser { return browser }
            let fresh = String(Token().text.prefix(32))
            state.browser = fresh
            state.isNew = true
            return fresh
        }
        return CSRF.token(for: browser, key: key)
    }

    var browser: String? { state.withLock { $0.browser } }

    /// Whether the answer holds or sets something of this one browser.
    var isUsed: Bool { state.withLock { $0.isUsed || $0.flash != nil || $0.session != nil || $0.step != nil } }

    func accepts(_ token: String) -> Bool {
        guard let browser = state.withLock({ $0.browser }) else { return false }
        return CSRF.matches(token, for: browser, key: key)
    }

    func setFlash(_ phrase: Phrase) { state.withLock { $0.flash = phrase } }
    func setSession(_ token: String?) { state.withLock { $0.session = .some(token) } }
    func setStep(_ token: String?) { state.withLock { $0.step = .some(token) } }

    /// The language that a reader chose, for a year.
    static func language(_ tongue: Tongue, secure: Bool) -> String { "kepu_language=\(tongue.rawValue); Max-Age=31536000" + tail(secure) }

    private static func tail(_ secure: Bool) -> String { "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "") }

    /// `Set-Cookie` values. `secure` where the site is reached over TLS: the browser then takes them from this host alone (`Cookies`).
    func headers(secure: Bool, hadFlash: Bool) -> [String] {
        state.withLock { state in
            var out: [String] = []
            if state.isNew, let browser = state.browser { out.append("kepu_browser=\(browser); Max-Age=31536000") }
            if let flash = state.flash {
                out.append("kepu_flash=\(Query.encode(flash.zh))|\(Query.encode(flash.en)); Max-Age=60")
            } else if hadFlash {
                out.append("kepu_flash=; Max-Age=0")
            }
            if let session = state.session { out.append(session.map { "kepu_session=\($0); Max-Age=43200" } ?? "kepu_session=; Max-Age=0") }
            if let step = state.step { out.append(step.map { "kepu_step=\($0); Max-Age=600" } ?? "kepu_step=; Max-Age=0") }
            return out.map { Cookies.prefix(secure: secure) + $0 + Self.tail(secure) }
        }
    }
}
