import Markup
import Testing

@Suite("What is opened is closed")
struct BalanceTests {
    private var page: HTML {
        HTML(trusted: "<!doctype html>")
            + html(.lang("zh-Hans")) {
                head {
                    meta(.charset("utf-8"))
                    title { "科普" }
                }
                body {
                    main(.id("content")) {
                        for number in 1...3 {
                            section(.class("card")) {
                                h2 { "第 \(number) 场" }
                                if number == 2 { p { "二" } }
                                img(.src("/a.svg"), .alt(""))
                                svg("0 0 10 10") { element("circle", .attribute("r", "4")) }
                            }
                        }
                        form(.action("/a")) {
                            Markup.label(.for("q")) { "<q>" }
                            input(.id("q"))
                        }
                    }
                }
            }
    }

    @Test func aPage() { #expect(imbalance(of: page.rendered) == nil) }

    @Test func theCheckItselfSees() {
        #expect(imbalance(of: "<p><b></p></b>") != nil)
        #expect(imbalance(of: "<p>") != nil)
        #expect(imbalance(of: "</p>") != nil)
        #expect(imbalance(of: "<p a=\"x>") != nil)
    }

    @Test func piecesAreJoined() {
        #expect(HTML([p { "a" }, p { "b" }], separator: HTML(trusted: "<hr>")).rendered == "<p>a</p><hr><p>b</p>")
        #expect((HTML(text: "<") + HTML(trusted: "<br>")).rendered == "&lt;<br>")
        #expect(HTML { }.isEmpty)
    }
}
