import Kernel
import Language
import Testing

@Suite("Numbers")
struct NumeralsTests {
    @Test(arguments: [(0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1234, "1,234"), (74_000, "74,000"), (-1234, "-1,234"), (-999, "-999"), (300_000_000, "300,000,000")])
    func exact(_ number: Int, _ expected: String) {
        for tongue in Tongue.allCases { #expect(Numerals.count(number, tongue) == expected) }
    }

    @Test func extremes() {
        #expect(Numerals.count(Int64.min, .en) == "-9,223,372,036,854,775,808")
        #expect(Numerals.count(UInt64.max, .zh) == "18,446,744,073,709,551,615")
        #expect(Numerals.short(Int64.max, .zh) == "92,233,720,368.55 亿")
        #expect(Numerals.short(Int64.min, .zh) == "-9,223,372,036,854,775,808")
    }

    @Test(arguments: [
        (0, "0"), (9_999, "9,999"), (10_000, "1 万"), (74_000, "7.4 万"), (74_049, "7.4 万"), (74_500, "7.5 万"), (1_234_567, "123.5 万"),
        (99_949_999, "9,995 万"), (99_999_999, "1 亿"), (300_000_000, "3 亿"), (302_500_000, "3.03 亿"), (-74_000, "-7.4 万"),
    ])
    func shortChinese(_ number: Int, _ expected: String) { #expect(Numerals.short(number, .zh) == expected) }

    @Test(arguments: [
        (74_000, "74,000"), (994_999, "994,999"), (999_999, "999,999"), (1_000_000, "1 million"), (1_234_567, "1.23 million"), (300_000_000, "300 million"),
        (999_999_999, "1 billion"), (2_500_000_000, "2.5 billion"), (-3_000_000, "-3 million"),
    ])
    func shortEnglish(_ number: Int, _ expected: String) { #expect(Numerals.short(number, .en) == expected) }

    @Test(arguments: [
        (0, "0", "0"), (7_255, "7,255", "7,255"), (9_999, "9,999", "9,999"), (11_604, "1.2万", "11.6k"), (99_950, "10万", "100k"), (169_245, "16.9万", "169k"),
        (999_499, "99.9万", "999k"), (999_500, "100万", "1m"), (1_234_567, "123.5万", "1.2m"), (300_000_000, "3亿", "300m"),
    ])
    func brief(_ number: Int64, _ zh: String, _ en: String) { #expect(Numerals.brief(number, .zh) == zh && Numerals.brief(number, .en) == en) }

    @Test(arguments: [(90, 136, "66.2%"), (1, 2, "50%"), (0, 5, "0%"), (5, 5, "100%"), (1, 100_000, "<0.1%"), (99_999, 100_000, ">99.9%"), (0, 0, "–")])
    func shares(_ part: Int64, _ total: Int64, _ expected: String) { #expect(Numerals.shares([part, total - part])[0] == expected) }

    /// 50.84 + 34.38 + 14.75 would be shown as 99.9%.
    @Test func sharesAddUp() throws {
        #expect(Numerals.shares([5084, 3438, 1478]) == ["50.8%", "34.4%", "14.8%"])
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let parts = (0..<Int.random(in: 1...6, using: &random)).map { _ in Int64.random(in: 1000...2000, using: &random) }
            let permille = try Numerals.shares(parts).map { try #require(Double($0.dropLast())) * 10 }
            #expect(permille.reduce(0, +).rounded() == 1000, "\(parts)")
        }
    }

    @Test func unknownIsNotZero() {
        #expect(Numerals.count(Int64?.none, .en) == "unknown")
        #expect(Numerals.count(Int64?.some(0), .zh) == "0")
    }

    @Test func plurals() {
        #expect(Plural.en(0, "session", "sessions") == "0 sessions")
        #expect(Plural.en(1, "session", "sessions") == "1 session")
        #expect(Plural.en(1200, "visit", "visits") == "1,200 visits")
    }

    @Test func bytes() {
        #expect(Numerals.bytes(0, .en) == "0 B")
        #expect(Numerals.bytes(3_400_000, .zh) == "3.4 MB")
        #expect(Numerals.bytes(200_000_000, .en) == "200 MB")
    }
}
