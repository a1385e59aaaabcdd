import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Exclusions, ties, what experts know, named checks and how experts scored, over HTTP, on both engines.
@Suite struct ReviewPageTests {
    private static let file = CallWorld.file.replacing(
        "      blind: true\n", with: "      blind: true\n      checks: [{key: credit, name: {zh: \"信用核查\", en: \"Credit check\"}}]\n"
    ).replacing("    fields:\n      - {key: intro", with: "    categories:\n      - {key: halls, name: {zh: \"场馆\", en: \"Halls\"}}\n    fields:\n      - {key: intro")

    private static func submitted(_ world: CallWorld) async throws -> ID<Application> {
        let (museum, district) = (world.museums[0], world.district)
        let host = try await world.identity("owner", .host, over: .organisation(museum.number))
        return try await world.database.write { tx in
            let id = try tx.startApplication(to: try tx.requireCall("base-2022"), organisation: museum, venue: nil, category: "halls", by: host)
            try tx.saveApplication(id, ApplicationBody(["intro": "We", "days": "300"]), seen: 1, by: host)
            try tx.step(id, ApplicationStep(.submit, recommender: district), by: host)
            return id
        }
    }

    @Test(arguments: TestEngine.allCases) func anApplicantExcludesAnExpert(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let id = try await Self.submitted(world)
        let (district, museum) = (world.district, world.museums[0])
        let experts = try await world.database.write { tx in
            [try tx.addExpert(name: "李明", organisation: district, by: 0)]
        }
        let host = try await world.browser("host", .host, over: .organisation(museum.number))
        let path = "/desk/applications/\(id)/exclusions"
        #expect(try await host.go("/desk/applications/\(id)").html.contains(path))
        #expect(try await host.go(path).text.contains("李明 (District Office)"))
        let silent = try await host.submit(path, ["expert": experts[0].text, "says": ""])
        #expect(silent.status == 422)
        #expect(try await host.submit(path, ["expert": experts[0].text, "says": "A rival"]).text.contains("At most 1; 1 so far."))
        #expect(try await host.go(path).form(to: path) == nil, "one may be excluded, and one is")
        #expect(try await world.database.read { tx in try tx.exclusions(of: id).map(\.expertID) } == [experts[0]])
        try await host.go(path)
        #expect(try await host.submit(path + "/\(experts[0])/removal").text.contains("Taken back."))
        // Another unit has nothing to exclude here.
        let other = try await world.browser("other", .host, over: .organisation(world.museums[1].number))
        #expect(try await other.go(path).status == 404)
        await world.database.close()
    }

    /// Where the review is blind, what an expert declares must not tell which unit is behind a sheet.
    @Test(arguments: TestEngine.allCases, [true, false]) func anExpertDeclaresATie(_ engine: TestEngine, _ isBlind: Bool) async throws {
        let world = try await CallWorld.make(engine, isBlind ? Self.file : Self.file.replacing("      blind: true\n", with: ""))
        let id = try await Self.submitted(world)
        let office = try await world.identity("runner", .organiser, over: .organisation(world.bureau.number))
        let forwarder = try await world.identity("forwarder", .recommender, over: .organisation(world.district.number))
        let expert = try await world.browser("e1", .expert, over: .all)
        let expertID = try await world.expert("e1")
        let bureau = world.bureau
        let given = try await world.database.write { tx -> Int in
            try tx.step(id, ApplicationStep(.recommend), by: forwarder)
            try tx.step(id, ApplicationStep(.pass), by: office)
            return try tx.assignExperts(in: try tx.requireCall("base-2022"), by: office).given
        }
        #expect(given == 1)
        try await expert.go("/desk/ties")
        let noted = try await expert.submit("/desk/ties", ["organisation": world.museums[0].text, "kind": "worked", "says": "Director until 2020"])
        #expect(noted.text.contains("It is noted.") && noted.text.contains("Museum One"), "\(noted.text)")
        // The sheet that was not signed is given up with it, and is not given again.
        let state = try await world.database.read { tx in try tx.sheet(id, expertID)?.state }
        #expect(state == (isBlind ? .assigned : .declined))
        let again = try await world.database.write { tx in try tx.assignExperts(in: try tx.requireCall("base-2022"), by: office).given }
        #expect(again == 0)
        try await expert.go("/desk/ties")
        #expect(try await expert.submit("/desk/ties/removal").text.contains("It is removed."))
        #expect(try await world.database.read { tx in try tx.ties(of: expertID) }.isEmpty)
        // Who is no expert has no ties.
        let plain = try await world.browser("plain", .expert, over: .organisation(bureau.number))
        #expect(try await plain.go("/desk/ties").status == 404)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatAnExpertKnowsIsChosenAmongCategories(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        try await office.go("/desk/experts")
        let wrong = try await office.submit("/desk/experts", ["name": "李明", "fields": "cooking"])
        #expect(wrong.status == 422 && wrong.text.contains("Choose one of the values offered."))
        try await office.go("/desk/experts")
        #expect(try await office.submit("/desk/experts", ["name": "李明", "fields": "halls"]).text.contains("Halls"))
        #expect(try await world.database.read { tx in try tx.experts().map(\.fields) } == [["halls"]])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aCheckIsNotedAtTheApplication(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let id = try await Self.submitted(world)
        let identity = try await world.identity("runner", .organiser, over: .organisation(world.bureau.number))
        let forwarder = try await world.identity("forwarder", .recommender, over: .organisation(world.district.number))
        try await world.database.write { tx in
            try tx.step(id, ApplicationStep(.recommend), by: forwarder)
            try tx.step(id, ApplicationStep(.pass), by: identity)
        }
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let path = "/desk/calls/base-2022/applications/\(id)"
        let early = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in try tx.step(id, ApplicationStep(.propose), by: identity) }
        }
        #expect(early?.code == "check-missing")
        try await office.go(path)
        let silent = try await office.submit(path + "/checks", ["passed": "0", "says": ""])
        #expect(silent.status == 422 && silent.text.contains("Say why it was not passed."))
        try await office.go(path)
        #expect(try await office.submit(path + "/checks", ["passed": "1"]).text.contains("It is noted as passed."))
        try await world.database.write { tx in try tx.step(id, ApplicationStep(.propose), by: identity) }
        #expect(try await world.state(id) == .proposed)
        #expect(try await office.go("/desk/calls/base-2022/judging").text.contains("No sheet is signed yet"))
        await world.database.close()
    }
}
