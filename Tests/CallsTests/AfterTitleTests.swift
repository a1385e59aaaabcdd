import Access
import Foundation
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// After the title, over HTTP: the year is filed, found wanting, put right; and a title is taken back with a check-back.
@Suite struct AfterTitleTests {
    @Test(arguments: TestEngine.allCases) func filedFoundWantingPutRight(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1, months_to_rectify: 6}")
        world.clock.set("2023-01-05T02:00:00Z")
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.browser("host", .host, over: .organisation(world.museums[0].number))
        let other = try await world.browser("other", .host, over: .organisation(world.museums[1].number))
        #expect(try await office.go("/desk/assessments").text.contains("Nothing here"))
        try await world.turnAssessments()
        let id = try #require(try await world.assessments(title).first?.id)
        let mine = "/desk/titles/assessments/\(id)"
        #expect(try await host.go("/desk").text.contains("Assessments to file"))
        #expect(try await host.go("/desk/titles").html.contains(mine))
        #expect(try await other.go("/desk/titles").text.contains("No title yet"))
        #expect(try await other.go(mine).status == 404)

        // Nothing is filed without words; giving up needs a tick.
        let form = try await host.go(mine)
        #expect(form.text.contains("What the records show of 2022") && form.text.contains("Activities published and held"))
        #expect(try await host.submit(mine, ["says": "", "act": "file"]).status == 422)
        #expect(try await host.submit(mine, ["says": "We close", "act": "give-up"]).text.contains("Giving up cannot be taken back"))
        #expect(try await host.submit(mine, ["says": "All went well.", "act": "file"]).text.contains("It is filed"))

        // The office has it put right, once: who comes second is told.
        let theirs = "/desk/assessments/\(id)"
        #expect(try await office.go("/desk").text.contains("Assessments to rate"))
        #expect(try await office.go("/desk/assessments").text.contains("Museum One"))
        let seen = try await office.go(theirs)
        #expect(seen.text.contains("All went well.") && seen.text.contains("Put right within 6 months"), "\(seen.text)")
        #expect(try await office.submit(theirs, ["event": "rectify", "says": ""]).status == 422)
        #expect(try await office.submit(theirs, ["event": "rectify", "says": "The stairs are unsafe."]).text.contains("It is rated"))
        office.back(to: seen)
        #expect(try await office.submit(theirs, ["event": "qualify", "says": ""]).status == 422)
        #expect(try await Browser(world.site).go("/verify/code").text.contains("in force today"))
        #expect(try await host.go(mine).text.contains("The stairs are unsafe."))
        #expect(try await host.submit(mine, ["says": "There is a rail now.", "act": "file"]).text.contains("It is filed"))
        try await office.go(theirs)
        #expect(try await office.submit(theirs, ["event": "qualify", "says": ""]).text.contains("It is rated"))

        // Everything that was said is there still, the earliest first.
        let whole = try await office.go(theirs).text
        var place = whole.startIndex
        for words in ["All went well.", "The stairs are unsafe.", "There is a rail now."] {
            let found = try #require(whole.range(of: words, range: place..<whole.endIndex), "\(words) in \(whole)")
            place = found.upperBound
        }
        let known = try await world.database.read { tx in try tx.report(of: id) }
        #expect(known.says == "There is a rail now." && known.figures[.activitiesHeld] == 0)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aTitleIsTakenBackAfterACheckBack(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1}")
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let foreign = try await world.browser("foreign", .organiser, over: .organisation(world.district.number))
        #expect(try await foreign.go("/desk/register").text.contains("No title fits"))
        #expect(try await foreign.go("/desk/register/\(title)").status == 404)
        #expect(try await office.go("/desk/register?q=one").text.contains("Museum One"))
        let path = "/desk/register/\(title)/revocation"
        try await office.go("/desk/register/\(title)")
        #expect(try await office.submit(path, ["ground": "", "says": "x"]).status == 422)
        let back = try await office.submit(path, ["ground": "false-report", "says": "The visits were made up."])
        #expect(back.status == 200 && back.text.contains("Revoke it?") && back.text.contains("第十二条") && back.text.contains("The visits were made up."))
        #expect(try await world.database.read { tx in try tx.title(title)?.state } == .valid)
        let done = try await office.submit(path)
        #expect(done.text.contains("The title is revoked"), "\(done.text)")
        let ended = try #require(try await world.database.read { tx in try tx.title(title) })
        #expect(ended.state == .revoked && ended.ground == "弄虚作假：The visits were made up." && ended.clause == "第十二条")
        // The same once more takes nothing back twice.
        office.back(to: back)
        #expect(try await office.submit(path).text.contains("is “Revoked” already"))
        #expect(try await world.count("calls.title-revoked") == 1)
        await world.database.close()
    }

    /// Nobody fails who still has time, nobody reports who has none left, and an ended title is not assessed.
    @Test(arguments: TestEngine.allCases) func timesOfAssessments(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1, days: 31, months_to_rectify: 1}")
        let office = try await world.identity("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        func refusal(_ id: ID<Assessment>, _ event: AssessmentEvent, _ identity: Identity) async throws -> String? {
            do {
                try await world.database.write { tx in try tx.step(id, event, says: "x", by: identity) }
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        world.clock.set("2023-01-05T02:00:00Z")
        try await world.turnAssessments()
        let id = try #require(try await world.assessments(title).first?.id)
        #expect(try await refusal(id, .fail, office) == "assessment-running")
        #expect(try await refusal(id, .file, host) == nil)
        #expect(try await refusal(id, .rectify, office) == nil)
        world.clock.set("2023-02-06T02:00:00Z")
        #expect(try await refusal(id, .file, host) == "rectification-late")
        try await world.database.write { tx in try tx.revoke(title, ground: "false-report", says: "x", by: office) }
        #expect(try await refusal(id, .file, host) == "title-ended")
        try await world.turnAssessments()
        #expect(try await world.assessments(title).map(\.state) == [.rectifying])
        await world.database.close()
    }
}
