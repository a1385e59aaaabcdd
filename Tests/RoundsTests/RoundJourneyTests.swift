import Access
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Rounds

/// From the open round to the settled one, as a county museum, the office and the supervision office see it.
struct RoundJourneyTests {
    @Test(arguments: TestEngine.allCases) func theLastSecondCountsAndTheNextDoesNot(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let (yanta, first) = try await world.prepare("yanta", optics: 1, pupils: 20_000)
        let (huyi, second) = try await world.prepare("huyi", optics: 1, pupils: 20_000)
        // 18:00 in Beijing is 10:00 UTC.
        world.clock.set("2023-03-10T09:59:00Z")
        let yantaLate = try await world.host("yanta"), huyiLate = try await world.host("huyi")
        yantaLate.back(to: try await yantaLate.go("/desk/declarations/\(first)/preview"))
        try await huyiLate.go("/desk/declarations/\(second)/preview")
        world.clock.set("2023-03-10T09:59:59Z")
        #expect(try await yantaLate.submit("/desk/declarations/\(first)/steps", ["event": "submit"]).text.contains("It is handed in."))
        world.clock.set("2023-03-10T10:00:00Z")
        let late = try await huyiLate.submit("/desk/declarations/\(second)/steps", ["event": "submit"])
        #expect(late.status == 422 && late.text.contains("what comes later counts as given up for this round"), "\(late.status) \(late.text)")
        #expect(try await world.declaration("yanta").state == .submitted)
        #expect(try await world.declaration("huyi").state == .draft)
        _ = (yanta, huyi)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func returnedMendedAllocatedPublishedAppealedAndSettled(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let yanta = try await world.declare("yanta", optics: 2, pupils: 40_000)
        let huyi = try await world.declare("huyi", optics: 1, pupils: 10_000)
        let lantian = try await world.declare("lantian", optics: 2, pupils: 4_000)
        let anding = try await world.declare("anding", optics: 2, pupils: 8_000)

        // Returned with a reason, which is needed; mended and handed in again.
        let office = try await world.office
        try await office.go("/desk/rounds/exhibits-2023?state=submitted")
        #expect(try await office.post("/desk/rounds/exhibits-2023/decisions", ["csrf": office.page.forms[0]["csrf"] ?? "", "declaration": huyi.text, "event": "return"]).text.contains("Give the reason"))
        try await office.go("/desk/rounds/exhibits-2023/declarations/\(huyi)")
        try await office.submit("/desk/rounds/exhibits-2023/declarations/\(huyi)", ["event": "return", "says": "请核对学生数"])
        let host = try await world.host("huyi")
        #expect(try await host.go("/desk/declarations/\(huyi)").text.contains("请核对学生数"))
        try await host.submit("/desk/declarations/\(huyi)", ["f-pupils": "20000", "act": "preview"])
        #expect(host.page.text.contains("80,000 yuan") && host.page.text.contains("50 points now"), "\(host.page.text)")
        try await host.submit("/desk/declarations/\(huyi)/steps", ["event": "submit"])
        let batch = try await world.office
        try await batch.go("/desk/rounds/exhibits-2023?state=submitted")
        #expect(try await batch.submit("/desk/rounds/exhibits-2023/decisions", ["event": "accept"]).text.contains("Tick the declarations"))
        try await batch.go("/desk/rounds/exhibits-2023?state=submitted")
        #expect(try await batch.submit("/desk/rounds/exhibits-2023/decisions", ["declaration": yanta.text, "event": "accept"]).text.contains("1 declaration decided."))
        try await world.acceptAll([huyi, lantian, anding])
        let paper = try await host.go("/desk/declarations/\(huyi)/form.pdf")
        #expect(paper.status == 200 && paper.bytes.starts(with: Array("%PDF".utf8)), "\(paper.status)")
        let mark = try await String(world.declaration("huyi").digest.prefix(16))
        #expect(try await world.visitor.go("/rounds/exhibits-2023/forms/2-\(mark)").text.contains("of the version that counts."))
        #expect(try await world.visitor.go("/rounds/exhibits-2023/forms/1-\(mark)").text.contains("not of the version that counts"))

        // Not before the close; tried before it is published.
        #expect(try await world.office.go("/rounds/exhibits-2023").text.contains("The result") == false)
        world.clock.set("2023-03-13T02:00:00Z")
        let later = try await world.office
        let trial = try await later.go("/desk/rounds/exhibits-2023/trial")
        #expect(trial.status == 200 && trial.text.contains("4 units asked for 7 sets; 2 received 3 sets."), "\(trial.status) \(trial.text)")
        let published = try await later.submit("/desk/rounds/exhibits-2023/publication")
        #expect(published.text.contains("The result is public"), "\(published.text)")

        // By need: Anding 68, Lantian 64, Huyi 50, Yanta 40; two of three go to Anding, the third to Lantian.
        #expect(try await Self.given(world) == ["yanta": 0, "huyi": 0, "lantian": 1, "anding": 2])
        let seen = try await world.visitor.go("/rounds/exhibits-2023")
        #expect(seen.text.contains("1 Anding Museum") && seen.text.contains("Optics exhibits 2 / 2") && seen.text.contains("How fair it is"), "\(seen.text)")
        let told = try await world.host("huyi").go("/desk/declarations/\(huyi)")
        #expect(told.text.contains("50 points: place 3 of 4, 2 in your province."), "\(told.text)")
        #expect(told.text.contains("the 3 sets went to units with higher scores; the last one placed had 64, you have 50. You are number 2 on the waiting list."), "\(told.text)")

        // An appeal: the pupils were 40,000. Upheld, it changes the result, and says so.
        let appealing = try await world.host("huyi")
        try await appealing.go("/desk/declarations/\(huyi)")
        #expect(try await appealing.submit("/desk/declarations/\(huyi)/appeals", ["text": "学生数应为 40000"]).text.contains("The appeal is filed"))
        let supervisor = try await world.supervisor
        try await supervisor.go("/desk/appeals")
        let address = try #require(supervisor.page.links.first { $0.hasPrefix("/desk/appeals/") })
        try await supervisor.go(address)
        #expect(try await supervisor.submit(address, ["event": "uphold", "says": "属实"]).text.contains("Choose which fact is put right"))
        let decided = try await supervisor.submit(address, ["event": "uphold", "criterion": "pupils", "value": "40000", "says": "教育局统计表属实"])
        #expect(decided.text.contains("It is decided; the unit is told."), "\(decided.text)")
        #expect(try await Self.given(world) == ["yanta": 0, "huyi": 1, "lantian": 0, "anding": 2])
        let again = try await world.visitor.go("/rounds/exhibits-2023")
        #expect(again.text.contains("The appeal of “Huyi Museum” was upheld: “Pupils” is put right to “40,000 pupils”; allocated again, 2 units' sets change."), "\(again.text)")

        // Settled once the days for appeals are over; sets given back go to the next who waits.
        world.clock.set("2023-03-17T02:00:00Z")
        #expect(try await Self.settle(world)?.code == "round-not-appealed")
        world.clock.set("2023-03-21T02:00:00Z")
        #expect(try await Self.settle(world) == nil)
        #expect(try await world.database.read { tx in try tx.number("SELECT COALESCE(SUM(sets), 0) FROM view_rounds_award") } == 3)
        let giving = try await world.host("anding")
        let settled = try await giving.go("/desk/declarations/\(anding)")
        #expect(settled.text.contains("The round is settled: the sets can be handed over. The office tells you how"), "\(settled.text)")
        #expect(try await Self.isTold(world, "anding"))
        #expect(try await Self.isTold(world, "yanta") == false)
        try await giving.go("/desk/declarations/\(anding)")
        #expect(try await giving.submit("/desk/declarations/\(anding)/returns", ["sets": "3"]).text.contains("no more than you have"))
        #expect(try await giving.submit("/desk/declarations/\(anding)/returns", ["sets": "2"]).text.contains("Given back"))
        // Shaanxi may have two: Huyi has one, Lantian (64) receives the other; the third is left for nobody.
        #expect(try await Self.given(world) == ["yanta": 0, "huyi": 1, "lantian": 1, "anding": 0])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whoMayNotDeclareIsToldWhy(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine, file: RoundWorld.file.replacing("most_per_unit: 2", with: "who: {regions: [\"610000\"], levels: [county]}"))
        let host = try await world.host("anding")
        try await host.go("/desk/rounds/exhibits-2023/declare")
        let page = try await host.submit("/desk/rounds/exhibits-2023/declare", ["unit": try #require(world.units["anding"]).text])
        #expect(page.status == 422 && page.text.contains("This round is not for the region in which your unit sits."), "\(page.status) \(page.text)")
        // Somebody else's declaration does not exist for them.
        let id = try await world.declare("huyi", optics: 1, pupils: 1)
        #expect(try await host.go("/desk/declarations/\(id)").status == 404)
        #expect(try await host.go("/desk/rounds").status == 403)
        await world.database.close()
    }

    private static func given(_ world: RoundWorld) async throws -> [String: Int] {
        try await world.database.read { tx in
            let found = try tx.rows(
                """
                SELECT o.key, CAST(SUM(w.given) AS BIGINT) AS sets FROM rounds_want w JOIN rounds_declaration d ON d.id = w.declaration_id
                JOIN view_venues_organisation o ON o.id = d.organisation_id GROUP BY o.key
                """) { (try $0.text("key"), try $0.int("sets")) }
            return Dictionary(uniqueKeysWithValues: found)
        }
    }

    /// Whether somebody of the unit has a letter saying that the round is settled.
    private static func isTold(_ world: RoundWorld, _ unit: String) async throws -> Bool {
        let id = try #require(world.units[unit]).number
        return try await world.database.read { tx in
            try tx.holders(of: .host, exactlyOver: .organisation(id)).contains { account in
                try tx.messages(of: account, limit: 50).contains { $0.content?.subject.en.hasPrefix("Settled: ") == true }
            }
        }
    }

    /// What the office is refused; nil: it is settled.
    private static func settle(_ world: RoundWorld) async throws -> Refusal? {
        let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])
        do {
            try await world.database.write { tx in try tx.settle("exhibits-2023", by: program) }
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}
