import Regions
import Testing
import Venues
@testable import Portal

@Suite("Where the demonstration lies")
struct DemoCentreTests {
    @Test func everyUnitHasAPointOfItsOwnThatIsAlwaysTheSame() throws {
        for region in RegionTable.china2023.regions {
            let point = try #require(DemoCentres.point(in: region.code, number: 0), "\(region.code)")
            #expect((3...54).contains(point.latitude) && (73...136).contains(point.longitude))
        }
        #expect(DemoCentres.point(in: "610113", number: 3) == DemoCentres.point(in: "610113", number: 3))
        #expect(DemoCentres.point(in: "610113", number: 3) != DemoCentres.point(in: "610113", number: 4))
        #expect(DemoCentres.point(in: "000000", number: 0) == nil)
    }

    /// Xi'an's Yanta lies at 34.21 north, 108.94 east; two kilometres are 0.018 of a degree of latitude.
    @Test func aPointLiesNearTheMiddleOfItsCounty() throws {
        for number in 0..<50 {
            let point = try #require(DemoCentres.point(in: "610113", number: number))
            #expect(abs(point.latitude - 34.21) < 0.02 && abs(point.longitude - 108.94) < 0.02)
        }
    }
}
