import Access
import Kernel
import Testing

@Suite("The names by which somebody signs in")
struct LoginNameTests {
    @Test(arguments: [
        ("13800138000", "+8613800138000"), ("138 0013 8000", "+8613800138000"), ("+86 138-0013-8000", "+8613800138000"), ("008613800138000", "+8613800138000"),
        ("8613800138000", "+8613800138000"), ("１３８００１３８０００", "+8613800138000"), ("（+86）13800138000", "+8613800138000"), (" Who@Example.ORG ", "who@example.org"),
        ("ｗｈｏ＠ｅｘａｍｐｌｅ．ｏｒｇ", "who@example.org"), ("\u{3000}王@例子.cn", "王@例子.cn"),
    ])
    func areFoldedToOne(_ typed: String, _ kept: String) throws {
        #expect(LoginName.folded(typed) == kept)
        #expect(try LoginName.check(typed) == kept)
        #expect(LoginName.folded(kept) == kept)
    }

    @Test(arguments: [
        "", "name", "1380013800", "138001380001", "12800138000", "02988886666", "+4915112345678", "a@b@c", "@example.org", "who@", "a b@example.org",
        "a\u{0}@example.org", String(repeating: "a", count: 250) + "@b.cn",
    ])
    func othersAreNone(_ typed: String) {
        let refusal = #expect(throws: Refusal.self) { try LoginName.check(typed) }
        #expect(refusal?.code == "login", "\(typed)")
    }
}
