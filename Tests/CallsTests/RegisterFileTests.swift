import Foundation
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// The register's open data: the same filters, a mark at its head, nothing that a spreadsheet would run.
@Suite struct RegisterFileTests {
    /// Three museums' titles: one in force, one revoked, one of a unit with a name that looks like a formula.
    private func world(_ engine: TestEngine) async throws -> CallWorld {
        let (world, _) = try await AssessmentTests.titled(engine, "{years: 1}")
        try await world.database.write { [museums = world.museums] tx in
            let scheme = try #require(try tx.scheme(key: "base"))
            try tx.execute("UPDATE calls_title SET region = '610113'")
            for (number, state) in [(1, "revoked"), (2, "valid")] {
                let id: ID<Title> = tx.newID()
                try tx.execute(
                    """
                    INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, region, granted_on, valid_until, state, ended_on, ground, status_index)
                    VALUES (\(id), \("code\(number)"), \("2022-00\(number + 1)"), \(scheme.id), \(scheme.version), \(museums[number]), '510104', '2022-12-31', '2029-12-30',
                        \(state), \(state == "revoked" ? "2023-01-01" : nil), \(state == "revoked" ? "=1+1" : ""), \(number))
                    """)
            }
        }
        return world
    }

    @Test(arguments: TestEngine.allCases) func holdWhatTheFiltersLeave(_ engine: TestEngine) async throws {
        let world = try await world(engine)
        let browser = Browser(world.site)
        let csv = try await browser.go("/register.csv")
        #expect(csv.headers["content-type"] == "text/csv" && csv.html.hasPrefix("\u{FEFF}Holder,Title"), "\(csv.html.prefix(60))")
        let rows = csv.html.split(separator: "\r\n")
        #expect(rows.count == 4 && csv.html.contains("'=1+1") && csv.html.contains("Museum Three"))
        for (question, numbers) in [
            ("", ["2022-001", "2022-002", "2022-003"]), ("?state=past", ["2022-002"]), ("?region=610000", ["2022-001"]), ("?q=three", ["2022-003"]), ("?q=100%25", []),
            ("?scheme=other", []),
        ] {
            let answer = try await browser.go("/register.json" + question)
            let json = try #require(try JSONSerialization.jsonObject(with: Data(answer.html.utf8)) as? [String: Any])
            let titles = try #require(json["titles"] as? [[String: Any]])
            #expect(titles.compactMap { $0["number"] as? String } == numbers, "\(question)")
            #expect(json["count"] as? Int == numbers.count)
            let page = try await browser.go("/register" + question)
            #expect(page.text.contains(numbers.count == 1 ? "1 title" : "\(numbers.count) titles"), "\(question)")
        }
        #expect(try await browser.go("/register.csv?region=999999").status == 400)
        #expect(try await browser.go("/register.csv?page=2").status == 400)
        #expect(try await browser.go("/register?region=610000").text.contains("Yanta"))
        await world.database.close()
    }
}
