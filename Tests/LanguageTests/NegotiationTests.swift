import Kernel
import Language
import Testing

@Suite("The language of an answer")
struct NegotiationTests {
    private static let cases: [(String?, String?, String?, Tongue)] = [
        ("en", "zh", "zh", .en), (nil, "en", "zh", .en), ("fr", "en", "zh", .en), ("zh-Hans", nil, "en", .zh), (nil, nil, nil, .zh),
        (nil, "<script>", "en-GB", .en),
    ]

    @Test func addressThenCookieThenBrowser() {
        for (query, cookie, header, expected) in Self.cases {
            #expect(Tongue.negotiate(query: query, cookie: cookie, acceptLanguage: header) == expected)
        }
    }

    @Test(arguments: [
        ("zh-CN,zh;q=0.9,en;q=0.8", Tongue.zh), ("en-US,en;q=0.9,zh;q=0.8", .en), ("fr-FR, fr;q=0.9, en;q=0.3, zh;q=0.2", .en),
        ("de", .zh), ("*", .zh), ("", .zh), ("en;q=0", .zh), ("en;q=0.1, zh;q=0", .en), ("enm,zh;q=0.1", .zh), ("EN", .en),
        ("zh;q=0.5, en ; q=0.9", .en), ("en;q=abc, zh;q=0.1", .zh), (";;,,q=", .zh), ("zh-Hant-TW, en;q=0.5", .zh),
    ])
    func byQuality(_ header: String, _ expected: Tongue) {
        #expect(Tongue.negotiate(query: nil, cookie: nil, acceptLanguage: header) == expected)
    }

    @Test func anEndlessHeaderEnds() {
        let header = String(repeating: "x;q=1,", count: 200_000) + "en"
        #expect(Tongue.negotiate(query: nil, cookie: nil, acceptLanguage: header) == .zh)
    }
}
