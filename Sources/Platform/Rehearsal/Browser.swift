package import Web

/// A browser without scripts, in process: cookies, redirects, and forms filled as a person would fill them.
package final class Browser {
    private let site: Site
    private var cookies: [String: String] = [:]
    private var sent: (path: String, body: [UInt8], type: String)?
    package private(set) var page = PageSeen(status: 0, path: "", headers: [:], html: "")

    package init(_ site: Site, language: String = "en") {
        self.site = site
        cookies["kepu_language"] = language
    }

    /// Goes to an address, following redirects.
    @discardableResult
    package func go(_ path: String) async throws -> PageSeen {
        try await request(.get, path, body: [], type: nil)
    }

    /// Fills the form of this page that posts to `action` and sends it; the values not named are sent as they stand.
    @discardableResult
    package func submit(_ action: String, _ values: [String: String] = [:], files: [(field: String, name: String, text: String)] = []) async throws
        -> PageSeen
    {
        try await submit(action, values, uploads: files.map { ($0.field, $0.name, Array($0.text.utf8)) })
    }

    /// The same with files of any bytes.
    @discardableResult
    package func submit(_ action: String, _ values: [String: String], uploads files: [(field: String, name: String, bytes: [UInt8])]) async throws
        -> PageSeen
    {
        // A list may have a form of its own at the same address, which asks and changes nothing.
        guard var form = page.forms.first(where: { $0.action == action && $0.method == "post" }) ?? page.form(to: action) else {
            throw BrowserProblem("no form to \(action) on \(page.path) (\(page.status)): \(page.text.prefix(600))")
        }
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            form.values.removeAll { $0.name == name }
            form.values.append((name, value))
        }
        if files.isEmpty {
            let body = Query(form.values.map { ($0.name, $0.value) }).encoded
            return try await request(.post, action, body: Array(body.utf8), type: "application/x-www-form-urlencoded")
        }
        let boundary = "kepu-boundary-7d1f"
        var body: [UInt8] = []
        func add(_ text: String) { body += Array(text.utf8) }
        for pair in form.values { add("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(pair.name)\"\r\n\r\n\(pair.value)\r\n") }
        for file in files {
            add("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n")
            add("Content-Type: text/plain\r\n\r\n")
            body += file.bytes
            add("\r\n")
        }
        add("--\(boundary)--\r\n")
        return try await request(.post, action, body: body, type: "multipart/form-data; boundary=\(boundary)")
    }

    /// Sends these values to an address, whatever forms the page has: what a person can do who writes requests by hand.
    @discardableResult
    package func post(_ path: String, _ values: [String: String]) async throws -> PageSeen {
        try await post(path, values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// The same where a name may stand several times, as of boxes that are ticked.
    @discardableResult
    package func post(_ path: String, _ values: [(String, String)]) async throws -> PageSeen {
        try await request(.post, path, body: Array(Query(values).encoded.utf8), type: "application/x-www-form-urlencoded")
    }

    /// Where an address leads, without going there: also to another site. Nil where it answers itself.
    package func led(_ path: String) async throws -> String? {
        let headers = [("cookie", cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))]
        let answer = try await site.ask(.get, path, headers: headers, body: [])
        for field in answer.headers where field.name == "set-cookie" { keep(field.value) }
        guard answer.status == 303 else { return nil }
        return answer.headers.first { $0.name == "location" }?.value
    }

    /// Shows a page again as it was, without asking for it: the browser's way back.
    package func back(to page: PageSeen) { self.page = page }

    /// The value of a cookie that the browser holds.
    package func cookie(_ name: String) -> String? { cookies[name] }

    /// Signs in through the form.
    @discardableResult
    package func signIn(_ login: String, _ password: String) async throws -> PageSeen {
        try await go("/sign-in")
        return try await submit("/sign-in", ["login": login, "password": password])
    }

    /// Sends the last form once more, as a double click or a reloaded answer does.
    @discardableResult
    package func sendAgain() async throws -> PageSeen {
        guard let sent else { throw BrowserProblem("nothing was sent yet") }
        return try await request(.post, sent.path, body: sent.body, type: sent.type)
    }

    private func request(_ method: Site.Asking, _ path: String, body: [UInt8], type: String?) async throws -> PageSeen {
        if method == .post, let type { sent = (path, body, type) }
        var (method, path, body, type) = (method, path, body, type)
        for _ in 0..<10 {
            var headers = [("cookie", cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))]
            if let type { headers.append(("content-type", type)) }
            let answer = try await site.ask(method, path, headers: headers, body: body)
            for field in answer.headers where field.name == "set-cookie" { keep(field.value) }
            if answer.status == 303, let location = answer.headers.first(where: { $0.name == "location" })?.value {
                // Where on the page one is led is the browser's own affair.
                (method, path, body, type) = (.get, String(location.prefix { $0 != "#" }), [], nil)
                continue
            }
            let seen = Dictionary(answer.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
            page = PageSeen(status: answer.status, path: path, headers: seen, bytes: answer.body)
            return page
        }
        throw BrowserProblem("redirected in circles: \(path)")
    }

    private func keep(_ cookie: String) {
        guard let pair = cookie.split(separator: ";").first else { return }
        let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return }
        cookies[String(halves[0])] = cookie.contains("Max-Age=0") ? nil : String(halves[1])
    }
}

/// What a person would report: "there is no such form on this page".
package struct BrowserProblem: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
