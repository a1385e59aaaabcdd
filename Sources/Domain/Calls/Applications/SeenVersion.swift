import Kernel

/// Which text somebody had before them who changes an application: its version, and a mark of what it said, since a draft is kept many times in
/// one version. `3.5f0c…` in the form.
struct SeenVersion: Sendable, Hashable {
    let version: Int
    let mark: String?

    init(_ version: Int, _ body: ApplicationBody) { (self.version, mark) = (version, Self.mark(of: body)) }

    /// As a form sent it; one without a mark is held against the version alone.
    init(_ text: String?) {
        let parts = (text ?? "").split(separator: ".", maxSplits: 1)
        version = parts.first.flatMap { Int($0) } ?? 0
        mark = parts.count > 1 ? String(parts[1]) : nil
    }

    var text: String { mark.map { "\(version).\($0)" } ?? String(version) }

    static func mark(of body: ApplicationBody) -> String { String(Digest.of([body.json]).prefix(16)) }
}
