import Figures
import Kernel
import Participation
import Rooms
import Storage
import TestKit
import Testing

/// Figures are explained by the dictionary, in the edition of their time, and summed by its rules.
@Suite struct DefinitionTests {
    @Test func whatIsNeverSummedIsWhatTheDictionarySays() {
        let never = Set(IndicatorDictionary.newest.entries.filter { $0.adds == .never }.map(\.key))
        // Viewings are added among those of the same length alone, which no roll-up is laid out by.
        #expect(SummedIndicators.never == never.union([Indicators.watched.key]))
    }

    /// A campaign of 2023 is explained by the words of 2023, and leads to them.
    @Test func oldCampaignsKeepTheirDefinitions() async throws {
        let world = try await World.make(.sqlite)
        _ = try await world.database.write { try Story(world, $0) }
        let visitor = Browser(try await World.rooms.site(world.database))
        try await visitor.go("/figures/national-day/watched")
        #expect(visitor.page.text.contains("the platform itself called long enough"))
        try await visitor.go("/figures/national-day")
        #expect(visitor.page.links.contains("/figures/definitions?edition=edition-2023"))
        await world.database.close()
    }
}
