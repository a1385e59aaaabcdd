import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Checks that must be passed and days of notices: Qinghai, Mentougou, the transport base (domain.md §3.1).
@Suite struct ReviewSchemeTests {
    @Test(arguments: TestEngine.allCases) func qinghaiChecksCredit(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "qinghai-provincial-base", authority: "qinghai-science-and-technology-department", region: "630102")
        let (id, office, host) = (try await one.apply(0), one.office, one.hosts[0])
        func check(_ step: String, _ isPassed: Bool, _ says: String, by identity: Identity) async throws -> String? {
            try await one.refused { try await one.database.write { tx in try tx.check(id, step, isPassed: isPassed, says: says, by: identity) } }
        }
        #expect(try await check("credit", true, "", by: office) == "check-late")
        try await one.step(id, .recommend, by: one.district)
        try await one.step(id, .pass, by: office)
        #expect(try await one.refused { try await one.step(id, .propose, by: office) } == "check-missing")
        #expect(try await check("beauty", true, "", by: office) == "no-check")
        #expect(try await check("credit", true, "", by: host) != nil)
        #expect(try await check("credit", false, "", by: office) == "check-says")
        #expect(try await check("credit", false, "On the list of those who did not pay", by: office) == nil)
        #expect(try await one.refused { try await one.step(id, .propose, by: office) } == "check-failed")
        #expect(try await check("credit", true, "Paid since", by: office) == nil)
        try await one.step(id, .propose, by: office)
        #expect(try await one.state(id) == .proposed)
        #expect(try await one.database.read { tx in try tx.checks(of: id)["credit"]?.says } == "Paid since")
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func mentougouStandsForSevenWorkingDays(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "mentougou-district-base", authority: "mentougou-base-authority", region: "110109")
        let id = try await one.apply(0)
        try await one.propose([id])
        one.at("2023-04-03")
        // Over Qingming: the 5th is off.
        let notice = try await one.notice(one.draft([.init(applicationID: id)], begin: "2023-04-03"))
        let found = try await one.database.read { tx in try tx.requireNotice(notice) }
        #expect(found.end == day("2023-04-12") && found.workdays == 7)
        #expect(try await one.refused { _ = try await one.notice(one.draft([.init(applicationID: id)], begin: "2023-04-03", end: "2023-04-20")) } == "notice-end")
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func transportNamesTheLastDay(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "national-transport-base", authority: "ministry-of-transport", region: "610113")
        let id = try await one.apply(0)
        try await one.propose([id])
        one.at("2023-12-18")
        #expect(try await one.refused { _ = try await one.notice(one.draft([.init(applicationID: id)], begin: "2023-12-18", end: "2023-12-21")) } == "notice-short")
        // As in 2020, from the 18th to the 25th: six working days.
        let notice = try await one.notice(one.draft([.init(applicationID: id)], begin: "2023-12-18", end: "2023-12-25"))
        let found = try await one.database.read { tx in try tx.requireNotice(notice) }
        #expect(found.end == day("2023-12-25") && found.workdays == 6)
        one.at("2023-12-25")
        #expect(try await one.carryOut(notice).waiting == 1)
        one.at("2023-12-26")
        #expect(try await one.carryOut(notice).done == [.granted: 1])
        await one.database.close()
    }
}
