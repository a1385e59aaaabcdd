@testable import Campaigns
import Kernel
import Language
import Testing

@Suite("The days of a campaign on its card")
struct CampaignDatesTests {
    private func words(_ begin: String, _ end: String, _ precision: Campaign.Precision, _ tongue: Tongue) throws -> [String] {
        var campaign = Campaign(
            id: ID(1), key: "aa", name: Wording("名"), kind: .day, parentID: nil, year: 2023, begin: try #require(Day(iso: begin)),
            end: try #require(Day(iso: end)), summary: Wording("简介"))
        campaign.precision = precision
        let dates = CampaignDates(campaign, tongue)
        return [dates.large, dates.first, dates.second]
    }

    @Test func areShownAsExactlyAsTheyAreKnown() throws {
        #expect(try words("2023-09-16", "2023-09-24", .day, .zh) == ["16", "2023年9月", "至 24日"])
        #expect(try words("2023-09-16", "2023-10-02", .day, .en) == ["16", "Sep 2023", "to 2 Oct"])
        #expect(try words("2023-12-16", "2024-01-02", .day, .zh) == ["16", "2023年12月", "至 2024年1月2日"])
        #expect(try words("2023-09-16", "2023-09-16", .day, .en) == ["16", "Sep 2023", "Sat"])
        #expect(try words("2022-09-01", "2022-12-31", .month, .zh) == ["9月", "2022年", "至 12月"])
        #expect(try words("2022-09-01", "2023-01-31", .month, .en) == ["Sep", "2022", "to Jan 2023"])
        #expect(try words("2022-09-01", "2022-09-30", .month, .zh) == ["9月", "2022年", ""])
        #expect(try words("2021-01-01", "2025-12-31", .year, .en) == ["2021", "to 2025", ""])
        #expect(try words("2023-01-01", "2023-12-31", .year, .zh) == ["2023", "", ""])
    }

    @Test func tellWhetherItIsOn() throws {
        let campaign = Campaign(
            id: ID(1), key: "aa", name: Wording("名"), kind: .day, parentID: nil, year: 2023, begin: try #require(Day(iso: "2023-09-16")),
            end: try #require(Day(iso: "2023-09-24")), summary: Wording("简介"))
        let phases = ["2023-09-15", "2023-09-16", "2023-09-24", "2023-09-25"].compactMap { Day(iso: $0) }.map { campaign.phase(on: $0) }
        #expect(phases == [.coming, .running, .running, .over])
    }
}
