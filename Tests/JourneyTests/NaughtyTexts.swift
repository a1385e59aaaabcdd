import Foundation
import Web

/// Texts that break careless programs: ours, which always run, and those beside the project where they are present.
enum NaughtyTexts {
    static let ours: [String] = [
        "<script>alert(1)</script>", "</textarea><script>alert(1)</script>", "\"><script src=//evil.example/x.js></script>", "' onmouseover='alert(1)",
        "\" autofocus onfocus=alert(1) x=\"", "</title></head><body>", "<img src=x onerror=alert(1)>", "<!-- ", "-->", "]]>", "<![CDATA[x]]>", "&amp;lt;b&gt; &#60;",
        "&", "<", ">", "\"", "'", "`", "\\", "%", "%00", "%s%n%x", "+", "a=b&c=d", "#", "/../../etc/passwd", "javascript:alert(1)", "data:text/html,<b>",
        "'; DROP TABLE activities_activity; --", "\\'; SELECT 1", "$1 ? :name", "%_%", "{{x}} {{{y}}} {% z %}", "${x} #{y} <%= z %>", "=1+1", "+1", "-1", "@SUM(A1)",
        "\u{202E}txet desrever\u{202C}", "\u{2066}isolate\u{2069}", "\u{301}", "\u{301}\u{302}\u{303}x", " \u{301}", "x\u{0}y", "\u{0}", "a\u{7}b\u{1B}[31m", "\u{7F}",
        "👩‍👩‍👧‍👦🏳️‍🌈🇨🇳", "é e\u{301} Å A\u{30A}", "𠀀𪚥 㐂", "ﷺ", "ﬁ ½ ①", "\u{FEFF}bom", "zero\u{200B}width\u{200D}", "\u{2028}line\u{2029}", "a\r\nb\rc\nd", "\t tab \t",
        "\u{A0}nbsp\u{3000}", "\u{FFFD}", "\u{FFFE}\u{10FFFF}", "null", "NaN", "Infinity", "-0", "1e400", "9223372036854775808", "-9223372036854775809", "０１２",
        "true", "undefined", "[]", "{\"a\":1}", "2023-02-30", "2023-13-45T99:99", "0000-00-00", "http://", "https://a b", "//evil.example", "mailto:a@b",
        "x@y", "@", "+86 (0) 10", "ＡＢＣ", "İıſK", "\u{1F468}\u{200D}", "ܐ العربية עברית", "ก็็็็็็", String(repeating: "长", count: 199), String(repeating: "x", count: 5_000),
        String(repeating: "\u{301}", count: 300), String(repeating: "<", count: 60),
    ]

    /// The list lies beside the checkout (`../shared/data/text`).
    static let shared: [String] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.deletingLastPathComponent().appending(path: "shared/data/text/naughty-strings.json")
        guard let data = try? Data(contentsOf: file) else { return [] }
        return ((try? JSONDecoder().decode([String].self, from: data)) ?? []).filter { !$0.isEmpty }
    }()

    /// What a field makes of a text, on the page that shows it again: what every form takes it for (`Typed`); a control character, which no
    /// browser shows, as U+FFFD; line breaks as HTML folds them.
    static func cleaned(_ text: String) -> String { shown(Typed.trimmed(text)) }

    static func shown(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\n", wasReturn {
                wasReturn = false
                continue
            }
            wasReturn = scalar == "\r"
            let isControl = (scalar.value < 0x20 && scalar.value != 0x09 && scalar.value != 0x0A && scalar.value != 0x0D) || scalar.value == 0x7F
            out.append(wasReturn ? "\n" : isControl ? "\u{FFFD}" : scalar)
        }
        return String(out)
    }
}

extension String {
    /// The same, scalar by scalar: `==` would take é and e´ for equal.
    func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

/// Hands every field every text in turn, as many at a time as it takes.
struct NaughtyPacking {
    private let texts: [String]
    private let most: Int
    private var places: [String: Int] = [:]

    init(_ texts: [String], most: Int) { (self.texts, self.most) = (texts, most) }

    func isDone(_ fields: [NaughtyForm.Field]) -> Bool { fields.allSatisfy { places[$0.name, default: 0] >= texts.count } }

    /// The next ones that fit, one at least where there is one that does.
    mutating func next(_ field: NaughtyForm.Field) -> String {
        let room = min(field.longest, most)
        var place = places[field.name] ?? 0
        var packed = ""
        for _ in texts.indices {
            let text = texts[place % texts.count]
            let length = packed.count + text.count + 1
            if length > room, !packed.isEmpty { break }
            place += 1
            if length <= room { packed += (packed.isEmpty ? "" : " ") + text }
        }
        places[field.name] = place
        return packed.isEmpty ? "x" : packed
    }
}
