import Kernel
import Testing
import Venues

@Suite("Rough days")
struct RoughDayTests {
    @Test(arguments: [
        ("2022", "2022-01-01", "2022-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2022-12", "2022-12-01", "2022-12-31"),
        ("2023-09-16", "2023-09-16", "2023-09-16"),
    ])
    func meanFromAFirstToALastDay(text: String, first: String, last: String) throws {
        let day = try #require(RoughDay(text))
        #expect(day.first.iso == first)
        #expect(day.last.iso == last)
        #expect(day.text == text)
    }

    @Test(arguments: ["", "22", "2022-13", "2022-00", "2022-1", "2023-02-29", "2022-12-01-01", " 2022", "二〇二二"])
    func refuseEverythingElse(text: String) { #expect(RoughDay(text) == nil) }

    @Test func areSaidAsExactlyAsTheyAre() throws {
        #expect(try #require(RoughDay("2023-09")).words(.zh) == "2023年9月")
        #expect(try #require(RoughDay("2022")).words(.en) == "2022")
        #expect(try #require(RoughDay("2023-09-16")).words(.en) == "16 September 2023")
    }
}
