import Markup
import Testing

@Suite("Text becomes markup in one place")
struct EscapingTests {
    private let nasty = #"<script>alert("1")</script> & 'x'"#
    private let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;"

    @Test func asText() {
        #expect(HTML(text: nasty).rendered == escaped)
        #expect(p { nasty }.rendered == "<p>\(escaped)</p>")
    }

    @Test func asAttribute() {
        #expect(input(.value(nasty)).rendered == "<input value=\"\(escaped)\">")
        #expect(div(.aria("label", nasty), .data("x", nasty)) {}.rendered == "<div aria-label=\"\(escaped)\" data-x=\"\(escaped)\"></div>")
        #expect(div(.class("a", nasty)) {}.rendered == "<div class=\"a \(escaped)\"></div>")
        #expect(element("path", .attribute("d", nasty)).rendered == "<path d=\"\(escaped)\"></path>")
    }

    @Test func inEveryBranchOfABuilder() {
        let some: String? = nasty
        let made = HTML {
            if let some { some }
            if nasty.isEmpty { "never" } else { nasty }
            for text in [nasty, nasty] { text }
            switch nasty.count {
            case 1...: nasty
            default: "never"
            }
        }
        #expect(made.rendered == String(repeating: escaped, count: 5))
    }

    @Test func inElementsWithTextOnly() {
        #expect(title { "</title><script>" }.rendered == "<title>&lt;/title&gt;&lt;script&gt;</title>")
        #expect(textarea { "</textarea>" }.rendered == "<textarea>&lt;/textarea&gt;</textarea>")
    }

    @Test func aFirstLineBreakSurvives() {
        #expect(textarea { "\nx" }.rendered == "<textarea>\n\nx</textarea>")
        #expect(pre { "x" }.rendered == "<pre>x</pre>")
    }

    @Test(arguments: ["\0", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1F}", "\u{7F}"])
    func controlCharactersBecomeTheReplacementCharacter(_ control: String) {
        #expect(HTML(text: "a\(control)b").rendered == "a\u{FFFD}b")
        #expect(input(.value(control)).rendered == "<input value=\"\u{FFFD}\">")
    }

    @Test func brokenBytesBecomeTheReplacementCharacter() {
        let text = String(decoding: [0x61, 0xFF, 0xC0, 0x3C, 0x62], as: UTF8.self)
        #expect(HTML(text: text).rendered == "a\u{FFFD}\u{FFFD}&lt;b")
    }

    @Test func lettersOfAllScriptsStay() {
        let text = "科普 – é 👩‍🚀 \t\r\n 𠮷 العربية"
        #expect(HTML(text: text).rendered == text)
    }

    @Test func everyASCIICharacter() {
        for code in UInt8(0x20)..<0x7F {
            let text = String(UnicodeScalar(code))
            let expected = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"][text] ?? text
            #expect(HTML(text: text).rendered == expected)
        }
    }

    @Test func dataCannotEndItsBlock() {
        let block = dataBlock(.linkedData, json: #"{"name":"</script><!--&\#u{2028}科普"}"#)
        #expect(
            block.rendered
                == #"<script type="application/ld+json">{"name":"\u003c/script\u003e\u003c!--\u0026\u2028科普"}</script>"#)
    }
}
