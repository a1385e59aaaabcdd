import Kernel
import Language
import Regions
import Testing
@testable import Venues

@Suite("Networks: validity and coverage")
struct NetworkTests {
    private func member(_ from: String?, _ until: String?) -> Network.Member {
        Network.Member(venueID: ID(1), role: Wording("成员"), from: from.flatMap { RoughDay($0) }, until: until.flatMap { RoughDay($0) })
    }

    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    @Test(arguments: [
        (nil, nil, "1999-01-01", true), ("2022", nil, "2021-12-31", false), ("2022", nil, "2022-01-01", true),
        (nil, "2022-06", "2022-06-30", true), (nil, "2022-06", "2022-07-01", false), ("2022-06-15", "2022-06-15", "2022-06-15", true),
        ("2022-06-15", "2022-06-15", "2022-06-16", false), ("2022-06-15", "2022-06-15", "2022-06-14", false),
    ] as [(String?, String?, String, Bool)])
    func aMemberBelongsFromItsFirstToItsLastDay(from: String?, until: String?, on: String, belongs: Bool) throws {
        #expect(member(from, until).isValid(on: try day(on)) == belongs)
    }

    @Test func validityIsSaidWhereADayIsKnown() {
        #expect(member(nil, nil).validity(.zh) == nil)
        #expect(member("2022-09", nil).validity(.zh) == "自 2022年9月起")
        #expect(member("2019", "2022").validity(.en) == "2019 to 2022")
    }

    @Test func coverageCountsDivisionsOnce() {
        let coverage = NetworkCoverage(region: "610000", venueRegions: ["610113", "610100", "610116", "110101"], in: .china2023)
        #expect(coverage.covered == ["610100"])
        #expect(coverage.divisions.count == coverage.uncovered.count + 1)
        #expect(coverage.sentence?.en.hasPrefix("1 of its \(coverage.divisions.count) divisions has a venue") == true)
    }

    @Test func coverageOfTheCountryIsByProvince() {
        #expect(NetworkCoverage(region: nil, venueRegions: [], in: .china2023).divisions.count == 34)
        #expect(NetworkCoverage(region: "610113", venueRegions: ["610113"], in: .china2023).sentence == nil)
    }

    @Test func venuesAreCountedByProvinceEachOnce() {
        func venue(_ id: Int64, _ region: String?) -> Venue { Venue(id: ID(id), key: "v\(id)", name: Wording("馆"), kind: .museum, region: region) }
        let venues = [venue(1, "610113"), venue(1, "610113"), venue(2, nil), venue(3, "610116"), venue(4, "110101")]
        #expect(NetworkCoverage.provinces(venues, in: .china2023) == ["610000": 2, "110000": 1])
    }

    @Test(arguments: [
        ("岩石会说话：大篷车进校园（示例）", ["岩石会说话：", "大篷车进校园", "（示例）"]), ("西安“1+N”科普场馆体系", ["西安", "“1+N”", "科普场馆体系"]),
        ("现代科技馆体系联合行动", ["现代科技馆体系联合行动"]), ("", []),
    ])
    func titlesBreakAtTheirMarks(_ title: String, _ parts: [String]) { #expect(TitlePhrases.split(title) == parts) }

    @Test func membersStandUnderTheirDivisions() {
        func venue(_ id: Int64, _ region: String?) -> Venue { Venue(id: ID(id), key: "v\(id)", name: Wording("馆"), kind: .museum, region: region) }
        let venues = [venue(1, "610113"), venue(2, nil), venue(3, "610116"), venue(4, "110101")]
        let members = venues.map { Network.Member(venueID: $0.id, role: Wording("成员")) }
        let groups = NetworkGroups.of(members, venues: Dictionary(uniqueKeysWithValues: venues.map { ($0.id, $0) }), below: "610100", in: .china2023)
        #expect(groups.map { $0.region?.code } == ["610113", "610116", nil])
        #expect(groups.last?.members.map(\.venueID.number) == [2, 4])
    }
}
