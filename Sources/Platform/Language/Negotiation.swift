package import Kernel

extension Tongue {
    /// The language of an answer: what the address asks for, else what the browser was told before, else what it prefers, else Chinese.
    package static func negotiate(query: String?, cookie: String?, acceptLanguage: String?) -> Tongue {
        if let asked = query.flatMap(Tongue.init(tag:)) { return asked }
        if let kept = cookie.flatMap(Tongue.init(tag:)) { return kept }
        return preferred(acceptLanguage ?? "") ?? .zh
    }

    /// From a language tag: `zh`, `zh-Hans-CN`, `en-GB`; nil for languages that are not ours.
    package init?(tag: some StringProtocol) {
        guard tag.utf8.count <= 35, let language = tag.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).first else { return nil }
        self.init(rawValue: language.lowercased())
    }

    /// The first of ours in order of quality (RFC 9110 §12.5.4); nil when none is named.
    private static func preferred(_ header: String) -> Tongue? {
        var best: (tongue: Tongue, quality: Double)?
        for part in header.split(separator: ",", maxSplits: 30).prefix(30) {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let tongue = pieces.first.flatMap(Tongue.init(tag:)) else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }
            let quality = weight.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if quality > (best?.quality ?? 0) { best = (tongue, quality) }
        }
        return best?.tongue
    }
}
