import HTTPTypes
import Kernel
import Participation
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Figures

/// What the platform knows of the national statistics.
@Suite struct SurveyTests {
    @Test(arguments: TestEngine.allCases) func zeroUnknownAndWhatCannotBeAreKeptApart(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await world.database.write { try Story(world, $0) }
        let (survey, before) = try await world.database.read { tx in (try Survey(world.museum, year: 2023, in: tx), try Survey(world.museum, year: 2022, in: tx)) }
        func value(_ name: String, _ survey: Survey) -> StatementValue? { survey.lines.first { $0.name.en == name }?.value }
        // Three sessions of lectures, in two campaigns and their parent: each once.
        #expect(value("Lectures: held", survey) == .number(3) && value("Lectures: on site", survey) == .number(144) && value("Lectures: online", survey) == .number(1900))
        #expect(survey.lines.first { $0.name.en == "Lectures: on site" }?.shares == MethodShares(measured: 80, reported: 64))
        #expect(value("Contests: held", survey) == .number(0) && value("Contests: on site", survey) == .notApplicable)
        #expect(value("Full-time and part-time staff, person-months", survey) == .unknown && value("Museums of science", survey) == .number(2))
        #expect(value("Lectures: held", before) == .number(0) && value("Lectures: on site", before) == .notApplicable)

        let site = try await world.site()
        let path = "/organisations/\(world.museum.text)/survey.xlsx"
        let answer = try await site.respond(method: .get, path: path + "?year=2023", headers: [.acceptLanguage: "en"])
        #expect(answer.status == 200 && Array(answer.body.prefix(2)) == Array("PK".utf8))
        #expect(answer.headers[.contentDisposition] == "attachment; filename=\"survey-museum-2023.xlsx\"")
        #expect(try await Browser(site).go(path + "?year=2024").status == 400)
        #expect(try await Browser(site).go("/organisations/0000000000001/survey.xlsx").status == 404)
        #expect(try await Browser(site).go("/organisations/\(world.museum.text)").links.contains(path + "?year=2022"))
        await world.database.close()
    }

    /// A claim about a whole activity is of the year in which it was held last; a session to come is not held yet.
    @Test(arguments: TestEngine.allCases) func whatIsStatedOfAWholeActivityIsThere(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            let (show, _) = try world.activity("Show", at: world.hall, in: [world.city], days: ["2022-12-30", "2023-09-19"], tx)
            let claim = try tx.makeClaim(ClaimDraft(activity: show, session: ID(0), value: 555, method: .reported, reason: "总表"), by: 1)
            try tx.decideClaim(claim, in: show, on: .accept, reason: "已核对", by: 2)
            // An hour from now.
            _ = try world.activity("Later today", at: world.hall, in: [world.city], days: ["2023-10-01"], tx)
        }
        let (now, before) = try await world.database.read { tx in (try Survey(world.museum, year: 2023, in: tx), try Survey(world.museum, year: 2022, in: tx)) }
        func value(_ name: String, _ survey: Survey) -> StatementValue? { survey.lines.first { $0.name.en == name }?.value }
        #expect(value("Lectures: on site", now) == .number(555) && value("Lectures: held", now) == .number(1))
        #expect(value("Lectures: on site", before) == .unknown && value("Lectures: held", before) == .number(1))
        await world.database.close()
    }
}
