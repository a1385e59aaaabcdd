import Kernel
import Language
import TestKit
import Testing

@testable import Exhibits

struct SiteFitTests {
    @Test func whatFitsHasNothingAgainstIt() {
        let need = SiteNeed(area: 400, doorWidth: 1500, doorHeight: 2200, floor: 500, power: 5000, indoor: true, network: true)
        #expect(need.misfits(ExhibitWorld.hall).isEmpty)
        #expect(SiteNeed().misfits(SiteFacts()).isEmpty)
    }

    @Test func eachMisfitIsNamedByItsField() {
        let need = SiteNeed(area: 401, doorWidth: 1501, doorHeight: 2201, floor: 501, power: 5001, indoor: true, network: true)
        var site = ExhibitWorld.hall
        (site.indoor, site.network) = (false, false)
        #expect(need.misfits(site).map(\.field) == Misfit.Field.allCases)
        #expect(need.misfits(site)[0].says.en == "An area of at least 401 m² is needed; your site has 400 m².")
    }

    @Test func whatIsNotStatedDoesNotFit() {
        let found = SiteNeed(area: 10).misfits(SiteFacts())
        #expect(found.map(\.field) == [.area] && found[0].says.en.contains("is unknown"))
    }
}

struct OccupationTests {
    private let days = Occupation(spans: [
        1: [.init(from: day("2026-03-05"), to: day("2026-03-10"))], 2: [.init(from: day("2026-03-10"), to: nil)], 3: [],
    ])

    @Test(arguments: [("2026-03-04", 3), ("2026-03-05", 2), ("2026-03-10", 1), ("2026-03-11", 2), ("2030-01-01", 2)])
    func aDayIsFreeForWhatIsNotHeld(_ text: String, _ free: Int) { #expect(days.free(on: day(text)) == free) }

    @Test func aSpanIsFreeWhereNoDayOfItIsHeld() {
        #expect(days.free(from: day("2026-03-11"), to: day("2026-03-20")) == [1, 3])
        #expect(days.free(from: day("2026-03-01"), to: day("2026-03-05")) == [2, 3])
    }

    @Test func monthsAreWholeWeeks() {
        for text in ["2026-02-10", "2024-02-29", "2026-12-31", "2027-01-01", "2026-06-01"] {
            let grid = MonthGrid(day(text)), shown = grid.weeks.flatMap { $0 }.compactMap { $0 }
            let isWhole = grid.weeks.allSatisfy { $0.count == 7 }
            #expect(isWhole && shown.first == grid.first && shown.last == grid.last && shown.contains(day(text)), "\(text)")
            #expect(grid.first.day == 1 && grid.after.day == 1 && grid.before < grid.first, "\(text)")
        }
        #expect(MonthGrid(month: "2026-12")?.text == "2026-12")
        let wrong = ["", "2026", "2026-13", "2026-1", "12-2026", "2026-12-01"].compactMap { MonthGrid(month: $0) }
        #expect(wrong.isEmpty)
    }
}

struct WorkingShareTests {
    @Test func bothNumbersAreSaid() {
        #expect(WorkingShare(working: 2, total: 3).says?.en == "2 of 3 work (66%)")
        #expect(WorkingShare(working: 0, total: 0).says == nil)
        #expect(WorkingShare(working: 199, total: 200).percent == 99)
    }
}

struct AmountTests {
    @Test(arguments: [(Int64(1250), 3, "1.25"), (1000, 3, "1"), (5, 2, "0.05"), (0, 2, "0"), (123_456, 2, "1234.56")])
    func thousandthsAreWrittenAsPeopleDo(_ number: Int64, _ digits: Int, _ text: String) { #expect(Amount.decimal(number, digits: digits) == text) }
}
