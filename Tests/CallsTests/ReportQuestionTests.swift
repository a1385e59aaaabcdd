import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// An assessment's report asked question by question: begun with what is known, saved as typed, returned with remarks, read beside the records.
@Suite struct ReportQuestionTests {
    private static let rule = """
        {years: 1, days: 31, months_to_rectify: 6, report: [
        {key: held, name: {zh: "活动场次", en: "Activities"}, kind: number, required: true, at_least: 10, unit: {zh: "场", en: "activities"}, known: activities-held},
        {key: contact, name: {zh: "联系电话", en: "Telephone"}, kind: text, profile: contact}, {key: problems, name: {zh: "存在的问题", en: "Problems"}}]}
        """

    private static func open(_ engine: TestEngine) async throws -> (CallWorld, ID<Assessment>) {
        let (world, title) = try await AssessmentTests.titled(engine, rule.replacing("\n", with: " "))
        world.clock.set("2023-01-05T02:00:00Z")
        try await world.turnAssessments()
        return (world, try #require(try await world.assessments(title).first?.id))
    }

    @Test(arguments: TestEngine.allCases) func fromTheFirstWordToTheRating(_ engine: TestEngine) async throws {
        let (world, id) = try await Self.open(engine)
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.browser("host", .host, over: .organisation(world.museums[0].number))
        try await host.go("/desk/organisations/\(world.museums[0])")
        try await host.submit("/desk/organisations/\(world.museums[0])", ["contact": "029-8888"])
        let (mine, theirs) = ("/desk/titles/assessments/\(id)", "/desk/assessments/\(id)")

        // What is known stands there already; what is typed is kept, also what was emptied.
        let begun = try await host.go(mine)
        let form = try #require(begun.form(to: mine))
        #expect(Self.values(form) == ["f-held": "0", "f-contact": "029-8888", "f-problems": "", "says": ""], "\(form.values)")
        #expect(begun.text.contains("At least 10 activities.") && begun.text.contains("Activities published and held, 2022: 0"), "\(begun.text)")
        #expect(begun.html.contains("data-keeps=\"\(mine)/draft\""))
        let saved = try await host.submit(mine, ["f-held": "7", "f-contact": "", "f-problems": "The hall is cold.", "act": "save"])
        let after = Self.values(try #require(saved.form(to: mine)))
        #expect(saved.status == 200 && after == ["f-held": "7", "f-contact": "", "f-problems": "The hall is cold.", "says": ""])
        host.back(to: begun)
        #expect(try await host.submit(mine, ["f-problems": "An older page", "act": "save"]).status == 409)
        #expect(try await office.go(theirs).text.contains("The hall is cold.") == false, "what is not filed is nobody else's")

        // A question that needs an answer; less than the threshold is filed as it is.
        try await host.go(mine)
        let lacking = try await host.submit(mine, ["f-held": "", "act": "file"])
        #expect(lacking.status == 422 && lacking.text.contains("“Activities” is needed"), "\(lacking.text)")
        #expect(try await host.submit(mine, ["f-held": "7", "act": "file"]).text.contains("It is filed"))
        let seen = try await office.go(theirs)
        for words in ["7 activities", "at least 10 is asked; not reached", "the platform's records (2022): 0; less than is reported", "The hall is cold."] {
            #expect(seen.text.contains(words), "\(words): \(seen.text)")
        }

        // Returned with a remark on one answer, which stands beside the question and nowhere else.
        #expect(try await office.submit(theirs, ["event": "return"]).status == 422)
        try await office.go(theirs)
        #expect(try await office.submit(theirs, ["event": "return", "r-problems": "Say which hall."]).text.contains("It is returned"))
        #expect(try await host.go("/desk/titles").text.contains("Correct the assessment of 2022"))
        let back = try await host.go(mine)
        let filled = Self.values(try #require(back.form(to: mine)))
        #expect(back.text.contains("To be corrected: Say which hall.") && filled["f-held"] == "7", "\(back.text)")
        #expect(try await office.go(theirs).form(to: theirs) == nil, "nobody fails who still has time")
        #expect(try await host.submit(mine, ["f-problems": "The east hall is cold.", "act": "file"]).text.contains("It is filed"))
        let again = try await office.go(theirs)
        #expect(again.text.contains("The east hall is cold."))
        #expect(try await office.submit(theirs, ["event": "qualify"]).text.contains("It is rated"))
        let report = try await world.database.read { tx in try tx.report(of: id) }
        #expect(report.answers == ApplicationBody(["held": "7", "problems": "The east hall is cold."]) && report.figures[.activitiesHeld] == 0 && report.says.isEmpty)
        #expect(try await world.database.read { tx in try tx.draft(of: id).version } == 0)
        await world.database.close()
    }

    /// Drafts are their unit's; a form that is too old, an ended title and hostile values change nothing.
    @Test(arguments: TestEngine.allCases) func draftsAreTheirUnits(_ engine: TestEngine) async throws {
        let (world, id) = try await Self.open(engine)
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        let other = try await world.identity("other", .host, over: .organisation(world.museums[1].number))
        let draft = AssessmentReport(says: "x", answers: ApplicationBody(["held": "not a number", "unknown": "y"]))
        func save(_ seen: Int, _ identity: Identity) async throws -> String {
            do {
                return try await world.database.write { tx in try tx.saveDraft(draft, of: id, seen: SeenReport(0, seen), by: identity).text }
            } catch let refusal as Refusal { return refusal.code }
        }
        #expect(try await save(0, other) == "not-yours")
        #expect(try await save(3, host) == "report-changed")
        #expect(try await save(0, host) == "0.1")
        #expect(try await save(0, host) == "0.1", "the same again is kept already")
        #expect(try await world.database.read { tx in try tx.draft(of: id).report } == draft)
        let browser = try await world.browser("browser", .host, over: .organisation(world.museums[0].number))
        try await browser.go("/desk/titles/assessments/\(id)")
        let wrong = try await browser.submit("/desk/titles/assessments/\(id)", ["f-held": "ten", "act": "file"])
        #expect(wrong.status == 422 && wrong.text.contains("Give a whole number"), "\(wrong.text)")
        try await world.database.write { tx in try tx.execute("UPDATE calls_title SET state = 'revoked', ended_on = '2023-01-05'") }
        #expect(try await save(1, host) == "title-ended")
        let changed = AssessmentReport(says: "z")
        await #expect(throws: Refusal.self) { try await world.database.write { tx in try tx.saveDraft(changed, of: id, seen: SeenReport(0, 1), by: host) } }
        await world.database.close()
    }

    /// A file whose report names what there is not is refused with the place.
    @Test func whatAReportMayAsk() async throws {
        let house = CallWorld.house
        for (question, says) in [("kind: files", "kind"), ("kind: choice", "at least one choice"), ("kind: number, profile: contact", "kind: text"), ("known: moon", "known")] {
            let database = try await house.database(.sqlite)
            let file = AssessmentTests.file("{years: 1, report: [{key: held, name: {zh: 甲, en: A}, \(question)}]}")
            do {
                _ = try await house.apply(file, to: database)
                Issue.record("taken: \(question)")
            } catch { #expect("\(error)".contains(says), "\(question): \(error)") }
            await database.close()
        }
    }

    private static func values(_ form: FormSeen) -> [String: String] {
        Dictionary(form.values.filter { $0.name.hasPrefix("f-") || $0.name == "says" }.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
