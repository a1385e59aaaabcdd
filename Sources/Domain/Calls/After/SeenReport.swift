/// Which state of a report somebody had before them: how often it was filed, and the saving of its draft. `1.4` in the form.
struct SeenReport: Sendable, Hashable {
    let filings: Int
    /// Nil: whoever rates a report sees no draft.
    let draft: Int?

    init(_ filings: Int, _ draft: Int? = nil) { (self.filings, self.draft) = (filings, draft) }

    /// As a form sent it; one without it has seen nothing yet.
    init(_ text: String?) {
        let parts = (text ?? "").split(separator: ".").map { Int($0) ?? 0 }
        (filings, draft) = (parts.first ?? 0, parts.count > 1 ? parts[1] : nil)
    }

    var text: String { draft.map { "\(filings).\($0)" } ?? String(filings) }
}
