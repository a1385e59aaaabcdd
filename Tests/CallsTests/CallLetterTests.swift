import Access
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Who is told what, once, in which words; and what reminders do at year ends, on leap days and after an outage.
@Suite struct CallLetterTests {
    /// The subjects of what the account was told, the earliest first, in English.
    private func told(_ name: String, _ world: CallWorld) async throws -> [String] {
        try await world.database.read { tx in
            let account = try #require(try tx.account(login: "\(name)@example.org")).account.id
            return try tx.messages(of: account, limit: 100).reversed().compactMap { $0.content?.subject.en }
        }
    }

    private func remind(_ world: CallWorld, _ moments: [String]) async throws {
        for moment in moments {
            world.clock.set(moment + "T02:00:00Z")
            // Twice: a job that is run again sends nothing again.
            for _ in 0..<2 { try await world.database.write { tx in try tx.turnReminders() } }
        }
    }

    @Test(arguments: TestEngine.allCases) func eachOneOfTheChainIsTold(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let museum = world.museums[0], district = world.district, bureau = world.bureau
        let host = try await world.identity("host", .host, over: .organisation(museum.number))
        let recommender = try await world.identity("district", .recommender, over: .organisation(district.number))
        let office = try await world.identity("office", .organiser, over: .organisation(bureau.number))
        let id = try await world.database.write { tx -> ID<Application> in
            let call = try tx.requireCall("base-2022")
            let id = try tx.startApplication(to: call, organisation: museum, venue: nil, category: nil, by: host)
            try tx.saveApplication(id, ApplicationBody(["intro": "x", "days": "300"]), seen: try tx.requireApplication(id).version, by: host)
            try tx.step(id, ApplicationStep(.submit, recommender: district), by: host)
            try tx.step(id, ApplicationStep(.giveBack, says: "Since when?"), by: recommender)
            try tx.saveApplication(id, ApplicationBody(["intro": "y", "days": "300"]), seen: try tx.requireApplication(id).version, by: host)
            try tx.step(id, ApplicationStep(.submit), by: host)
            try tx.step(id, ApplicationStep(.recommend, says: ""), by: recommender)
            try tx.step(id, ApplicationStep(.pass), by: office)
            return id
        }
        for name in ["e1", "e2"] {
            _ = try await world.identity(name, .expert, over: .all)
            try await world.expert(name)
        }
        _ = try await world.database.write { tx in try tx.assignExperts(in: try tx.requireCall("base-2022"), by: office) }
        #expect(try await told("host", world) == ["Returned to you: First call", "Recommended: First call", "Passed the formal review: First call"])
        #expect(try await told("district", world) == ["To recommend: Museum One", "To recommend: Museum One"])
        #expect(try await told("office", world) == ["To be checked: Museum One"])
        #expect(try await told("e1", world) == ["To score: First call"])
        // A blind review names nobody, in mail either.
        let letters = try await world.database.read { tx -> [String] in
            let account = try #require(try tx.account(login: "e1@example.org")).account.id
            return try tx.messages(of: account, limit: 9).compactMap { $0.content.map { "\($0.subject) \($0.body) \($0.path ?? "")" } }
        }
        #expect(!letters.joined().contains("Museum") && !letters.joined().contains("一号馆") && !letters.joined().contains(id.text))
        #expect(try await told("host", world).count == 3)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aTitleRemindsNinetyDaysBeforeItsEndOnce(_ engine: TestEngine) async throws {
        // Valid until 30 December 2029: ninety days before is 1 October.
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1}")
        _ = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        try await remind(world, ["2029-09-30"])
        #expect(try await told("host", world) == [])
        try await remind(world, ["2029-10-01", "2029-10-02", "2029-12-30"])
        #expect(try await told("host", world) == ["A title ends soon: Demonstration base"])
        // Renewed until a leap day, it reminds anew, ninety days before that: 1 December 2031.
        try await world.database.write { tx in try tx.execute("UPDATE calls_title SET valid_until = '2032-02-29' WHERE id = \(title)") }
        try await remind(world, ["2031-11-30"])
        #expect(try await told("host", world).count == 1)
        try await remind(world, ["2031-12-01", "2032-02-29", "2032-03-01"])
        #expect(try await told("host", world).count == 2)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func afterAnOutageWhatWasOvertakenIsNotSaidAnyMore(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1, months_to_rectify: 6}")
        let office = try await world.identity("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        world.clock.set("2023-01-01T02:00:00Z")
        try await world.turnAssessments()
        let id = try #require(try await world.assessments(title).first?.id)
        // Open until 1 March: fourteen days before is 15 February.
        try await remind(world, ["2023-01-05", "2023-02-14"])
        #expect(try await told("host", world) == ["Assessment of 2022: Demonstration base"])
        try await remind(world, ["2023-02-15", "2023-02-16"])
        #expect(try await told("host", world).last == "Assessment ends soon: Demonstration base")
        try await world.database.write { tx in
            try tx.step(id, .file, says: "x", by: host)
            try tx.step(id, .rectify, says: "The stairs", by: office)
        }
        #expect(try await world.assessments(title).first?.rectifyUntil == day("2023-08-16"))
        let before = try await told("host", world).count
        // The program stood still from 17 July to 10 August: thirty days are over, seven are not, and one letter says so.
        try await remind(world, ["2023-07-16", "2023-08-10", "2023-08-11"])
        #expect(try await told("host", world).last == "To be put right soon: Demonstration base")
        #expect(try await told("host", world).count == before + 1)
        await world.database.close()
    }

    @Test func windowsOfReminders() {
        let today = day("2023-12-20")
        #expect(Reminder.rectification30.window(on: today) == (day("2023-12-28"), day("2024-01-19")))
        #expect(Reminder.rectification7.window(on: today) == (day("2023-12-20"), day("2023-12-27")))
        #expect(Reminder.assessment14.window(on: day("2024-02-15")) == (day("2024-02-15"), day("2024-02-29")))
    }

    @Test(arguments: TestEngine.allCases) func listedGrantedRevoked(_ engine: TestEngine) async throws {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1}")
        _ = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        let office = try await world.identity("office", .organiser, over: .organisation(world.bureau.number))
        try await world.database.write { tx in
            try tx.tellHolder(ofNew: title)
            try tx.revoke(title, ground: "false-report", says: "报表不实", by: office)
        }
        #expect(try await told("host", world) == ["Granted: Demonstration base", "Revoked: Demonstration base"])
        await world.database.close()
    }
}
