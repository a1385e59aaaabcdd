import Foundation
import Markup
import Testing

@Suite("Strings that break things")
struct NaughtyStringsTests {
    /// The list lies beside the checkout (`../shared/data/text`), or where KEPU_SHARED says.
    static let strings: [String] = {
        let folder = ProcessInfo.processInfo.environment["KEPU_SHARED"] ?? "../shared"
        guard let data = FileManager.default.contents(atPath: folder + "/data/text/naughty-strings.json") else { return [] }
        return (try? JSONDecoder().decode([String].self, from: data)) ?? []
    }()

    @Test(.enabled(if: !strings.isEmpty, "naughty-strings.json is not here"))
    func comeBackAsTheyWentIn() {
        for text in Self.strings {
            let made = div(.title(text), .class(text), .href("/x?q=\(text)"), .data("x", text)) { text }
            #expect(imbalance(of: made.rendered) == nil, "\(text)")
            let inside = HTML(text: text).rendered
            #expect(made.rendered.hasSuffix(">\(inside)</div>") && !inside.utf8.contains(UInt8(ascii: "<")))
            #expect(unescaped(inside) == text.replacingControls, "\(text)")
        }
    }

    @Test(.enabled(if: !strings.isEmpty, "naughty-strings.json is not here"))
    func areNoAddressUnlessTheyAreOne() {
        for text in Self.strings {
            guard let address = Address(outside: text)?.text else { continue }
            #expect(["http://", "https://", "mailto:", "tel:"].contains { address.hasPrefix($0) }, "\(text)")
        }
    }

    private func unescaped(_ markup: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(markup) {
            $0.replacingOccurrences(of: $1.0, with: $1.1, options: .literal)
        }
    }
}

extension String {
    fileprivate var replacingControls: String {
        String(String.UnicodeScalarView(unicodeScalars.map { ($0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0)) || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
    }
}
