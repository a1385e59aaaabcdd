import HTTPTypes

/// The scheme and host by which a request came.
enum Origin {
    /// `http://127.0.0.1:8080`; what is no host becomes `localhost`. Behind a proxy that ends TLS its word on the scheme is taken.
    static func of(_ request: HTTPRequest, secure: Bool) -> String {
        of(host: request.authority, scheme: request.headerFields[.forwardedScheme], secure: secure)
    }

    static func of(host: String?, scheme: String?, secure: Bool) -> String {
        (secure || scheme == "https" ? "https://" : "http://") + (host.flatMap { isHost($0) ? $0 : nil } ?? "localhost")
    }

    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 48...58, 65...91, 93, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."): true
                default: false
                }
            }
    }
}

extension HTTPField.Name {
    static let forwardedScheme = HTTPField.Name("X-Forwarded-Proto") ?? .server
}

extension Visit {
    /// Whether whoever asks is a program, to which errors are told as RFC 9457: the API, and formats that no person opens in a browser.
    var isForMachines: Bool {
        if isProgram || path.hasPrefix("/api/") { return true }
        guard let last = path.split(separator: "/").last, let dot = last.lastIndex(of: ".") else { return false }
        switch last[last.index(after: dot)...] {
        case "json", "geojson", "ics", "atom": return true
        // These are downloaded from links on pages, and by programs.
        case "csv", "xlsx", "pdf": return !(header("accept") ?? "").contains("text/html")
        default: return false
        }
    }

    /// Whether a script of one of our pages sent this, which reads JSON: it saves what somebody types.
    package var isScript: Bool { header("accept") == "application/json" }
}
