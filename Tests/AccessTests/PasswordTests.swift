import CSodium
import Kernel
import Testing
@testable import Access

@Suite("Passwords")
struct PasswordTests {
    @Test func areHashedWithSaltAndTheDeclaredCost() async throws {
        let one = try await Passwords.hash("正确 horse battery"), two = try await Passwords.hash("正确 horse battery")
        #expect(one != two)
        #expect(one.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(await Passwords.matches("正确 horse battery", hash: one))
        #expect(await !Passwords.matches("正确 horse batterx", hash: one))
        #expect(await !Passwords.matches("", hash: one))
        #expect(await !Passwords.matches("正确 horse battery", hash: "not a hash"))
    }

    /// A NUL inside does not cut the rest off.
    @Test func areTakenWhole() async throws {
        let hash = try await Passwords.hash("abc\u{0}defghijk")
        #expect(await !Passwords.matches("abc", hash: hash))
        #expect(await Passwords.matches("abc\u{0}defghijk", hash: hash))
    }

    /// An account that does not exist costs as much as one that does: its stand-in is a hash of the same cost, not a text that fails at once.
    @Test func theStandInForNobodyIsARealHash() async {
        #expect(crypto_pwhash_str_needs_rehash(SignIn.absent, 2, 19 * 1024 * 1024) == 0)
        #expect(await !Passwords.matches("", hash: SignIn.absent))
    }
}
