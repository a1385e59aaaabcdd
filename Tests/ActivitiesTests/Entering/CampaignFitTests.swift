import Campaigns
import Kernel
import Language
import TestKit
import Testing

@testable import Activities

/// Whether an activity fits another owner's week, without a database.
struct CampaignFitTests {
    private static let today = day("2023-05-10")

    private func week(_ kind: Campaign.Kind = .week, _ begin: String = "2023-05-20", _ end: String = "2023-05-27", region: String? = nil) -> Campaign {
        var week = Campaign(id: ID(9), key: "week", name: Wording("科技周", "The week"), kind: kind, parentID: nil, year: 2023, begin: day(begin), end: day(end), summary: Wording("简介"))
        week.region = region
        return week
    }

    private func fit(
        _ days: [String] = ["2023-05-21"], status: ActivityStatus = .scheduled, isPublic: Bool = true, kind: ActivityKind = .lecture, mode: AttendanceMode = .onsite,
        period: ClosedRange<Day>? = nil, regions: Set<String> = ["610000", "610100", "610113"]
    ) -> CampaignFit {
        CampaignFit(status: status, isPublic: isPublic, kind: kind, mode: mode, days: days.map { day($0) }, period: period, regions: regions)
    }

    private func misfit(_ fit: CampaignFit, _ campaign: Campaign, _ there: PlacementState? = nil) -> CampaignFit.Misfit? { fit.misfit(campaign, placement: there, today: Self.today) }

    @Test func itsDaysItsPlaceAndItsKindDecide() {
        #expect(misfit(fit(), week()) == nil)
        #expect(misfit(fit(["2023-05-19", "2023-05-27"]), week()) == nil)
        #expect(misfit(fit(["2023-05-19", "2023-05-28"]), week()) == .outside)
        #expect(misfit(fit([]), week()) == .dateless)
        #expect(misfit(fit([], period: day("2023-05-01")...day("2023-05-20")), week()) == nil)
        #expect(misfit(fit([], period: day("2023-05-01")...day("2023-05-19")), week()) == .outside)
        #expect(misfit(fit(), week(region: "610100")) == nil)
        #expect(misfit(fit(), week(region: "110000")) == .elsewhere)
        // What is online takes place everywhere, unless it says where.
        #expect(misfit(fit(mode: .online, regions: []), week(region: "110000")) == nil)
        #expect(misfit(fit(mode: .onsite, regions: []), week(region: "110000")) == .elsewhere)
        #expect(misfit(fit(), week(.contest)) == .otherKind)
        #expect(misfit(fit(kind: .contest), week(.contest)) == nil)
        #expect(misfit(fit(), week(.plan)) == .otherKind)
    }

    @Test func whatStandsInItsWayComesFirst() {
        #expect(misfit(fit(status: .cancelled), week()) == .cancelled)
        #expect(misfit(fit(isPublic: false), week()) == .unpublished)
        #expect(misfit(fit(["2023-05-02"]), week(.week, "2023-05-01", "2023-05-09")) == .over)
        #expect(misfit(fit(), week(), .published) == .there(.published))
        #expect(misfit(fit(), week(), .refused) == .there(.refused))
        #expect(misfit(fit(), week(), .draft) == nil)
        #expect(misfit(fit(), week(), .withdrawn) == nil)
    }

    @Test func eachIsASentenceOfItsOwn() {
        let all: [CampaignFit.Misfit] = [.cancelled, .unpublished, .over, .there(.published), .there(.refused), .there(.returned), .dateless, .outside, .elsewhere, .otherKind]
        let said = all.map { $0.refusal(week()) }
        #expect(Set(said.map(\.phrase.zh)).count == all.count && Set(said.map(\.phrase.en)).count == all.count)
        #expect(said.allSatisfy { $0.kind == .conflict && $0.phrase.zh.hasSuffix("。") && $0.phrase.en.hasSuffix(".") })
    }
}
