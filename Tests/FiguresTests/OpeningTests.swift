import Activities
import Campaigns
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Figures

/// A figure laid out one level further down, in every dimension.
@Suite("Opening a figure") struct OpeningTests {
    /// What the roll-ups say of a dimension is what the records say, after anything that people do.
    @Test(arguments: TestEngine.allCases) func theRollUpsLayOutWhatTheRecordsDo(_ engine: TestEngine) async throws {
        let game = try await RollUpGame.make(engine)
        let world = game.world
        var chance = Seeded(41), compared = Set<String>()
        for _ in 0..<6 {
            for _ in 0..<12 { _ = try await game.step(&chance) }
            try await world.database.ledgerSettled()
            try await RollUpFollowing.run(world.database)
            let seen = try await world.database.read { tx in try OpeningTests.differences(world, tx) }
            #expect(seen.differing == [])
            compared.formUnion(seen.compared)
        }
        // Each dimension had something to say.
        for dimension in FigureDimension.allCases where dimension != .block { #expect(compared.contains(dimension.rawValue), "\(dimension) of \(compared.sorted())") }
        await world.database.close()
    }

    private static func differences(_ world: World, _ tx: Transaction) throws -> (differing: [String], compared: Set<String>) {
        var differing: [String] = [], compared = Set<String>()
        for (campaign, place) in [(world.national, nil), (world.city, nil), (world.national, "610000"), (world.national, "610100")] as [(ID<Campaign>, String?)] {
            for term in [FigureTerm.visits, .activities, .sessions, .booked] {
                for day in [nil, "2023-09-17"] as [String?] {
                    let question = FigureQuestion(campaign, place: place.map { .within($0) }, day: day)
                    let opening = FigureOpening(question: question, term: term, method: nil, children: try tx.children(of: campaign))
                    let cell = try #require(try tx.cell(of: question))
                    let cells = try (tx.cellLines(opening, cell) + tx.organiserLines(opening, cell).lines).filter { $0.shares.total > 0 }
                    let records = try tx.recordLines(opening).filter { $0.shares.total > 0 }
                    for (dimension, lines) in Dictionary(grouping: cells, by: \.dimension) {
                        compared.insert(dimension.rawValue)
                        if Set(lines) != Set(records.filter { $0.dimension == dimension }) { differing.append("\(term.key) by \(dimension) at \(place ?? "all") on \(day ?? "all days")") }
                    }
                }
            }
        }
        return (differing, compared)
    }

    @Test(arguments: TestEngine.allCases) func everyLineOpens(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let visitor = Browser(try await world.site())
        _ = try await world.database.write { try Story(world, $0) }
        for isBuilt in [false, true] {
            if isBuilt {
                try await world.database.ledgerSettled()
                try await RollUpFollowing.run(world.database)
            }
            try await visitor.go("/figures/national-day/visits")
            let links = visitor.page.links.filter { $0.hasPrefix("/figures/") && $0.contains("/visits?") }
            let organiser = "organiser=\(Crockford.text(world.museum.number))"
            for query in ["region=610000", "day=2023-09-16", "kind=lecture", "venue_kind=museum", "mode=onsite", "audience=everybody", organiser] {
                let address = "/figures/national-day/visits?\(query)"
                #expect(links.contains(address), "\(query) of \(links), built: \(isBuilt)")
                #expect(try await visitor.go(address).figures["visits"] == (query.hasPrefix("day") ? "80" : "144"), "\(query), built: \(isBuilt)")
            }
            // Nobody stated a theme or a line.
            #expect(!links.contains { $0.contains("theme=") || $0.contains("line=") })
            #expect(try await visitor.go("/figures/national-day/visits?line=unknown").figures["visits"] == "144")
            try await visitor.go("/figures/national-day/visits")
            #expect(visitor.page.links.contains("/figures/city-series/visits") && visitor.page.text.contains("Way to take part"))
            // One level further below what is narrowed already.
            try await visitor.go("/figures/national-day/visits?region=610000&\(organiser)")
            #expect(visitor.page.figures["visits"] == "144" && visitor.page.links.contains("/figures/national-day/visits?region=610100&\(organiser)"))
            #expect(try await visitor.go("/figures/national-day/visits?region=610113&audience=pupils").text.contains("There is no record here yet"))
        }
        #expect(try await visitor.go("/figures/national-day/visits?all=day").links.contains("/figures/national-day/visits?day=2023-09-17"))
        for wrong in ["audience=cats", "mode=moon", "line=moon", "venue_kind=moon", "organiser=!", "all=moon"] {
            #expect(try await visitor.go("/figures/national-day/visits?\(wrong)").status == 400, "\(wrong)")
        }
        for (indicator, value) in [("venues?region=610113", "1"), ("venue-times?venue_kind=museum", "3"), ("venues?venue_kind=caravan", "0")] {
            #expect(try await visitor.go("/figures/national-day/\(indicator)").figures[indicator.hasPrefix("venues") ? "venues" : "venue-times"] == value, "\(indicator)")
        }
        await world.database.close()
    }

    /// As many statements for one activity as for thirty.
    @Test(arguments: TestEngine.allCases) func aPageCostsTheSameForMany(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), statements = StatementCount()
        let database = Database(engine: CountingEngine(world.database.engine, statements), clock: world.database.clock, ids: world.database.ids)
        let site = try await World.rooms.site(database)
        func asked(_ path: String) async throws -> Int {
            statements.forget()
            let page = try await Browser(site).go(path)
            #expect(page.status == 200)
            return statements.all.count
        }
        _ = try await database.write { try Story(world, $0) }
        try await database.ledgerSettled()
        try await RollUpFollowing.run(database)
        let paths = ["/figures/national-day/visits", "/figures/national-day/visits?region=610100", "/figures/national-day/activities?audience=everybody", "/figures/national-day"]
        var few: [Int] = []
        for path in paths { few.append(try await asked(path)) }
        try await database.write { tx in
            for number in 0..<30 {
                let (activity, sessions) = try world.activity("More \(number)", at: number % 2 == 0 ? world.hall : world.school, in: [world.city], days: ["2023-09-19"], ages: 6...(9 + number), tx)
                try world.report(activity, sessions[0], Int64(20 + number), .reported, tx)
            }
        }
        try await database.ledgerSettled()
        try await RollUpFollowing.run(database)
        for (path, count) in zip(paths, few) { #expect(try await asked(path) <= count + 1 && count <= 26, "\(path): \(count)") }
        await world.database.close()
    }
}
