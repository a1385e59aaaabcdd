import Kernel
import Rooms
import Testing

@testable import Campaigns

/// How the text of a piece of news is read.
@Suite struct NewsTextTests {
    @Test func linesAreParagraphsHeadingsAndLists() {
        let text = NewsText("One\r\n\r\n## Two\n- three\n- four\nFive")
        #expect(text.blocks == [.paragraph([.words("One")]), .heading([.words("Two")]), .list([[.words("three")], [.words("four")]]), .paragraph([.words("Five")])])
    }

    @Test func figuresAndLinksStandAmongWords() throws {
        let text = NewsText("有{{figure:day-2023/visits}}，见[公告](https://example.org/a)。{{ figure:day-2023/activities@locked }}")
        let visits = try #require(FigureReference("figure:day-2023/visits"))
        let locked = try #require(FigureReference("figure:day-2023/activities@locked"))
        #expect(text.blocks == [
            .paragraph([.words("有"), .figure(visits), .words("，见"), .link("公告", address: "https://example.org/a"), .words("。"), .figure(locked)])
        ])
        #expect(text.figures == [visits, locked])
        #expect(!visits.isLocked && locked.isLocked)
        #expect(locked.text == "{{figure:day-2023/activities@locked}}")
    }

    @Test(arguments: ["figure:day/visits/more", "figure:day", "figure:/visits", "figure:Day/visits", "figure:day/visits@then", "figures:day/visits", "figure: day/visits"])
    func whatIsNoReference(_ inside: String) {
        #expect(FigureReference(inside) == nil)
        #expect(NewsText("a {{\(inside)}} b").unreadable == ["{{\(inside)}}"])
    }

    /// Other braces, brackets and halves of them are words.
    @Test(arguments: ["{{7*7}}", "{{figure:day/visits", "[a](javascript:alert(1))", "[a]", "[a](b c)", "[](https://a.example)", "- ", "##no", "}}{{"])
    func otherSignsAreWords(_ line: String) {
        let text = NewsText(line)
        #expect(text.figures.isEmpty && text.unreadable.isEmpty)
        for piece in text.blocks.flatMap(\.pieces) {
            guard case .words = piece else {
                Issue.record("\(piece)")
                continue
            }
        }
    }

    @Test(arguments: [
        ("共144场", ["144"]), ("about 74,000 activities", ["74,000"]), ("参与7.4万人", ["7.4万"]), ("in 2023", []), ("2023年9月16日至24日", []),
        ("12 parts", []), ("１２３人次", ["１２３"]), ("2000场，144项，144人", ["144"]), ("[第 300 号](https://example.org/12345)", ["300"]),
        ("{{figure:day-2023/visits}}", []), ("a 3亿 b", ["3亿"]), ("1,234.", ["1,234"]),
    ])
    func typedNumbers(text: String, found: [String]) { #expect(NewsText(text).typedNumbers == found) }
}
