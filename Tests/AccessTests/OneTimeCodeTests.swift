import Kernel
import Testing

@testable import Access

@Suite("One-time codes")
struct OneTimeCodeTests {
    /// RFC 6238, appendix B, SHA-1: eight digits.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"), (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
    func areThoseOfTheStandard(_ seconds: Int64, _ code: String) {
        let codes = OneTimeCode(secret: Array("12345678901234567890".utf8))
        let step = OneTimeCode.step(at: Instant(microseconds: seconds * 1_000_000))
        #expect(step == seconds / 30)
        #expect(codes.code(step: step, digits: 8) == code)
        #expect(codes.code(step: step) == String(code.suffix(6)))
    }

    /// RFC 4226, appendix D.
    @Test func countAsTheStandardCounts() {
        let codes = OneTimeCode(secret: Array("12345678901234567890".utf8))
        let expected = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
        #expect((0..<10).map { codes.code(step: Int64($0)) } == expected)
    }

    @Test func oneStepEarlyOrLateGoesAndNoMore() {
        let codes = OneTimeCode(secret: OneTimeCode.newSecret())
        let now = Instant(microseconds: 1_700_000_015_000_000)
        let step = OneTimeCode.step(at: now)
        #expect((-2...2).map { codes.step(of: codes.code(step: step + $0), at: now, after: 0) } == [nil, step - 1, step, step + 1, nil])
        // Once taken, neither it nor an earlier one.
        #expect((-1...1).map { codes.step(of: codes.code(step: step + $0), at: now, after: step) } == [nil, nil, step + 1])
        for wrong in ["", "12345", codes.code(step: step) + "0"] { #expect(codes.step(of: wrong, at: now, after: 0) == nil) }
    }

    @Test func theAuthenticatorReadsAllItNeeds() {
        let codes = OneTimeCode(secret: Array("Hello!".utf8) + [0xDE, 0xAD, 0xBE, 0xEF])
        #expect(codes.address(issuer: "科普", login: "who+1@example.org")
            == "otpauth://totp/%E7%A7%91%E6%99%AE:who%2B1%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=%E7%A7%91%E6%99%AE")
    }

    @Test(arguments: [("123 456", "123456"), ("１２３４５６", "123456"), (" 12 34\t56 ", "123456"), ("12345", "12345"), ("abc", "abc")])
    func areReadAsPeopleTypeThem(_ typed: String, _ code: String) { #expect(OneTimeCode.folded(typed) == code) }

    /// RFC 4648, section 10.
    @Test(arguments: [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")])
    func theKeyIsWrittenInBase32(_ plain: String, _ text: String) { #expect(Base32.text(Array(plain.utf8)) == text) }

    @Test func recoveryCodesSurviveBeingWrittenDown() throws {
        let codes = RecoveryCode.fresh()
        #expect(codes.count == 10 && Set(codes).count == 10)
        for (place, code) in codes.enumerated() {
            #expect(code.wholeMatch(of: /[0-9][0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{5}/) != nil, "\(code)")
            let read = try #require(RecoveryCode.folded(" " + code.uppercased().replacing("0", with: "O").replacing("1", with: "l") + " "))
            #expect(read.place == place && read.letters == code.replacing("-", with: ""))
        }
        for wrong in ["", "12345", "abcde-fghjk", "12345-6789", "12345-6789u", "12345-67890-1"] { #expect(RecoveryCode.folded(wrong) == nil, "\(wrong)") }
    }
}
