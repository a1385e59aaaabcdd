package import Kernel

extension JSONText {
    /// A record's text in its languages; `null` where it has none.
    package static func wording(_ wording: Wording?) -> String {
        guard let wording else { return "null" }
        return object([("zh", quote(wording.zh)), ("en", quote(orNull: wording.en))])
    }
}
