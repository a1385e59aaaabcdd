import Access
import Kernel
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Rounds

/// What is sent past the form: numbers that no form takes, answers to questions in words that are none, the same form twice.
@Suite struct HostileDeclarationTests {
    private static let file = RoundWorld.file
        .replacing(
            "{key: site, name: {zh: \"场地\", en: \"The site\"}, kind: paragraphs}",
            with: "{key: site, name: {zh: \"场地\", en: \"The site\"}, kind: paragraphs}\n      - {key: year, name: {zh: \"上次\", en: \"Last time\"}, kind: number, required: false}"
        )
        .replacing(
            "{key: pupils, name: {zh: \"学生数\", en: \"Pupils\"}, weight: 40, measure: declared",
            with: "{key: since, name: {zh: \"距上次\", en: \"Since\"}, weight: 20, measure: years-since, question: year, from: 0, to: 10}\n      - {key: pupils, name: {zh: \"学生数\", en: \"Pupils\"}, weight: 20, measure: declared"
        )

    /// A draft is kept as it is typed, whatever that is; nothing that reads it stops, and it is not handed in.
    @Test(arguments: TestEngine.allCases, ["-9223372036854775808", "9223372036854775807", "abc", "1e9"])
    func whatNoFormTakesIsNotHandedIn(_ engine: TestEngine, _ answer: String) async throws {
        let world = try await RoundWorld.make(engine, file: Self.file)
        let (host, id) = try await world.prepare("yanta", optics: 1, pupils: 20_000)
        let page = try await host.go("/desk/declarations/\(id)")
        let fields = [("csrf", page.token), ("w-optics", "1"), ("f-pupils", "20000"), ("f-site", "展厅"), ("f-year", answer)]
        _ = try await host.post("/desk/declarations/\(id)/draft", fields)
        let kept = try await world.declaration("yanta").body.answers["year"]
        #expect(kept == answer, "it is kept as it was typed")
        #expect(try await host.go("/desk/declarations/\(id)/preview").status == 200)
        let refused = try await host.post("/desk/declarations/\(id)/steps", [("csrf", page.token), ("event", "submit")])
        #expect(refused.status == 422 && refused.text.contains("is not what is asked for"), "\(refused.status) \(refused.text)")
        #expect(try await world.declaration("yanta").state == .draft)
        await world.database.close()
    }

    /// A profile that is mended counts: where the unit sits when it hands in, not when it began.
    @Test(arguments: TestEngine.allCases) func theSeatIsThatOfToday(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let (host, id) = try await world.prepare("yanta", optics: 1, pupils: 20_000)
        let unit = try #require(world.units["yanta"])
        try await world.database.write { tx in try tx.execute("UPDATE venues_organisation SET region = '621102' WHERE id = \(unit)") }
        try await host.go("/desk/declarations/\(id)/preview")
        let sent = try await host.submit("/desk/declarations/\(id)/steps", ["event": "submit"])
        #expect(sent.text.contains("It is handed in."), "\(sent.text)")
        #expect(try await world.declaration("yanta").region == "621102")
        await world.database.close()
    }
}
