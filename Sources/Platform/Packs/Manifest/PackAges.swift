package import Kernel

/// For whom a file or a pack is meant, in years of age.
package struct PackAges: Sendable, Hashable {
    package let from: Int
    /// Nil: no upper bound.
    package let until: Int?

    /// Nil where it cannot be: negative, beyond 120, the wrong way round.
    package init?(from: Int, until: Int?) {
        guard (0...120).contains(from), until.map({ (from...120).contains($0) }) ?? true else { return nil }
        (self.from, self.until) = (from, until)
    }

    /// `6–12 岁`, `ages 6 to 12`.
    package var phrase: Phrase {
        guard let until else { return Phrase("\(from) 岁以上", "age \(from) and over") }
        return from == until ? Phrase("\(from) 岁", "age \(from)") : Phrase("\(from)–\(until) 岁", "ages \(from) to \(until)")
    }
}
