import Access
import Formats
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// Letters of tasks, the self-assessment, and the follow-up as a file.
struct PaperTests {
    /// Addresses that a PDF opens, as they stand in the file.
    private static func links(_ bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.matches(of: /\/URI \(([^)]*)\)/).map { String($0.output.1) }
    }

    @Test(arguments: TestEngine.allCases) func everyNumberOfTheSelfAssessmentOpens(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        #expect(try await world.visitor.go("/plans/plan-2026/self-assessment.pdf").status == 404)
        try await world.issue()
        try await world.database.write { tx in
            let task = try #require(try tx.keyTask(key: "city-visits"))
            try tx.setOwnNumber(321, because: "馆方补报", for: "visits", of: task.id, by: PlanHouse.program)
        }
        for language in ["zh", "en"] {
            let paper = try await world.visitor.go("/plans/plan-2026/self-assessment.pdf?lang=\(language)")
            #expect(paper.status == 200 && paper.bytes.starts(with: Array("%PDF".utf8)))
            let links = Self.links(paper.bytes)
            #expect(links.contains { $0.contains("/figures/action-2026") && $0.contains("visits") } && links.contains { $0.hasSuffix("/plans/plan-2026/city-visits") }, "\(links)")
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aLetterIsForItsUnitAndWhoSteers(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let own = "/desk/plans/plan-2026/letters/\(world.units[1].text).pdf"
        // While it is drawn up, for who steers alone.
        #expect(try await world.steerer.go(own).status == 200)
        #expect(try await world.museum.go(own).status == 404)
        try await world.issue()
        let letter = try await world.museum.go(own)
        #expect(letter.status == 200 && letter.bytes.starts(with: Array("%PDF".utf8)) && Self.links(letter.bytes).contains { $0.contains("/figures/action-2026") })
        #expect(try await world.society.go(own).status == 404)
        #expect(try await world.steerer.go("/desk/plans/plan-2026/letters/\(ID<Organisation>(99).text).pdf").status == 404)
        #expect(try await world.museum.go("/desk/duties").html.contains(own))
        #expect(try await world.visitor.go(own).path.hasPrefix("/sign-in"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theFollowUpIsAFile(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        #expect(try await world.visitor.go("/plans/plan-2026.csv").status == 404)
        try await world.issue()
        let csv = try await world.visitor.go("/plans/plan-2026.csv?lang=en")
        #expect(csv.status == 200 && csv.html.contains("Events,city-visits,\"Visits of the city\",,\"City Museum\""), "\(csv.html)")
        // A row for each goal, one for a task without any.
        #expect(csv.html.split(whereSeparator: \.isNewline).count == 4)
        // Who takes part, what it costs, and each target.
        #expect(csv.html.contains("\"Society of Astronomy; First School\"") && csv.html.contains("\"Own line\",500000") && csv.html.contains("2026-06-30：400；2026-12-31：1000"), "\(csv.html)")
        let json = try await world.visitor.go("/plans/plan-2026.json?lang=zh")
        #expect(json.html.contains("\"figure\":\"visits\"") && json.html.contains("\"target\":1000") && json.html.contains("\"count\":3"), "\(json.html)")
        #expect(try await world.visitor.go("/plans/plan-2026.xlsx").bytes.starts(with: Array("PK".utf8)))
        await world.database.close()
    }

    /// A number of school groups below five is told to nobody but the desk.
    @Test(arguments: TestEngine.allCases) func smallGroupsOfMinorsAreNotTold(_ engine: TestEngine) async throws {
        let file = PlanHouse.file.replacing("{key: visits, figure: visits,", with: "{key: visits, figure: school-visits,")
        let world = try await PlanHouse.make(engine, file)
        try await world.issue()
        try await world.database.write { tx in
            let task = try #require(try tx.keyTask(key: "city-visits"))
            try tx.setOwnNumber(3, because: "一组", for: "visits", of: task.id, by: PlanHouse.program)
        }
        let json = try await world.visitor.go("/plans/plan-2026.json?lang=en")
        #expect(json.html.contains("fewer than 5") && !json.html.contains("\"value\":3"), "\(json.html)")
        await world.database.close()
    }
}
