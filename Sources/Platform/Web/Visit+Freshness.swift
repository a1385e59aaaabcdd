package import Kernel

extension Visit {
    /// Whether whoever asks has this already: by its fingerprint, or, where none was named, by the moment of its last change (RFC 9110 §13.2.2).
    ///
    /// - tag: as the `ETag` header has it; `W/` makes no difference.
    package func hasAlready(_ tag: String, modified: Instant? = nil) -> Bool {
        if let known = header("if-none-match") {
            return known.split(separator: ",").contains { piece in
                let name = piece.filter { $0 != " " && $0 != "\t" }
                return name == "*" || Self.bare(name) == Self.bare(tag)
            }
        }
        guard let modified, let since = header("if-modified-since").flatMap(HTTPDate.instant) else { return false }
        return modified.microseconds / 1_000_000 <= since.microseconds / 1_000_000
    }

    private static func bare(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }
}
