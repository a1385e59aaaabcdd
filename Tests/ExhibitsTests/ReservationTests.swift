import Access
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits
@testable import Resources

/// Nothing is promised twice on one day, alone or as a part of a set, whoever asks at once.
struct ReservationTests {
    private func code(_ work: () async throws -> Void) async -> String {
        do { try await work() } catch let refusal as Refusal { return refusal.code } catch { return "\(error)" }
        return "done"
    }

    @Test(arguments: TestEngine.allCases) func daysOfTransportCountToo(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W1")
        let (first, touching, apart) = (
            try await world.ask(world.wing, "2026-04-10", "2026-04-20"), try await world.ask(world.wing, "2026-04-23", "2026-04-25"),
            try await world.ask(world.wing, "2026-04-24", "2026-04-25")
        )
        try await world.reserve(first, [wing], before: 2, after: 3)
        #expect(await code { try await world.reserve(touching, [wing]) } == "loan-taken")
        #expect(try await world.state(touching) == .asked)
        #expect(await code { try await world.reserve(apart, [wing]) } == "done")
    }

    @Test(arguments: TestEngine.allCases) func aSetAndItsPartsHinderEachOther(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let (set, prism) = try await world.wholeSet("S1")
        let (part, whole, later) = (
            try await world.ask(world.prism, "2026-04-10", "2026-04-12"), try await world.ask(world.set, "2026-04-01", "2026-04-30"),
            try await world.ask(world.prism, "2026-05-30", "2026-06-02")
        )
        try await world.reserve(part, [prism])
        #expect(await code { try await world.reserve(whole, [set]) } == "loan-taken")
        try await world.database.write { tx in try tx.step(part, .withdraw, by: ExhibitWorld.program) }
        try await world.reserve(whole, [set])
        let again = try await world.ask(world.prism, "2026-04-30", "2026-05-01")
        #expect(await code { try await world.reserve(again, [prism]) } == "loan-taken")
        #expect(await code { try await world.reserve(later, [prism]) } == "done")
        let exhibit = world.set
        let free = try await world.database.read { tx in
            let days = try tx.occupation(of: exhibit, from: day("2026-03-30"), to: day("2026-06-30"))
            return ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01", "2026-05-31"].map { days.free(on: day($0)) }
        }
        #expect(free == [1, 0, 0, 1, 0])
    }

    /// Forty takers of one thing on overlapping days: exactly one gets it.
    @Test(arguments: TestEngine.allCases) func oneOfManyAtOnceGetsIt(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let (set, prism) = try await world.wholeSet("S1")
        var takers: [(loan: ID<Loan>, piece: ID<Piece>)] = []
        for number in 0..<40 {
            let day = 1 + number % 9
            let isPart = number % 2 == 0
            takers.append((try await world.ask(isPart ? world.prism : world.set, "2026-05-0\(day)", "2026-05-10"), isPart ? prism : set))
        }
        let database = world.database
        let won = await withTaskGroup(of: Bool.self) { group in
            for taker in takers {
                group.addTask {
                    do {
                        try await database.write { tx in
                            try tx.reserve(taker.loan, ReservationDraft(pieces: [taker.piece], daysBefore: 0, daysAfter: 0), by: ExhibitWorld.program)
                        }
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(won == 1)
        let all = takers
        let states = try await world.database.read { tx in try all.map { try #require(try tx.loan($0.loan)).state } }
        #expect(states.count { $0 == .reserved } == 1 && states.count { $0 == .asked } == 39)
        #expect(try await world.database.read { try ExhibitChecks.twoLoans.run($0) } == [])
    }

    @Test(arguments: TestEngine.allCases) func whatIsRepairedIsFreeFromTheDayItIsPromised(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W1")
        let fault = try await world.database.write { tx in try tx.addFault(FaultDraft(piece: wing, source: .inspection, says: "断了"), by: nil) }
        let (soon, late) = (try await world.ask(world.wing, "2026-03-10", "2026-03-12"), try await world.ask(world.wing, "2026-03-21", "2026-03-22"))
        #expect(await code { try await world.reserve(late, [wing]) } == "loan-repair")
        try await world.database.write { tx in try tx.step(fault, FaultStep(event: .start, due: day("2026-03-20")), by: ExhibitWorld.program) }
        #expect(await code { try await world.reserve(soon, [wing]) } == "loan-repair")
        #expect(await code { try await world.reserve(late, [wing]) } == "done")
        // Past its day nobody knows any more.
        world.clock.set("2026-03-25T02:00:00Z")
        let exhibit = world.wing
        let free = try await world.database.read { tx in
            try tx.occupation(of: exhibit, from: day("2026-04-01"), to: day("2026-04-30")).free(on: day("2026-04-15"))
        }
        #expect(free == 0)
        try await world.database.write { tx in try tx.step(fault, FaultStep(event: .mend), by: ExhibitWorld.program) }
        #expect(try await world.thing(wing).state == .inService)
    }

    /// Packed early it is held from that day on, unless somebody else has it until then.
    @Test(arguments: TestEngine.allCases) func nothingIsTakenAwayBeforeItsDaysFromSomebodyElse(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W1"), exhibit = world.wing
        let (first, second) = (try await world.ask(exhibit, "2026-03-10", "2026-03-12"), try await world.ask(exhibit, "2026-03-20", "2026-03-22"))
        try await world.reserve(first, [wing])
        try await world.reserve(second, [wing])
        #expect(await code { try await world.deliver(second) } == "loan-early")
        #expect(try await world.state(second) == .reserved)
        #expect(await code { try await world.deliver(first) } == "done")
        let free = try await world.database.read { tx in
            try tx.occupation(of: exhibit, from: day("2026-03-01"), to: day("2026-03-31")).free(on: day("2026-03-05"))
        }
        #expect(free == 0)
        world.clock.set("2026-03-11T02:00:00Z")
        try await world.bringBack(first)
        // Back a day early: the day itself is over, the next is free.
        let days = try await world.database.read { tx in
            let days = try tx.occupation(of: exhibit, from: day("2026-03-01"), to: day("2026-03-31"))
            return ["2026-03-11", "2026-03-12", "2026-03-19", "2026-03-20"].map { days.free(on: day($0)) }
        }
        #expect(days == [0, 1, 1, 0])
    }

    @Test(arguments: TestEngine.allCases) func whatDoesNotFitIsLentWithAReasonOnly(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W1"), exhibit = world.wing, county = world.county
        try await world.database.write { tx in
            var sheet = ExhibitSheet()
            sheet.need = SiteNeed(area: 1000)
            try tx.put(sheet, members: [], of: try #require(try tx.exhibit(exhibit)), by: 0)
        }
        var draft = LoanDraft(borrower: county, from: day("2026-04-01"), to: day("2026-04-02"), purpose: "展览", place: "一层", site: ExhibitWorld.hall)
        let plain = draft
        await #expect(throws: LoanMisfits.self) {
            _ = try await world.database.write { tx in try tx.ask(plain, for: exhibit, by: ExhibitWorld.program) }
        }
        draft.isDespite = true
        let despite = draft
        let loan = try await world.database.write { tx in try tx.ask(despite, for: exhibit, by: ExhibitWorld.program) }
        #expect(await code { try await world.reserve(loan, [wing]) } == "loan-misfit")
        try await world.database.write { tx in
            try tx.reserve(loan, ReservationDraft(pieces: [wing], daysBefore: 1, daysAfter: 1, misfitReason: "分两处摆放"), by: ExhibitWorld.program)
        }
        let kept = try await world.database.read { tx in try #require(try tx.loan(loan)) }
        #expect(kept.misfits == [.area] && kept.misfitReason == "分两处摆放" && kept.holdFrom == day("2026-03-31") && kept.holdTo == day("2026-04-03"))
    }

    @Test(arguments: TestEngine.allCases) func whatIsPromisedIsNeitherMovedNorRetired(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let (set, prism) = try await world.wholeSet("S1")
        let loan = try await world.ask(world.set, "2026-04-01", "2026-04-30")
        try await world.reserve(loan, [set])
        #expect(await code { try await world.database.write { tx in try tx.move(prism, into: nil, by: 0) } } == "piece-promised")
        #expect(await code { try await world.database.write { tx in try tx.retire(prism, reason: "旧了", by: 0) } } == "piece-promised")
        try await world.database.write { tx in try tx.step(loan, .cancel, remark: "另有安排", by: ExhibitWorld.program) }
        #expect(await code { try await world.database.write { tx in try tx.move(prism, into: nil, by: 0) } } == "done")
        #expect(await code { try await world.database.write { tx in try tx.retire(set, reason: "旧了", by: 0) } } == "done")
    }
}
