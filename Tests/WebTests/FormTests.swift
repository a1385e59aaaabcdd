import Kernel
import Testing
@testable import Web

@Suite("The rules of fields")
struct FormTests {
    private func remark(_ kind: FormField.Kind, _ value: String, required: Bool = false) -> String? {
        let form = Form(FormField("f", "栏", "Field", kind, required: required))
        return form.read(Posted(fields: Query([("f", value)]), uploads: [])).remark(on: "f")?.en
    }

    private static let choices = [FormField.Choice("a", Phrase("甲", "A")), .init("b", Phrase("乙", "B"))]

    @Test func aValueThatIsRightHasNoRemark() {
        for (kind, value) in [
            (FormField.Kind.text(max: 3), "👩‍👩‍👧中文"), (.longText(max: 9), "a\nb"), (.integer(-1...5), "-1"), (.integer(-1...5), " 5 "), (.real(0...1), "0.5"),
            (.day, "2024-02-29"), (.localTime, "2023-09-16T09:00"), (.choice(Self.choices), "b"), (.choices(Self.choices), "a"), (.email, "王@例子.中国"),
            (.phone, "+86 (29) 8765-4321"), (.webAddress, "https://例子.中国/a?b"),
        ] { #expect(remark(kind, value) == nil, "\(value)") }
    }

    @Test func aValueThatIsWrongIsToldWhatWouldBeRight() {
        for (kind, value, says) in [
            (FormField.Kind.text(max: 3), "abcd", "3 characters at most, now 4"), (.integer(1...5), "6", "from 1 to 5"), (.integer(1...5), "1.5", "whole number"),
            (.integer(1...5), "99999999999999999999", "from 1 to 5"), (.real(0...1), "nan", "from 0.0 to 1.0"), (.real(0...1), "1e400", "from 0.0 to 1.0"),
            (.day, "2023-02-29", "2023-09-16"), (.day, "16.9.2023", "2023-09-16"), (.localTime, "2023-09-16 25:00", "2023-09-16T09:00"),
            (.choice(Self.choices), "c", "Choose one"), (.choices(Self.choices), "c", "Choose one"), (.email, "a@b@c.d", "name@example.org"),
            (.email, "a b@c.d", "name@example.org"), (.phone, "12345", "6 to 15 digits"), (.phone, "call me 123456", "6 to 15 digits"),
            (.webAddress, "javascript:alert(1)", "https://"), (.webAddress, "https://a b", "https://"), (.text(max: 9), "a\u{0}b", "NUL"),
        ] { #expect(remark(kind, value)?.contains(says) == true, "\(value): \(remark(kind, value) ?? "no remark")") }
    }

    @Test func nothingIsWrongOnlyWhereSomethingIsNeeded() {
        for kind in [FormField.Kind.text(max: 9), .integer(1...2), .day, .choice(Self.choices), .checkbox, .file(accept: "*/*")] {
            #expect(remark(kind, "  ", required: false) == nil)
            #expect(remark(kind, "  ", required: true) != nil)
        }
    }

    /// A Chinese keyboard gives full-width digits: they are the same number.
    @Test func fullWidthDigitsAreDigits() {
        for (kind, value) in [
            (FormField.Kind.integer(0...300), "２５０"), (.real(-1...9), "－０．５"), (.day, "２０２４－０２－２９"), (.localTime, "２０２３－０９－１６Ｔ０９：００"), (.phone, "＋８６　１３８００１３８０００"),
        ] { #expect(remark(kind, value) == nil, "\(value): \(remark(kind, value) ?? "")") }
        let form = Form(FormField("n", "数", "Number", .integer(0...300)), FormField("t", "文", "Text", .text(max: 9)))
        let reading = form.read(Posted(fields: Query([("n", " ２５０ "), ("t", "２５０")]), uploads: []))
        #expect(reading.integer("n") == 250 && reading.text("n") == "250" && reading.text("t") == "２５０")
        #expect(remark(.integer(0...300), "二百") != nil)
    }

    /// What nobody can see is no answer; a mark that belongs to a sign stays with it.
    @Test func aTextThatCannotBeSeenIsEmpty() {
        for blank in ["\u{200B}", "\u{FEFF}", " \u{2060}\u{200D} ", "\u{00AD}", "\u{3164}", "\u{2800}", "\u{3000}\u{200B}"] {
            #expect(remark(.text(max: 9), blank, required: true) != nil, "\(blank.unicodeScalars.map(\.value))")
            #expect(Typed.trimmed(blank).isEmpty)
        }
        for text in ["❤️", "👩‍👩‍👧", "a\u{200B}b", "می‌خواهم"] { #expect(Typed.trimmed(text).utf8.elementsEqual(text.utf8), "\(text)") }
        #expect(Typed.trimmed("\u{FEFF}a\u{200B}\u{2060}") == "a" && Typed.trimmed("\u{0}") == "\u{0}")
    }

    @Test func aRemarkOfARuleStandsBesideItsField() {
        var reading = Form(FormField("f", "栏", "Field", .text(max: 9))).read(Posted(fields: Query([("f", " x ")]), uploads: []))
        #expect(reading.isGood && reading.text("f") == "x")
        reading.remark(Refusal(.conflict, "taken", "已有。", "Taken.", field: "f"))
        reading.remark(Refusal(.conflict, "late", "太晚。", "Late."))
        #expect(!reading.isGood && reading.remark(on: "f")?.en == "Taken." && reading.remark(on: "")?.en == "Late.")
    }

    /// A browser sends CR LF where the page said LF: what nobody touched is the same.
    @Test func linesComeBackAsTheyWentOut() {
        let form = Form(FormField("f", "栏", "Field", .longText(max: 99)))
        for (sent, read) in [("a\r\nb\r\n\r\nc", "a\nb\n\nc"), ("a\rb", "a\nb"), ("a\nb\r\n", "a\nb")] {
            #expect(form.read(Posted(fields: Query([("f", sent)]), uploads: [])).text("f").utf8.elementsEqual(read.utf8), "\(sent)")
        }
    }

    @Test func aQueryComesBackAsItWentOut() throws {
        let query = Query([("q", "天 & 地=100%+?#"), ("q", ""), ("é", "\u{1F680}")])
        #expect(Query(encoded: query.encoded) == query)
        #expect(query.all("q") == ["天 & 地=100%+?#", ""])
        #expect(query.setting("q", nil).encoded == "%C3%A9=%F0%9F%9A%80")
        #expect(try #require(Query(encoded: "a+b=c+d&e")).pairs.map { "\($0.name)|\($0.value)" } == ["a b|c d", "e|"])
    }
}
