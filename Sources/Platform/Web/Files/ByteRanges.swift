/// What of a file is asked for by a `Range` header (RFC 9110 §14).
enum ByteRanges: Equatable {
    /// All of it: nothing was asked, what was asked cannot be read, or there were several parts.
    case whole
    case part(Range<Int64>)
    /// No byte of the file is among what was asked for: 416.
    case none

    /// Of several parts the whole is sent, as §14.2 allows: a client that goes on after a cut asks for one.
    init(_ header: String?, of byteCount: Int64) {
        self = .whole
        guard let header, let equals = header.firstIndex(of: "="), Self.bare(header[..<equals]).lowercased() == "bytes" else { return }
        let parts = header[header.index(after: equals)...].split(separator: ",").map(Self.bare).filter { !$0.isEmpty }
        guard parts.count == 1, let dash = parts[0].firstIndex(of: "-") else { return }
        let (first, last) = (parts[0][..<dash], parts[0][parts[0].index(after: dash)...])
        if first.isEmpty {
            guard let count = Self.number(last) else { return }
            self = count == 0 || byteCount == 0 ? .none : .part(max(0, byteCount - count)..<byteCount)
            return
        }
        guard let begin = Self.number(first) else { return }
        var end = byteCount
        if !last.isEmpty {
            guard let number = Self.number(last), number >= begin else { return }
            end = number < byteCount ? number + 1 : byteCount
        }
        self = begin < byteCount ? .part(begin..<end) : .none
    }

    /// Digits alone; a number that is too large for any file is the largest.
    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text) ?? .max
    }

    private static func bare(_ text: Substring) -> Substring {
        var text = text
        while text.first == " " || text.first == "\t" { text = text.dropFirst() }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        return text
    }
}
