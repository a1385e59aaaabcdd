import Access
import Activities
import App
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Assessments for programs: whose they are, and what of them is told.
@Suite struct AssessmentListTests {
    @Test(arguments: TestEngine.allCases) func forWhoeverFilesAndWhoeverRates(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), museum = try await world.museum
        let host = try await world.program(.host, over: .organisation(museum.number), [Calls.apply])
        let office = try await world.program(.organiser, over: .organisation(museum.number), [Calls.review])
        for (reader, page) in [(host, "/desk/titles/assessments/"), (office, "/desk/assessments/")] {
            let list = try await reader.get("/assessments?state=filed&year=2025&scheme=base")
            let one = try #require(try list.items.first), id = try #require(one["id"] as? String)
            #expect(one["page"] as? String == page + id && one["due_on"] as? String == "2026-03-01" && one["says"] as? String == "filed-words")
            #expect(one["records"] as? [String: Int] == ["activities-held": 7] && one["holder"] as? [String: String] == ["zh": "科技馆", "en": "Museum"])
            let answers = try #require(one["answers"] as? [[String: Any]])
            #expect(answers.map { $0["key"] as? String } == ["held", "proof"] && answers[0]["answer"] as? String == "12" && answers[0]["known"] as? Int == 7)
            #expect((answers[1]["files"] as? [[String: Any]])?.map { $0["name"] as? String } == ["filed.pdf"])
            // What is typed or attached and not filed is told to nobody.
            #expect(!list.text.contains("typed"), "\(list.text)")
            let alone = try await reader.get("/assessments/\(id)")
            #expect(try alone.status == 200 && alone.string("id") == id && !alone.text.contains("typed"))
            #expect(try await reader.get("/assessments?state=open").items.isEmpty)
        }
        await world.kepu.database.close()
    }

    @Test func othersHaveNone() async throws {
        let world = try await World.make(.sqlite), museum = try await world.museum
        let id = try await world.kepu.database.read { tx in try tx.row("SELECT id FROM calls_assessment") { try $0.id("id", Assessment.self) } }
        let path = "/assessments/\(try #require(id))"
        // Another unit's host and another authority's office hold the permission, and see nothing.
        for other in [try await world.program(.host, over: .organisation(7), [Calls.apply]), try await world.program(.organiser, over: .region(["510000"]), [Calls.review])] {
            #expect(try await other.get("/assessments").items.isEmpty)
            #expect(try await other.get(path).status == 404)
        }
        // A token that does not carry the permission, and none at all.
        let narrow = try await world.program(.organiser, over: .organisation(museum.number), [Activities.enter])
        #expect(try await narrow.get("/assessments").status == 403)
        #expect(try await world.ask("/api/v1" + path).status == 401)
        for (address, parameter) in [("state=lost", "state"), ("year=x", "year"), ("cursor=x", "cursor")] {
            let seen = try await world.administrator().get("/assessments?" + address)
            #expect(try seen.status == 400 && seen.string("parameter") == parameter, "\(seen.text)")
        }
        await world.kepu.database.close()
    }
}
