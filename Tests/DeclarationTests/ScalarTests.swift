import Declaration
import Kernel
import Testing

/// Scalars are texts, converted by the declared type: nothing that YAML 1.1 makes of them may come through.
@Suite("YAML 1.1")
struct ScalarTests {
    private func venue(_ fields: String) throws -> DeclaredRecord {
        let yaml = "kepu: 1\nvenues:\n  - key: \"no\"\n    name: {zh: no, en: 010}\n    source: [S1]\n    \(fields)\n"
        return DeclaredRecord(try #require(try Toy.read(yaml).records.first).value)
    }

    @Test(
        "texts stay as they are written",
        arguments: ["no", "yes", "on", "y", "010", "1:30", "1.10", "2023-09-16", "0x1F", "1e3", "+1", ".5", "12_000", "=", "3.0"])
    func texts(word: String) throws {
        #expect(try venue("tags: [\(word)]").texts("tags") == [word])
        #expect(try venue("tags: ['\(word)']").texts("tags") == [word])
    }

    @Test("keys and names too")
    func names() throws {
        let record = try venue("status: planned")
        #expect(record.key == "no")
        #expect(try record.wording("name") == Phrase("no", "010"))
    }

    @Test("days, clocks and codes need no quotes")
    func unquoted() throws {
        let record = try venue("opened: 2023-09-16\n    opens: 09:00\n    region: 610100\n    latitude: 34.10")
        #expect(try record.text("opened") == "2023-09-16")
        #expect(try record.text("opens") == "09:00")
        #expect(try record.text("region") == "610100")
        #expect(try record.real("latitude") == 34.1)
    }

    @Test("nothing is not a text: `~` and `null` must be quoted")
    func nothing() throws {
        #expect(throws: DeclarationProblems.self) { try venue("tags: [~]") }
        #expect(throws: DeclarationProblems.self) { try venue("tags: [null]") }
        #expect(try venue("tags: [\"null\", \"~\"]").texts("tags").count == 2)
    }

    @Test(
        "true and false, and nothing else", arguments: [("true", true), ("false", false), ("yes", nil), ("True", nil), ("\"true\"", nil), ("1", nil)])
    func booleans(word: String, value: Bool?) throws {
        #expect((try? venue("free: \(word)").booleanOrNil("free")) == value)
    }

    @Test(
        "numbers as JSON writes them",
        arguments: [("34", 34.0), ("-0", 0), ("1e1", 10), ("1:30", nil), ("010", nil), (".5", nil), ("0x10", nil), (".inf", nil), ("90.1", nil)])
    func numbers(word: String, value: Double?) throws {
        #expect((try? venue("latitude: \(word)").realOrNil("latitude")) == value)
    }

    @Test(
        "web addresses",
        arguments: [
            ("https://example.org", true), ("http://例子.中国/甲?x=1#y", true), ("javascript:alert(1)", false), ("https://", false),
            ("https://a b", false), ("https://user@host/", false), ("ftp://x", false),
        ])
    func addresses(text: String, isRight: Bool) throws {
        #expect(((try? venue("site: \"\(text)\"")) != nil) == isRight)
    }
}
