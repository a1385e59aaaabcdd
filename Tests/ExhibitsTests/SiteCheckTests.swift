import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits

/// What a place offers: entered once at the venue, checked where an exhibit comes; what is not known is unknown and not zero.
struct SiteCheckTests {
    @Test func whatIsNotKnownIsUnknown() {
        let need = SiteNeed(area: 100, doorWidth: 900, power: 2000, indoor: true)
        let lines = SiteCheck.lines(need, SiteFacts(area: 100, doorWidth: 800, indoor: true))
        #expect(lines.map(\.field) == [.area, .doorWidth, .power, .indoor])
        #expect(lines.map(\.verdict) == [.fits, .misfit, .unknown, .fits])
        #expect(lines[2].has.en == "unknown")
        // Nothing needed, nothing to check; a place that says zero is not one that says nothing.
        #expect(SiteCheck.lines(SiteNeed(), SiteFacts()).isEmpty)
        #expect(SiteCheck.lines(SiteNeed(power: 1), SiteFacts(power: 0)).map(\.verdict) == [.misfit])
    }

    @Test(arguments: TestEngine.allCases) func enteredOnceAtTheVenueAndCheckedAtTheLoan(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let (county, museum, wing) = (world.county, world.museum, world.wing)
        let venue = try await world.database.write { tx in
            try tx.addVenue(key: "county-hall", name: Wording("县科技馆展厅", "County hall"), kind: .scienceMuseum, region: "610122", organisation: county)
        }
        let path = "/desk/venues/\(venue)"
        try await world.borrower.go(path)
        let wrong = try await world.borrower.submit(path, ["site_area": "-3"])
        #expect(wrong.status == 422, "\(wrong.text)")
        try await world.borrower.go(path)
        #expect(try await world.borrower.submit(path, ["site_area": "80", "site_door_width": "1500"]).text.contains("The venue has been saved."))
        #expect(try await world.borrower.go(path).form(to: path)?["site_area"] == "80")
        let page = try await world.visitor.go("/venues/\(venue)")
        #expect(page.text.contains("Area for exhibits 80 m²") && page.text.contains("Floor load unknown"), "\(page.text)")

        var sheet = ExhibitSheet()
        sheet.need = SiteNeed(area: 60, doorWidth: 1200, power: 2000)
        let asks = sheet
        let piece = try await world.piece(wing, "W1")
        try await world.database.write { tx in try tx.put(asks, members: [], of: try #require(try tx.exhibit(wing)), by: 0) }
        // The form begins with what the venue states; what it does not state is told as unknown.
        let form = try await world.borrower.go("/desk/loans/new?resource=\(wing)")
        #expect(form.form(to: "/desk/loans")?["site_area"] == "80" && form.form(to: "/desk/loans")?["place"] == "县科技馆展厅")
        let entered = ["from": "2026-05-01", "to": "2026-05-10", "purpose": "展览", "site_area": "", "site_door_width": ""]
        let unknown = try await world.borrower.submit("/desk/loans", entered)
        #expect(unknown.status == 422 && unknown.text.contains("Power of at least 2000 W is needed; what the site has is unknown."), "\(unknown.text)")
        #expect(!unknown.text.contains("An area of at least"))
        let asked = try await world.borrower.submit("/desk/loans", ["despite": "1"])
        #expect(asked.path.hasPrefix("/desk/loans/"), "\(asked.status) \(asked.text)")
        let lending = try await world.owner.go(asked.path)
        #expect(lending.text.contains("Area 60 m² 80 m² Fits") && lending.text.contains("2,000 W unknown Unknown; ask"), "\(lending.text)")
        _ = (piece, museum)
        await world.database.close()
    }
}
