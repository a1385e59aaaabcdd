package import Access
package import Kernel
package import Logging
package import Regions
package import Storage
import Synchronization

/// One request as a route sees it: who asks, in which language, for what, with which form.
package struct Visit: Sendable {
    package let path: String
    package let query: Query
    package let posted: Posted
    package let parameters: [String: String]
    package let language: Tongue
    package let identity: Identity?
    package let database: Database
    /// The administrative units of every edition: names, paths, choices; no query.
    package let regions: RegionTable
    package let frame: SiteFrame
    /// How many messages whoever asks has not read; 0 beside the desk.
    package let unread: Int
    package let logger: Logger
    package let token: Token?
    package let flash: Phrase?
    let headers: [String: String]
    let outgoing: OutgoingCookies
    /// Where the site is reached, as the request has it: `https://kepu.example`, for addresses that leave the site.
    package let origin: String
    /// The network address of whoever asks, behind our own proxies; `local` in process.
    package let remote: String

    /// The moment of the request.
    package var now: Instant { database.clock.now() }

    /// The text of `phrase` in the reader's language.
    package func say(_ phrase: Phrase) -> String { phrase(language) }

    /// The account that has signed in; refuses with a sign-in page where nobody has.
    package func signedIn() throws(Refusal) -> Identity {
        guard let identity else { throw .mustSignIn }
        return identity
    }

    /// The parameter of the pattern, `{name}`.
    package func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// The parameter as an identity; a wrong one is "not found".
    package func id<Noun>(_ name: String, of what: Phrase, _: Noun.Type = Noun.self) throws(Refusal) -> ID<Noun> {
        guard let id = ID<Noun>(parameter(name)) else { throw .notFound(what) }
        return id
    }

    package func header(_ name: String) -> String? { headers[name.lowercased()] }

    /// The token that every form carries; asking for it gives the browser its cookie.
    package var csrf: String { outgoing.csrf() }

    /// The random word of the browser's cookie, if it has one.
    package var browser: String? { outgoing.browser }

    /// 303 to `path`, where `message` is shown once.
    package func see(_ path: String, saying message: Phrase? = nil) -> Answer {
        if let message { outgoing.setFlash(message) }
        return .see(path)
    }

    /// Keeps a signed-in session in the browser, or ends it with nil.
    package func keep(session token: Token?) { outgoing.setSession(token?.text) }
}

/// Cookies that this request will set; a small box, because a page learns only while rendering that it holds a form.
final class OutgoingCookies: Sendable {
    private struct State {
        var browser: String?
        var isNew = false
        var flash: Phrase?
        var session: String??
        var isUsed = false
    }
    private let state: Mutex<State>
    private let key: [UInt8]

    init(browser: String?, key: [UInt8]) {
        state = Mutex(State(browser: browser))
        self.key = key
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
    var isUsed: Bool { state.withLock { $0.isUsed || $0.flash != nil || $0.session != nil } }

    func accepts(_ token: String) -> Bool {
        guard let browser = state.withLock({ $0.browser }) else { return false }
        return CSRF.matches(token, for: browser, key: key)
    }

    func setFlash(_ phrase: Phrase) { state.withLock { $0.flash = phrase } }
    func setSession(_ token: String?) { state.withLock { $0.session = .some(token) } }

    /// The language that a reader chose, for a year.
    static func language(_ tongue: Tongue, secure: Bool) -> String { "kepu_language=\(tongue.rawValue); Max-Age=31536000" + tail(secure) }

    private static func tail(_ secure: Bool) -> String { "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "") }

    /// `Set-Cookie` values. `secure` where the site is reached over TLS.
    func headers(secure: Bool, hadFlash: Bool) -> [String] {
        let tail = Self.tail(secure)
        return state.withLock { state in
            var out: [String] = []
            if state.isNew, let browser = state.browser { out.append("kepu_browser=\(browser); Max-Age=31536000" + tail) }
            if let flash = state.flash {
                out.append("kepu_flash=\(Query.encode(flash.zh))|\(Query.encode(flash.en)); Max-Age=60" + tail)
            } else if hadFlash {
                out.append("kepu_flash=; Max-Age=0" + tail)
            }
            switch state.session {
            case .some(.some(let token)): out.append("kepu_session=\(token); Max-Age=43200" + tail)
            case .some(.none): out.append("kepu_session=; Max-Age=0" + tail)
            case .none: break
            }
            return out
        }
    }
}
