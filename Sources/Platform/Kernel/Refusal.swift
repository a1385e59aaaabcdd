/// A clear "no" to a person: what was wrong, where, and what to do, in both languages. Nothing has changed when it is thrown.
package struct Refusal: Error, Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// The input is wrong (422).
        case invalid
        /// There is no such thing, or not for you (404).
        case notFound
        /// You may not (403).
        case forbidden
        /// You must sign in first (401).
        case signIn
        /// The state of things does not allow it now (409).
        case conflict
        /// More than is taken at once (413).
        case tooLarge
        /// Too many attempts (429).
        case tooMany
        /// The program cannot just now (503).
        case unavailable
    }

    package var kind: Kind
    /// A short fixed word for logs, metrics and machines; never holds data.
    package var code: String
    package var phrase: Phrase
    /// The form field that it concerns, if one.
    package var field: String?

    package init(_ kind: Kind, _ code: String, _ zh: String, _ en: String, field: String? = nil) {
        (self.kind, self.code, self.phrase, self.field) = (kind, code, Phrase(zh, en), field)
    }

    package init(_ kind: Kind, _ code: String, _ phrase: Phrase, field: String? = nil) {
        (self.kind, self.code, self.phrase, self.field) = (kind, code, phrase, field)
    }

    package static func notFound(_ what: Phrase) -> Refusal {
        Refusal(.notFound, "not-found", "没有找到\(what.zh)。请检查网址，或从首页重新查找。", "There is no such \(what.en). Check the address, or start again from the home page.")
    }
}
