import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import MobileFacilities

/// The published rules of renewal and refresh, at their very edges: pure.
struct RenewalRuleTests {
    private func caravan(
        year: Int? = nil, kilometres: Int64? = nil, reached: String? = nil, kind: FacilityContent.Kind = .caravan, state: FacilityState = .inService
    ) -> Facility {
        var content = FacilityContent(kind: kind, name: Wording("大篷车", "Caravan"), owner: ID(1), operatorKind: .association, region: "610100")
        content.year = year
        return Facility(id: ID(2), number: "K-1", content: content, state: state, kilometres: kilometres, reachedOn: reached.flatMap { Day(iso: $0) })
    }

    private let rule = RenewalRule.published

    @Test func moreThanTenYears() {
        #expect(rule.renewal(of: caravan(year: 2012), on: day("2022-12-31")) == [])
        #expect(rule.renewal(of: caravan(year: 2012), on: day("2023-01-01")) == [.age(year: 2012, since: day("2023-01-01"))])
        #expect(rule.renewal(of: caravan(), on: day("2023-01-01")) == [])
    }

    @Test func fromAHundredThousandKilometresOn() {
        #expect(rule.renewal(of: caravan(kilometres: 99_999), on: day("2023-01-01")) == [])
        #expect(
            rule.renewal(of: caravan(kilometres: 100_000, reached: "2021-05-01"), on: day("2023-01-01")) == [.distance(kilometres: 100_000, since: day("2021-05-01"))])
        #expect(rule.renewal(of: caravan(kilometres: 100_000, reached: "2023-05-01"), on: day("2023-01-01")) == [])
    }

    @Test func theOldestGroundComesFirst() {
        let both = rule.renewal(of: caravan(year: 2010, kilometres: 120_000, reached: "2023-02-01"), on: day("2023-06-01"))
        #expect(both.map(\.since) == [day("2021-01-01"), day("2023-02-01")])
        let other = rule.renewal(of: caravan(year: 2012, kilometres: 120_000, reached: "2020-02-01"), on: day("2023-06-01"))
        #expect(other.map(\.since) == [day("2020-02-01"), day("2023-01-01")])
    }

    @Test func onlyVehiclesThatRun() {
        #expect(rule.renewal(of: caravan(year: 2001, state: .retired), on: day("2023-01-01")) == [])
        #expect(rule.renewal(of: caravan(year: 2001, kind: .set), on: day("2023-01-01")) == [])
        #expect(!rule.mayRefresh(caravan(year: 2001, state: .retired)))
        #expect(!rule.mayRefresh(caravan(year: 2001, kind: .campus)))
    }

    @Test func aRefreshForTwentyNineteenOrEarlier() {
        #expect(rule.mayRefresh(caravan(year: 2019)))
        #expect(!rule.mayRefresh(caravan(year: 2020)))
        #expect(!rule.mayRefresh(caravan()))
    }
}
