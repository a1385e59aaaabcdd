package import Kernel

extension Tongue {
    /// The language of an answer: what the address asks for, else what the browser was told before, else what it prefers, else Chinese.
    package static func negotiate(query: String?, cookie: String?, acceptLanguage: String?) -> Tongue {
        if let asked = query.flatMap(Tongue.init(rawValue:)) { return asked }
        if let kept = cookie.flatMap(Tongue.init(rawValue:)) { return kept }
        return preferred(acceptLanguage ?? "") ?? .zh
    }

    /// The first of ours in order of quality (RFC 9110 §12.5.4); nil when none is named.
    private static func preferred(_ header: String) -> Tongue? {
        var best: (tongue: Tongue, quality: Double)?
        for part in header.split(separator: ",").prefix(30) {
            let pieces = part.split(separator: ";")
            let tag = (pieces.first ?? "").drop { $0 == " " }.prefix(2).lowercased()
            guard let tongue = Tongue(rawValue: tag) else { continue }
            let weight = pieces.dropFirst().first { $0.drop { $0 == " " }.hasPrefix("q=") }
            let quality = weight.flatMap { Double($0.drop { $0 == " " }.dropFirst(2)) } ?? 1
            if quality > (best?.quality ?? 0) { best = (tongue, quality) }
        }
        return best?.tongue
    }
}
