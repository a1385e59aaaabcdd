import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits
@testable import Resources
@testable import Rounds

/// What a round gave becomes loans: all with one button, each once, and what cannot be lent is named.
struct AwardLoanTests {
    /// The optics exhibits are a set of the office, of which there are two; the round is settled with two for Anding and one for Lantian.
    private static func settled(_ engine: TestEngine, period: Bool = true) async throws -> (world: RoundWorld, anding: ID<RoundDeclaration>, lantian: ID<RoundDeclaration>) {
        let resource = """
            resources:
              - {key: optics-set, name: {zh: "光学套展", en: "Optics set"}, kind: exhibit-set, organisation: office, summary: {zh: "一套。", en: "A set."}}
            rounds:
            """
        let file = RoundWorld.file.replacing("rounds:", with: resource).replacing("sets: 3,", with: "sets: 3, resource: optics-set,")
        let world = try await RoundWorld.make(engine, file: file)
        let anding = try await declare(world, "anding", 2, 8_000, ("2023-04-10", "2023-05-09"), period)
        let lantian = try await declare(world, "lantian", 1, 4_000, ("2023-05-11", "2023-05-31"), period)
        try await world.acceptAll([anding, lantian])
        world.clock.set("2023-03-13T02:00:00Z")
        let office = try await world.office
        try await office.go("/desk/rounds/exhibits-2023/trial")
        try await office.submit("/desk/rounds/exhibits-2023/publication")
        let early = try await office.go("/desk/rounds/exhibits-2023/loans")
        #expect(early.text.contains("Once the round is settled"), "\(early.text)")
        world.clock.set("2023-03-23T02:00:00Z")
        let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])
        try await world.database.write { tx in try tx.settle("exhibits-2023", by: program) }
        return (world, anding, lantian)
    }

    private static func declare(_ world: RoundWorld, _ unit: String, _ sets: Int, _ pupils: Int, _ days: (String, String), _ hasPeriod: Bool) async throws -> ID<RoundDeclaration> {
        let (host, id) = try await world.prepare(unit, optics: sets, pupils: pupils)
        if hasPeriod {
            try await host.go("/desk/declarations/\(id)")
            let half = try await host.submit("/desk/declarations/\(id)", ["use_from": days.0, "use_to": "", "act": "preview"])
            #expect(half.text.contains("Give the first and the last day of use, or neither."), "\(half.text)")
            try await host.go("/desk/declarations/\(id)")
            let page = try await host.submit("/desk/declarations/\(id)", ["use_from": days.0, "use_to": days.1, "act": "preview"])
            #expect(page.text.contains("Days of use wished"), "\(page.text)")
        }
        #expect(try await host.submit("/desk/declarations/\(id)/steps", ["event": "submit"]).text.contains("It is handed in."))
        return id
    }

    private static func addSets(_ world: RoundWorld, _ numbers: [String]) async throws {
        try await world.database.write { tx in
            let exhibit = try #require(try tx.exhibit(key: "optics-set"))
            for number in numbers { _ = try tx.addPiece(of: exhibit, number: number, place: "", by: 0) }
        }
    }

    private static func loans(_ world: RoundWorld) async throws -> [String] {
        try await world.database.read { tx in
            try tx.rows(
                """
                SELECT o.key, l.from_day, l.to_day, l.hold_from, l.hold_to, l.state, l.wanted, (SELECT COUNT(*) FROM exhibits_loan_piece p WHERE p.loan_id = l.id AND p.is_live = 1) AS held
                FROM exhibits_loan l JOIN view_venues_organisation o ON o.id = l.borrower_id ORDER BY l.id
                """) { row in
                let days = try ["from_day", "to_day", "hold_from", "hold_to"].map { try row.text($0) }.joined(separator: " ")
                return "\(try row.text("key")) \(days) \(try row.text("state")) \(try row.int("held"))/\(try row.int("wanted"))"
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func oneButtonReservesAllAndNamesWhatIsLeft(_ engine: TestEngine) async throws {
        let (world, anding, lantian) = try await Self.settled(engine)
        let page = "/desk/rounds/exhibits-2023/loans"
        // Nothing is there to be lent.
        let none = try await world.office
        try await none.go(page)
        let left = try await none.submit(page)
        #expect(left.status == 422 && left.text.contains("Anding Museum, Optics exhibits: Of 0 there are only 0 free"), "\(left.text)")
        #expect(try await Self.loans(world).isEmpty)

        // Two sets: Anding has both; what comes back on 12 May with the days of service cannot be at Lantian on 8 May.
        try await Self.addSets(world, ["G1", "G2"])
        try await none.go(page)
        let some = try await none.submit(page)
        #expect(some.status == 422 && some.text.contains("1 loan made.") && some.text.contains("Lantian Museum, Optics exhibits: Of 2 there are only 0 free"), "\(some.text)")
        #expect(try await Self.loans(world) == ["anding 2023-04-10 2023-05-09 2023-04-07 2023-05-12 reserved 2/2"])
        try await Self.addSets(world, ["G3"])
        try await none.go(page)
        #expect(try await none.post(page, ["csrf": none.page.forms.compactMap { $0["csrf"] }.first ?? "", "declaration": lantian.text, "lot": "optics"]).text.contains("1 loan made."))
        let expected = ["anding 2023-04-10 2023-05-09 2023-04-07 2023-05-12 reserved 2/2", "lantian 2023-05-11 2023-05-31 2023-05-08 2023-06-03 reserved 1/1"]
        #expect(try await Self.loans(world) == expected)

        // Pressed again it makes nothing; the award shows its loan and the loan its award.
        let again = try await world.office
        #expect(try await again.go(page).text.contains("Reserve all") == false)
        let done = try await again.post(page, ["csrf": again.page.forms.compactMap { $0["csrf"] }.first ?? ""])
        #expect(done.text.contains("0 loans made."), "\(done.status) \(done.text)")
        #expect(try await Self.loans(world) == expected)
        let host = try await world.host("anding")
        let own = try await host.go("/desk/declarations/\(anding)")
        let address = try #require(own.links.first { $0.hasPrefix("/desk/loans/") })
        let loan = try await host.go(address)
        #expect(loan.text.contains("Made for an award of 2 sets: Exhibits of 2023"), "\(loan.text)")
        #expect(try await world.host("yanta").go(address).status == 403)

        // What is reserved is not given back; once the loan is withdrawn it is, and goes on to nobody twice.
        try await host.go("/desk/declarations/\(anding)")
        let held = try await host.submit("/desk/declarations/\(anding)/returns", ["sets": "1"])
        #expect(held.status == 422 && held.text.contains("2 sets are reserved for you by a loan."), "\(held.text)")
        try await host.go(address)
        try await host.submit(address + "/borrowing", ["event": "withdraw"])
        try await host.go("/desk/declarations/\(anding)")
        #expect(try await host.submit("/desk/declarations/\(anding)/returns", ["sets": "1"]).text.contains("Given back"))
        try await again.go(page)
        #expect(try await again.submit(page).text.contains("1 loan made."))
        #expect(try await Self.loans(world).last == "anding 2023-04-10 2023-05-09 2023-04-07 2023-05-12 reserved 1/1")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whoWishedNoDaysIsGivenThose(_ engine: TestEngine) async throws {
        let (world, _, _) = try await Self.settled(engine, period: false)
        try await Self.addSets(world, ["G1", "G2", "G3"])
        let office = try await world.office, page = "/desk/rounds/exhibits-2023/loans"
        try await office.go(page)
        let none = try await office.submit(page)
        #expect(none.status == 422 && none.text.contains("No days of use are stated."), "\(none.text)")
        #expect(try await office.submit(page, ["from": "2023-05-02", "to": "2023-05-01"]).text.contains("Give both days"))
        try await office.go(page)
        #expect(try await office.submit(page, ["from": "2023-05-01", "to": "2023-05-20"]).text.contains("2 loans made."))
        #expect(try await Self.loans(world).count == 2)
        #expect(try await world.host("anding").go(page).status == 403)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func pressedTwiceAtOnceMakesEachOnce(_ engine: TestEngine) async throws {
        let (world, _, _) = try await Self.settled(engine)
        try await Self.addSets(world, ["G1", "G2", "G3", "G4", "G5", "G6"])
        let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)]), database = world.database
        let made = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try await database.write { tx in try tx.lendAwards(of: "exhibits-2023", by: program).made } } }
            return try await group.reduce(into: 0) { $0 += $1 }
        }
        #expect(made == 2)
        #expect(try await Self.loans(world).map { $0.hasSuffix("2/2") || $0.hasSuffix("1/1") } == [true, true])
        await world.database.close()
    }
}
