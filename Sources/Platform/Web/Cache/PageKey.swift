import HTTPTypes

extension PageShelf.Key {
    private static let longest = 2048

    /// Nil for whoever must not be answered from memory. The language and the page's own address are chosen by exactly what stands in the
    /// key. The API passes by: each of its answers says how much is left of the asker's own rate.
    init?(_ request: HTTPRequest, secure: Bool) {
        let address = request.path ?? ""
        guard address.utf8.count <= Self.longest, !address.hasPrefix("/api/") else { return nil }
        var kept = ""
        if let header = request.headerFields[.cookie] {
            for piece in header.split(separator: ";") {
                let cookie = piece.drop { $0 == " " }
                guard cookie.hasPrefix("kepu_"), !cookie.hasPrefix("kepu_browser=") else { continue }
                if cookie.hasPrefix("kepu_session=") || cookie.hasPrefix("kepu_flash=") { return nil }
                kept += cookie + ";"
            }
        }
        let language = request.headerFields[.acceptLanguage] ?? ""
        guard kept.utf8.count + language.utf8.count <= Self.longest else { return nil }
        self.init(origin: Origin.of(request, secure: secure), address: address, language: language, cookies: kept)
    }
}
