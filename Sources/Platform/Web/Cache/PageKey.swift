import HTTPTypes

extension PageShelf.Key {
    private static let longest = 2048

    /// Nil for whoever must not be answered from memory. The language and the page's own address are chosen by exactly what stands in the
    /// key. The API passes by: each of its answers says how much is left of the asker's own rate.
    init?(_ request: HTTPRequest, secure: Bool) {
        guard request.headerFields[.authorization] == nil else { return nil }
        self.init(
            address: request.path ?? "", cookies: request.headerFields[.cookie], language: request.headerFields[.acceptLanguage],
            origin: Origin.of(request, secure: secure), secure: secure)
    }

    /// - secure: whether the site is reached over TLS (`Cookies`).
    init?(address: String, cookies header: String?, language: String?, origin: String, secure: Bool) {
        guard address.utf8.count <= Self.longest, !address.hasPrefix("/api/") else { return nil }
        var kept = ""
        if let header {
            for piece in header.split(separator: ";") {
                let cookie = piece.drop { $0 == " " }
                guard let name = Cookies.known(cookie.prefix { $0 != "=" }, secure: secure), name != "kepu_browser" else { continue }
                if ["kepu_session", "kepu_flash", "kepu_step"].contains(name) { return nil }
                kept += cookie + ";"
            }
        }
        let language = language ?? ""
        guard kept.utf8.count + language.utf8.count <= Self.longest else { return nil }
        self.init(origin: origin, address: address, language: language, cookies: kept)
    }
}
