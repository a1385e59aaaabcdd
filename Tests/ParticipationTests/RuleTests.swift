import Kernel
import Participation
import Rooms
import Testing

@Suite struct RuleTests {
    @Test func warningsSurviveStorage() throws {
        #expect(ClaimWarning(.overCapacity, 100).phrase.en == "above the capacity of 100")
        #expect(Indicators.measurable.map(\.key) == ["visits", "viewers", "views", "peak", "watched", "downloads", "impressions"])
        #expect(Indicators.peak.total == .none)
    }
}
