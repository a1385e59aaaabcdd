import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// What a notice proposes of titles is decided by the notice: never beside it, and never of what has changed since.
@Suite struct ListedTitleTests {
    private static let rule = "{years: 1, days: 60, months_to_rectify: 6}"

    /// Two titles with a filed assessment, both listed in a notice that runs from 9 January 2023: to be filed, and to be put right.
    private static func listed(_ engine: TestEngine) async throws -> (CallWorld, titles: [ID<Title>], filed: [ID<Assessment>], ID<Notice>) {
        let file = AssessmentTests.file(rule).replacing("first_day_counts: true}", with: "first_day_counts: true, lists: [file, rectify, cancel]}")
        let world = try await CallWorld.make(engine, file), office = try await world.office
        var (titles, filed): ([ID<Title>], [ID<Assessment>]) = ([], [])
        for place in 0..<2 { titles.append(try await world.title(of: world.museums[place], on: "2022-01-01", code: "code\(place)", index: place)) }
        world.clock.set("2023-01-09T02:00:00Z")
        try await world.turnAssessments()
        for (place, title) in titles.enumerated() {
            let host = try await world.identity("host\(place)", .host, over: .organisation(world.museums[place].number))
            let id = try #require(try await world.assessments(title).first?.id)
            try await world.database.write { tx in try tx.step(id, .file, says: "Done", by: host) }
            filed.append(id)
        }
        var draft = NoticeDraft(title: Wording("考核结果公示", "Results"), contact: "1", supervision: "2", begin: day("2023-01-09"))
        draft.items = [.init(action: .file, titleID: titles[0]), .init(action: .rectify, titleID: titles[1], says: "The stairs are unsafe")]
        let made = draft
        let notice = try await world.database.write { tx -> ID<Notice> in
            let id = try tx.schedule(made, under: try #require(try tx.scheme(key: "base")), by: office)
            try tx.turnNotices()
            return id
        }
        return (world, titles, filed, notice)
    }

    @Test(arguments: TestEngine.allCases) func nothingIsRatedBesideItsNotice(_ engine: TestEngine) async throws {
        let (world, titles, filed, notice) = try await Self.listed(engine)
        let office = try await world.office
        for event in [AssessmentEvent.qualify, .rectify, .fail] {
            let refusal = await #expect(throws: Refusal.self) { try await world.database.write { tx in try tx.step(filed[0], event, says: "x", by: office) } }
            #expect(refusal?.code == "listed", "\(event)")
        }
        world.clock.set("2023-01-16T02:00:00Z")
        try await world.turn()
        #expect(try await world.database.write { tx in try tx.carryOut(notice, by: office) } == CarriedOut(done: [.filed: 1, .rectifying: 1]))
        #expect(try await world.database.read { tx in try titles.map { try tx.title($0)?.state } } == [.valid, .rectifying])
        // The public reads the reason on the notice, and in the title's own history that it has to put something right.
        #expect(try await Browser(world.site).go("/notices/\(notice)").text.contains("The stairs are unsafe"))
        let history = try await Browser(world.site).go("/verify/code1").text
        #expect(history.contains("to rectify by a date") && history.contains("The stairs are unsafe"))
        await world.database.close()
    }

    /// A title that was taken meanwhile is not told to be filed.
    @Test(arguments: TestEngine.allCases) func whatWasTakenMeanwhileIsNotFiled(_ engine: TestEngine) async throws {
        let (world, titles, _, notice) = try await Self.listed(engine)
        let office = try await world.office
        world.clock.set("2023-01-16T02:00:00Z")
        try await world.turn()
        try await world.database.write { tx in try tx.revoke(titles[0], ground: "false-report", says: "Made up", by: office) }
        #expect(try await world.database.write { tx in try tx.carryOut(notice, by: office) } == CarriedOut(done: [.overtaken: 1, .rectifying: 1]))
        let page = try await Browser(world.site).go("/notices/\(notice)").text
        #expect(page.contains("Not carried out: it has changed since"))
        #expect(try await world.database.read { tx in try tx.title(titles[0])?.state } == .revoked)
        await world.database.close()
    }

    /// A renamed measure renames no title, and a unit's page says who granted it.
    @Test(arguments: TestEngine.allCases) func aTitleKeepsItsName(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        _ = try await world.title(of: world.museums[0], on: "2022-01-01")
        _ = try await CallWorld.house.apply(CallWorld.file.replacing(#"en: "Demonstration base"}"#, with: #"en: "Model base"}"#), to: world.database)
        #expect(try await world.database.read { tx in try tx.scheme(key: "base")?.version } == 2)
        let guest = Browser(world.site)
        for path in ["/organisations/\(world.museums[0])", "/register", "/register.csv", "/verify/code"] {
            let text = try await guest.go(path).text
            #expect(text.contains("Demonstration base"), "\(path)")
        }
        let unit = try await guest.go("/organisations/\(world.museums[0])").text
        #expect(!unit.contains("Model base") && unit.contains("City Bureau"))
        await world.database.close()
    }
}
