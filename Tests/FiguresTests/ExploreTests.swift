import Campaigns
import Figures
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

/// `/figures` as one explores it: views that can be sent, drawn, and taken away.
@Suite struct ExploreTests {
    @Test(arguments: TestEngine.allCases) func aViewIsDrawnListedAndOpens(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let visitor = Browser(try await world.site())
        _ = try await world.database.write { try Story(world, $0) }
        try await visitor.go("/figures?campaign=national-day&by=region&region=610100")
        let page = visitor.page
        #expect(page.status == 200 && page.text.contains("Visits: national-day, Xi'an"))
        // County A has the 144, of B nobody has stated anything.
        #expect(page.links.contains("/figures/national-day/visits?region=610113") && !page.links.contains("/figures/national-day/visits?region=610116"))
        #expect(page.html.contains("<svg") && page.html.contains("<desc>2 lines, the largest 144; the same numbers stand in the table below.</desc>"))
        #expect(page.text.contains("CSV (2 rows)") && page.text.contains("XLSX (2 rows)"))
        try await visitor.go("/figures/national-day/visits?region=610113")
        #expect(visitor.page.figures["visits"] == "144")

        try await visitor.go("/figures?campaign=national-day&indicator=sessions&by=day")
        #expect(visitor.page.html.contains("<polyline") && visitor.page.text.contains("CSV (3 rows)"))
        #expect(visitor.page.links.contains("/figures/national-day/sessions?day=2023-09-16"))
        try await visitor.go("/figures?campaign=national-day&indicator=visits&by=kind&kind=lecture&day=2023-09-16")
        #expect(visitor.page.links.contains("/figures/national-day/visits?kind=lecture&day=2023-09-16") && visitor.page.text.contains("80"))
        #expect(try await visitor.go("/figures?lang=zh").text.contains("查看和比较"))
        await world.database.close()
    }

    /// The third day of one edition stands beside the third of the other; what is unknown grows from nothing.
    @Test(arguments: TestEngine.allCases) func editionsAndPlacesAreCompared(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let visitor = Browser(try await world.site())
        _ = try await world.database.write { try Story(world, $0) }
        try await visitor.go("/figures?campaign=national-day&with=joint-action&indicator=sessions&by=day")
        #expect(visitor.page.text.contains("Day 16") && visitor.page.text.contains("Day 18") && visitor.page.text.contains("+1"))
        try await visitor.go("/figures?campaign=national-day&region=610113&with_region=610116")
        #expect(visitor.page.text.contains("national-day, Chang'an") || visitor.page.text.contains("national-day, "))
        #expect(visitor.page.text.contains("144") && visitor.page.text.contains("unknown"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func filesHoldWhatThePageShows(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await world.site()
        _ = try await world.database.write { try Story(world, $0) }
        let query = "?campaign=national-day&by=region&region=610100"
        let csv = try await site.respond(method: .get, path: "/figures.csv" + query, headers: [.acceptLanguage: "en"])
        let text = String(decoding: csv.body.dropFirst(3), as: UTF8.self)
        #expect(text.hasPrefix("Code,Region,Visits,Measured,Reported,Estimated\r\n610113,") && text.contains(",144,80,64,0\r\n") && text.contains(",unknown,unknown,unknown,unknown\r\n"))
        #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
        let described = HTTPField.Name("Link").flatMap { csv.headers[$0] } ?? ""
        #expect(described.contains("/figures.csv-metadata.json?campaign=national-day&region=610100&by=region>; rel=\"describedby\""))
        let metadata = try await site.respond(method: .get, path: "/figures.csv-metadata.json" + query, headers: [.acceptLanguage: "en"])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(metadata.body)) as? [String: Any])
        #expect(json["dc:extent"] as? String == "2 rows" && metadata.headers[.contentType] == "application/csvm+json")
        let columns = (json["tableSchema"] as? [String: Any])?["columns"] as? [[String: Any]] ?? []
        #expect(columns.map { $0["titles"] as? String ?? "" } == ["Code", "Region", "Visits", "Measured", "Reported", "Estimated"])
        let xlsx = try await site.respond(method: .get, path: "/figures.xlsx" + query, headers: [.acceptLanguage: "en"])
        #expect(xlsx.status == 200 && Array(xlsx.body.prefix(2)) == Array("PK".utf8))
        await world.database.close()
    }

    @Test func whatIsNotUnderstoodIsNamed() async throws {
        let world = try await World.make(.sqlite)
        let visitor = Browser(try await world.site())
        for (query, words) in [
            ("campaign=nowhere", "The filter campaign does not know “nowhere”"), ("campaign=national-day&indicator=peak", "The filter indicator does not know “peak”"),
            ("campaign=national-day&by=moon", "The filter by does not know “moon”"), ("campaign=national-day&region=999999", "The filter region does not know “999999”"),
            ("campaign=national-day&with_region=1", "The filter with_region does not know “1”"), ("campaign=national-day&day=2023-02-30", "The filter day does not know"),
            ("indicator=visits", "Choose a campaign first, then “indicator”"), ("campaign=national-day&colour=red", "There is no filter “colour”"),
        ] {
            let page = try await visitor.go("/figures?" + query)
            #expect(page.status == 400 && page.text.contains(words), "\(query)")
        }
        #expect(try await visitor.go("/figures.csv").status == 400)
        await world.database.close()
    }
}
