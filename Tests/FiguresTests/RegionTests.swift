import Figures
import Kernel
import Language
import Regions
import Storage
import TestKit
import Testing
import Venues

@Suite struct RegionTests {
    @Test(arguments: TestEngine.allCases) func aReplacedCodeIsOneLineWithBothNames(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            let story = try Story(world, tx)
            try story.afterTheLock(tx)
            _ = try world.activity("Nowhere", at: nil, in: [world.joint], days: ["2023-09-19"], tx)
        }
        func lines(_ place: String?) async throws -> [FigureLine] {
            let question = FigureQuestion(world.national, place: place.map { .within($0) })
            return try await world.database.read { try $0.rollUp(question, by: .region) }
        }
        let before = try await lines("610100")
        #expect(before.map(\.key) == ["610113", "610116"])
        #expect(try await lines(nil).map(\.key) == ["", "610000"])
        #expect(try await lines("610000").map(\.key) == ["610100"])
        let edition = try RegionEdition.parse(
            csv: "code,level,parent,name_zh,name_en,valid_from,replaces\n610199,county,610100,新安区,Xin'an District,2024-01-01,610116\n")
        try await world.database.write { tx in _ = try tx.applyRegionEdition(edition) }
        let after = try await lines("610100")
        #expect(after.map(\.key) == ["610113", "610199"])
        #expect(after[1].name == Phrase("新安区", "Xin'an District") && after[1].formerNames == [before[1].name])
        #expect(after[1].fullName.zh == "新安区（原\(before[1].name.zh)）")
        #expect(after.map(\.indicators) == before.map(\.indicators) && after.map(\.activities) == before.map(\.activities))
        // The old code opens the same line.
        let place = try await world.database.read { try $0.figurePlace("610116") }
        #expect(place?.code == "610199")
        // The page names both; with a second province the squares are shown.
        let visitor = Browser(try await world.site())
        let city = try await visitor.go("/figures/national-day?by=region&of=610100")
        #expect(city.status == 200 && city.text.contains("Xin'an District (formerly \(before[1].name.en))"))
        try await world.database.write { tx in
            let far = try tx.addVenue(key: "far", name: Wording("远馆", "Far"), kind: .museum, region: "110105", organisation: world.museum)
            _ = try world.activity("Far", at: far, in: [world.joint], days: ["2023-09-19"], tx)
        }
        let provinces = try await visitor.go("/figures/national-day?by=region")
        #expect(provinces.html.ranges(of: "data-level=").count == 34)
        #expect(provinces.links.contains("/figures/national-day?by=region&amp;of=610000") || provinces.links.contains("/figures/national-day?by=region&of=610000"))
        #expect(provinces.html.contains("aria-label=\"Shaanxi: "))
        await world.database.close()
    }
}
