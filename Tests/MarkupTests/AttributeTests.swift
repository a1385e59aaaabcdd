import Markup
import Testing

@Suite("Attributes")
struct AttributeTests {
    @Test func flagsAppearOrNot() {
        #expect(input(.checked(true), .disabled(false), .required()).rendered == "<input checked required>")
    }

    @Test func classesAreJoinedAndEmptyOnesLeftOut() {
        #expect(div(.class("a", ""), .id("i"), .class("b", "c")) {}.rendered == "<div class=\"a b c\" id=\"i\"></div>")
        #expect(div(.class("")) {}.rendered == "<div></div>")
    }

    @Test func everyNameStandsOnce() {
        #expect(input(.name("a"), .name("b")).rendered == "<input name=\"a\">")
        #expect(input(.aria("label", "a"), .label("b")).rendered == "<input aria-label=\"a\" label=\"b\">")
    }

    @Test func handedOnAsAGroup() {
        let given: [Attribute] = [.id("i"), .class("b")]
        #expect(div(.class("a"), .group(given)) {}.rendered == "<div class=\"a b\" id=\"i\"></div>")
    }

    @Test func conditions() {
        #expect(a(.href("/"), .aria("current", "page").when(false)) { "x" }.rendered == "<a href=\"/\">x</a>")
        #expect(a(.none, .hidden(false)) { "x" }.rendered == "<a>x</a>")
    }

    @Test func variablesAreTheOnlyStyle() {
        #expect(div(.variable("column", 3), .variable("share", "62.5%")) {}.rendered == "<div style=\"--column:3;--share:62.5%\"></div>")
        for value in ["red;background:url(x)", "expression(1)", "url(x)", "a b", "\"", "", "A", "/*"] {
            #expect(div(.variable("x", value)) {}.rendered == "<div></div>")
        }
    }

    @Test func genericAttributesCarryNoCodeAndNoAddress() {
        let refused: [Attribute] = [
            .attribute("onclick", "x"), .attribute("OnLoad", "x"), .attribute("href", "x"), .attribute("xlink:href", "x"), .attribute("src", "x"),
            .attribute("style", "x"), .attribute("formaction", "x"), .attribute("srcdoc", "x"), .attribute("srcset", "x"),
        ]
        #expect(element("g", .group(refused)).rendered == "<g></g>")
    }

    @Test func elementsThatRunCodeAreNotWritten() {
        for made in [element("script") { "x" }, element("iframe"), element("STYLE") { "x" }, element("base")] { #expect(made.isEmpty) }
        #expect(script(.src("/js/kepu.js"), .type("module")).rendered == "<script src=\"/js/kepu.js\" type=\"module\"></script>")
    }

    @Test func reservedWordsReadAsInHTML() {
        #expect(Markup.label(.for("x")) { "X" }.rendered == "<label for=\"x\">X</label>")
        #expect(form(.method(.post), .action("/a"), .open(false)) {}.rendered == "<form method=\"post\" action=\"/a\"></form>")
    }
}
