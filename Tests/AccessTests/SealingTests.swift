import Testing

@testable import Access

@Suite("Sealing and comparing")
struct SealingTests {
    @Test(arguments: [Sealing.newKey(), Array("a secret of the installation, of any length at all".utf8)])
    func onlyTheKeyAndTheSubjectOpen(_ key: [UInt8]) throws {
        let plain = Array("王小明 13800138000".utf8)
        let sealed = try Sealing.seal(plain, with: key, about: "code/1"), again = try Sealing.seal(plain, with: key, about: "code/1")
        #expect(try Sealing.open(sealed, with: key, about: "code/1") == plain)
        #expect(sealed.count == plain.count + 28 && sealed != again)
        #expect(throws: (any Error).self) { try Sealing.open(sealed, with: key, about: "code/2") }
        #expect(throws: (any Error).self) { try Sealing.open(sealed, with: Sealing.newKey(), about: "code/1") }
        for place in sealed.indices {
            var changed = sealed
            changed[place] ^= 1
            #expect(throws: (any Error).self) { try Sealing.open(changed, with: key, about: "code/1") }
        }
        #expect(throws: (any Error).self) { try Sealing.open([], with: key) }
    }

    @Test func sameIsSame() {
        #expect(Secrets.same("abc", "abc") && Secrets.same("", ""))
        for other in ["abd", "ab", "abcd", "", "bbc"] { #expect(!Secrets.same("abc", other)) }
    }

    @Test func randomIsNotTheSameTwice() {
        #expect(Secrets.random(32) != Secrets.random(32) && Secrets.random(7).count == 7)
        #expect(Set((0..<100).map { _ in Token().text }).count == 100)
        #expect(Token().text.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    }
}
