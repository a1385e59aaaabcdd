package import Access
package import Kernel
package import Logging
package import Regions
package import Storage

/// One request as a route sees it: who asks, in which language, for what, with which form.
package struct Visit: Sendable {
    package let path: String
    /// Whether only the head of the answer is asked for.
    package var isHead = false
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
    let isSecure: Bool
    /// The site's public address, `https://kepu.example`, for addresses that leave the site: as the operator set it, else as the request has it.
    package var origin: String { frame.address ?? reached }
    /// Where this request reached the site, by its own word.
    let reached: String
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

    /// Keeps the second step of signing in for a few minutes, or ends it with nil.
    package func keep(step token: Token?) { outgoing.setStep(token?.text) }

    /// What `keep(step:)` kept.
    package var step: Token? { outgoing.step.map { Token($0) } }

    /// From where somebody comes, for signing in.
    package var place: SignInPlace { SignInPlace(address: remote, browser: browser, agent: header("user-agent")) }

    /// Refuses to take a password over a line that others may read: without TLS only this machine itself may sign in.
    package func requireSafeLine() throws(Refusal) {
        let host = reached.split(separator: "/").last.map { String($0) } ?? ""
        let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }.dropFirst()) : String(host.prefix { $0 != ":" })
        guard !isSecure, !["localhost", "127.0.0.1", "::1"].contains(name) else { return }
        throw Refusal(
            .forbidden, "line-open",
            "这个连接没有加密，不能在此登录。请通过 https 访问；管理员：在加密的代理之后运行时请设置 KEPU_SECURE=1。",
            "This connection is not encrypted, so nobody can sign in over it. Come by https; administrators: behind a proxy that ends TLS set KEPU_SECURE=1.")
    }
}
