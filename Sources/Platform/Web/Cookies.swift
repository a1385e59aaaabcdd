import Kernel

/// The cookies of a request.
struct Cookies {
    private var values: [String: String] = [:]

    init(_ header: String?) {
        for piece in (header ?? "").split(separator: ";") {
            let halves = piece.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            if halves.count == 2 { values[String(halves[0])] = String(halves[1]) }
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// The message that the last redirect left.
    var flash: Phrase? {
        let halves = (values["kepu_flash"] ?? "").split(separator: "|", omittingEmptySubsequences: false)
        guard halves.count == 2, let zh = Query.decode(halves[0]), let en = Query.decode(halves[1]), !zh.isEmpty else { return nil }
        return Phrase(zh, en)
    }
}
