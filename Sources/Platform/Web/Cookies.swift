import Kernel

/// The cookies of a request, by their names of ours: `kepu_session` stands for `__Host-kepu_session` where the site is reached over TLS.
///
/// A `__Host-` cookie can be set by this host alone, over TLS alone (RFC 6265bis §4.1.3): not by a neighbour under the same domain. So where
/// there is TLS no other counts, but for a reader's tastes (`kepu_language`, `kepu_print`), which have nothing to protect.
struct Cookies {
    private var values: [String: String] = [:]

    init(_ header: String?, secure: Bool) {
        for piece in (header ?? "").split(separator: ";") {
            let halves = piece.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            if halves.count == 2, let name = Self.known(halves[0], secure: secure) { values[name] = String(halves[1]) }
        }
    }

    /// The name of ours; nil for a cookie that is not ours, or not so protected as it must be.
    static func known(_ name: Substring, secure: Bool) -> String? {
        if name == "kepu_language" || name == "kepu_print" { return String(name) }
        let prefix = Self.prefix(secure: secure)
        guard name.hasPrefix(prefix + "kepu_") else { return nil }
        return String(name.dropFirst(prefix.count))
    }

    static func prefix(secure: Bool) -> String { secure ? "__Host-" : "" }

    subscript(name: String) -> String? { values[name] }

    /// The message that the last redirect left.
    var flash: Phrase? {
        let halves = (values["kepu_flash"] ?? "").split(separator: "|", omittingEmptySubsequences: false)
        guard halves.count == 2, let zh = Query.decode(halves[0]), let en = Query.decode(halves[1]), !zh.isEmpty else { return nil }
        return Phrase(zh, en)
    }
}
