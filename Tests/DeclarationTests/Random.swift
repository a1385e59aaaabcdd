import Declaration
import Foundation
import Kernel

/// Random files of venues, always the same for a seed.
struct Random: RandomNumberGenerator {
    private var state: UInt64

    /// `make torture PART=seeds` moves every seed.
    private static let others = ProcessInfo.processInfo.environment["KEPU_SEED"].flatMap { UInt64($0) } ?? 0

    init(seed: UInt64) { state = (seed &+ Self.others) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// Words at which readers of YAML stumble, and characters of every kind.
    private static let pieces = [
        "no", "010", "1:30", "2023-09-16", "1.10", "~", "null", "- ", "#", " #", ": ", ":", "{", "}", "[", "]", "&a", "*a", "!t", "|", ">", "%", "@",
        "`",
        "\"", "'", "\\", "\\n", " ", "  ", "\t", "科普", "日", "é", "e\u{301}", "👩‍🔬", "\u{2028}", "\u{85}", "\u{A0}", "\u{FEFF}", "\u{FFFE}", "\u{1}",
        "\u{7F}",
        "\u{1FFFE}", "<b>", "؜", "\u{202E}", "=", "<<", "...", "---", "\n", "\r", "\u{AD}", "x", "y", "0x1F", "-", "?", ",",
    ]

    mutating func text(lines: Bool) -> String {
        while true {
            var text = (0..<Int.random(in: 1...6, using: &self)).map { _ in Self.pieces.randomElement(using: &self) ?? "" }.joined()
            if !lines { text.removeAll(where: \.isNewline) }
            if text.contains(where: { !$0.isWhitespace }) { return text }
        }
    }

    mutating func file() -> String {
        var lines = ["kepu: 1", "venues:"]
        let count = Int.random(in: 1...8, using: &self)
        for number in 0..<count {
            lines.append("  - key: v-\(number)")
            lines.append("    name: {zh: \(quote(text(lines: false))), en: \(quote(text(lines: false)))}")
            if number > 0, Bool.random(using: &self) { lines.append("    parent: v-\(Int.random(in: 0..<number, using: &self))") }
            if Bool.random(using: &self) { lines.append("    status: \(["planned", "operating", "closed"].randomElement(using: &self) ?? "")") }
            if Bool.random(using: &self) { lines.append("    latitude: \(Double.random(in: -90...90, using: &self))") }
            if Bool.random(using: &self) { lines.append("    free: \(Bool.random(using: &self))") }
            if Bool.random(using: &self) { lines.append("    opened: \(["2023", "2023-02", "2024-02-29"].randomElement(using: &self) ?? "")") }
            let tags = (0..<Int.random(in: 0...4, using: &self)).map { _ in quote(text(lines: true)) }
            lines.append("    tags: [\(tags.joined(separator: ", "))]")
            lines.append("    source: [S1]")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Every scalar as an escape, so that the input owes nothing to the writer under test.
    private func quote(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { "\\U" + String(String(0x1_0000_0000 + UInt64($0.value), radix: 16).dropFirst()) }.joined() + "\""
    }
}
