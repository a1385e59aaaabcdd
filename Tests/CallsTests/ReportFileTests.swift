import Access
import Declaration
import Files
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// The files of an assessment's report: attached, filed, replaced while it is mended, and seen by its holder and its authority alone.
@Suite struct ReportFileTests {
    private static let rule = """
        {years: 1, days: 31, late_is_failed: true, months_to_rectify: 6, report: [
        {key: held, name: {zh: "活动场次", en: "Activities"}, kind: number, required: true},
        {key: proof, name: {zh: "证明材料", en: "Proof"}, kind: file, required: true}]}
        """

    private static func open(_ engine: TestEngine) async throws -> (CallWorld, ID<Assessment>) {
        let (world, title) = try await AssessmentTests.titled(engine, rule.replacing("\n", with: " "))
        world.clock.set("2023-01-05T02:00:00Z")
        try await world.turnAssessments()
        return (world, try #require(try await world.assessments(title).first?.id))
    }

    @Test(arguments: TestEngine.allCases) func fromTheUploadToTheRating(_ engine: TestEngine) async throws {
        let (world, id) = try await Self.open(engine)
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.browser("host", .host, over: .organisation(world.museums[0].number))
        let (mine, theirs) = ("/desk/titles/assessments/\(id)", "/desk/assessments/\(id)")

        // Not filed without it; a program under a good name is refused beside its field, and kept nowhere.
        #expect(try await host.go(mine).text.contains("Upload: Proof"))
        let lacking = try await host.submit(mine, ["f-held": "7", "act": "file"])
        #expect(lacking.status == 422 && lacking.text.contains("Attach “Proof”."), "\(lacking.text)")
        try await host.go(mine)
        let wrong = try await host.submit(mine + "/files", ["field": "proof"], uploads: [("file", "proof.pdf", SamplePaper.script)])
        #expect(wrong.status == 422 && wrong.text.contains("holds a program"), "\(wrong.text)")
        try await host.go(mine)
        let none = try await host.submit(mine + "/files", ["field": "held"], uploads: [("file", "proof.pdf", SamplePaper.pdf())])
        #expect(none.status == 422 && none.text.contains("The report asks for no such file."))
        #expect(try await world.files() == 0)

        try await host.go(mine)
        let kept = try await host.submit(mine + "/files", ["field": "proof"], uploads: [("file", "../first\u{202E}.pdf", SamplePaper.pdf(pages: 2))])
        #expect(kept.text.contains("The file is attached.") && kept.text.contains("first.pdf"), "\(kept.text)")
        try await host.sendAgain()
        let first = try #require(try await world.reportFiles(id).first)
        let paper = "/desk/assessment-papers/\(id)/\(first.id)"
        #expect(try await world.reportFiles(id).count == 1)
        #expect(try await host.go(paper).headers["content-type"] == "application/pdf")
        for path in [paper, paper + "/pages/1"] { #expect(try await office.go(path).status == 404, "it is not filed yet") }
        try await host.go(mine)
        #expect(try await host.submit(mine, ["f-held": "7", "act": "file"]).text.contains("It is filed"))

        // The authority sees it then; nobody else does, and it is not changed any more.
        let seen = try await office.go(theirs)
        #expect(seen.text.contains("first.pdf") && seen.html.contains(paper + "/pages/1"))
        let file = try await office.go(paper)
        #expect(file.status == 200 && file.headers["content-security-policy"] == "default-src 'none'; sandbox")
        #expect(try await office.go(paper + "/pages/1").headers["content-type"] == "image/png")
        let other = try await world.browser("other", .host, over: .organisation(world.museums[1].number))
        let foreign = try await world.browser("foreign", .organiser, over: .organisation(world.district.number))
        for reader in [other, foreign] { #expect(try await reader.go(paper).status == 404) }
        #expect(try await Browser(world.site).go(paper).path.hasPrefix("/sign-in"))
        let unit = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        await #expect(throws: Refusal.self) { try await world.database.write { tx in try tx.removeReportFile(first.id, from: id, by: unit) } }

        // Returned: what takes its place is the holder's until it is filed; the filing that was returned keeps what it had.
        try await office.go(theirs)
        #expect(try await office.submit(theirs, ["event": "return", "r-proof": "Not legible."]).text.contains("It is returned"))
        #expect(try await host.go(mine).text.contains("To be corrected: Not legible."))
        try await host.submit(mine + "/files", ["field": "proof", "replaces": first.id.text], uploads: [("file", "second.png", SamplePaper.png)])
        let between = try await office.go(theirs).text
        #expect(between.contains("first.pdf") && !between.contains("second.png"))
        try await host.go(mine)
        #expect(try await host.submit(mine, ["act": "file"]).text.contains("It is filed"))
        let after = try await office.go(theirs).text
        #expect(after.contains("second.png") && !after.contains("first.pdf"), "\(after)")
        #expect(try await world.files() == 2)
        let year = try #require(try await world.decisionYears(of: id).first)
        #expect(year.files.map(\.name) == ["first.pdf", "second.png"] && year.files.map(\.removedFiling) == [2, nil])
        #expect(year.json.json.contains("assessments/2022/proof/\(first.id).pdf") && year.officeSays.isEmpty)
        await world.database.close()
    }

    /// Who is late attaches nothing, another unit never; what was never filed goes when the time is over.
    @Test(arguments: TestEngine.allCases) func lateAndForeign(_ engine: TestEngine) async throws {
        let (world, id) = try await Self.open(engine)
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        let other = try await world.identity("other", .host, over: .organisation(world.museums[1].number))
        let document = try await Document.read(SamplePaper.pdf(), field: "file")
        func attach(_ identity: Identity) async throws -> String? {
            do {
                try await world.database.write { tx in try tx.attach(document, named: "a.pdf", to: id, field: "proof", by: identity) }
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        #expect(try await attach(other) == "not-yours")
        #expect(try await attach(host) == nil)
        #expect(try await attach(host) == "attachment-there")
        world.clock.set("2023-02-10T02:00:00Z")
        #expect(try await attach(host) == "assessment-late")
        try await world.turnAssessments()
        #expect(try await attach(host) == "not-in-this-state")
        #expect(try await world.reportFiles(id).isEmpty)
        #expect(try await world.files() == 0)
        let lapsed = try #require(try await world.database.read { tx in try tx.assessment(id) })
        #expect(lapsed.state == .failed && lapsed.says.isEmpty, "what the program says is said in both languages")
        await world.database.close()
    }

    /// Two windows: nobody files over what another typed or filed meanwhile, and nobody rates what was filed anew.
    @Test(arguments: TestEngine.allCases) func twoWindows(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1, months_to_rectify: 6}")
        world.clock.set("2023-01-05T02:00:00Z")
        try await world.turnAssessments()
        let id = try #require(try await world.assessments(title).first?.id)
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.browser("host", .host, over: .organisation(world.museums[0].number))
        let (mine, theirs) = ("/desk/titles/assessments/\(id)", "/desk/assessments/\(id)")
        let old = try await host.go(mine)
        try await host.submit(mine, ["says": "Newer words", "act": "save"])
        host.back(to: old)
        for _ in 0..<2 {
            let late = try await host.submit(mine, ["says": "Older words", "act": "file"])
            #expect(late.status == 422 && late.text.contains("changed or filed in another window"), "\(late.text)")
        }
        try await host.go(mine)
        #expect(try await host.submit(mine, ["act": "file"]).text.contains("It is filed"))
        host.back(to: old)
        #expect(try await host.submit(mine, ["says": "Older words", "act": "file"]).text.contains("is “Filed”"))
        let before = try await office.go(theirs)
        #expect(try await office.submit(theirs, ["event": "return", "says": "Say more."]).text.contains("It is returned"))
        host.back(to: old)
        #expect(try await host.submit(mine, ["says": "Older words", "act": "file"]).status == 422, "a page from before the first filing")
        try await host.go(mine)
        #expect(try await host.submit(mine, ["says": "More words", "act": "file"]).text.contains("It is filed"))
        office.back(to: before)
        let rated = try await office.submit(theirs, ["event": "qualify"])
        #expect(rated.status == 422 && rated.text.contains("The unit has filed again") && rated.text.contains("More words"), "\(rated.text)")
        #expect(try await office.submit(theirs, ["event": "rectify", "says": "remark-of-the-office"]).text.contains("It is rated"))
        // What the office says is its holder's to read; the public learns that there is something to be put right.
        let told = try await Browser(world.site).go("/verify/code").text
        #expect(told.contains("to rectify by a date") && !told.contains("remark-of-the-office"), "\(told)")
        await world.database.close()
    }

    /// Who gives up answers no question of the report, and says why; the authority has then said nothing.
    @Test func givingUpAsksForNoAnswers() async throws {
        let (world, id) = try await Self.open(.sqlite)
        let host = try await world.browser("host", .host, over: .organisation(world.museums[0].number))
        let mine = "/desk/titles/assessments/\(id)"
        try await host.go(mine)
        #expect(try await host.submit(mine, ["says": "", "sure": "1", "act": "give-up"]).status == 422)
        #expect(try await host.submit(mine, ["says": "We close.", "sure": "1", "act": "give-up"]).text.contains("It is noted that you give up."))
        #expect(try await host.go(mine).text.contains("Why it was given up We close."))
        let year = try #require(try await world.decisionYears(of: id).first)
        #expect(year.officeSays.isEmpty && year.holderSays == "We close.")
        await world.database.close()
    }
}

extension CallWorld {
    func reportFiles(_ id: ID<Assessment>) async throws -> [ReportFile] { try await database.read { tx in try tx.reportFiles(of: id) } }

    func decisionYears(of id: ID<Assessment>) async throws -> [DecisionYear] {
        try await database.read { tx in
            guard let assessment = try tx.assessment(id), let title = try tx.title(assessment.titleID) else { return [] }
            return try DecisionYear.all(of: title, in: tx)
        }
    }
}
