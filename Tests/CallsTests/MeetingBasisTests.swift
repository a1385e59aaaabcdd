import Access
import Kernel
import Language
import Storage
import TestKit
import Testing

@testable import Calls

/// A meeting decides on what it had before it, what it decided stays as it was, and what was a mistake another meeting puts right.
@Suite struct MeetingBasisTests {
    private static func basis(ready: String? = "2022-12-10", signed: Int = 2, unsigned: Int = 0) -> MeetingBasis {
        MeetingBasis(applicationID: ID(1), number: "0001", ready: ready.map { day($0) }, signed: signed, unsigned: unsigned)
    }

    @Test func whatIsRefused() throws {
        var rule = ReviewRule()
        rule.isScored = true
        let scored = rule
        try Self.basis().check(.propose, heldOn: day("2022-12-10"), scored)
        try Self.basis(ready: nil, signed: 0).check(.propose, heldOn: day("2022-12-10"), ReviewRule())
        try Self.basis(signed: 0).check(.setAside, heldOn: day("2022-12-10"), scored)
        let cases: [(MeetingBasis, String, String)] = [
            (Self.basis(), "1999-01-01", "meeting-early"), (Self.basis(), "2022-12-09", "meeting-early"), (Self.basis(unsigned: 1), "2022-12-10", "sheets-open"),
            (Self.basis(signed: 0), "2022-12-10", "sheets-missing"),
        ]
        for (basis, held, code) in cases {
            let refusal = #expect(throws: Refusal.self) { try basis.check(.propose, heldOn: day(held), scored) }
            #expect(refusal?.code == code)
        }
    }

    @Test func placesOfWhatWaits() {
        func entry(_ id: Int64, _ state: ApplicationState, _ score: Int? = nil) -> Ranking.Entry { .init(application: ID(id), state: state, score: score) }
        let entries = [entry(1, .proposed, 90_000), entry(2, .passed), entry(3, .passed, 1), entry(4, .withdrawn, 95_000), entry(5, .passed), entry(6, .setAside, nil)]
        let scores: [ID<Application>: Int] = [ID(1): 10_000, ID(2): 80_000, ID(3): 80_000, ID(4): 95_000, ID(5): 99_000]
        let places = Ranking.places(entries, scores).map { [$0.0.number, Int64($0.1), Int64($0.2)] }
        #expect(places == [[5, 99_000, 1], [2, 80_000, 3], [3, 80_000, 3]])
    }

    /// What the meeting saw stays: no sheet is signed afterwards, and combining anew moves none that was decided on.
    @Test(arguments: TestEngine.allCases) func whatWasDecidedStays(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine), ids = try await world.passed(2), office = try await world.office, call = try await world.call()
        let judge = try await world.identity("e1", .expert, over: .all)
        try await world.expert("e1")
        let other = try await world.identity("e2", .expert, over: .all)
        try await world.expert("e2")
        try await world.database.write { tx in
            _ = try tx.assignExperts(in: call, by: office)
            for id in ids { try tx.score(id, ["work": 80, "site": 8], comment: "", signs: true, by: judge) }
        }
        func hold(_ id: ID<Application>, _ outcome: MeetingOutcome, says: String = "") async throws -> String? {
            let item = Meeting.Item(applicationID: id, outcome: outcome, recused: [], says: says)
            do {
                try await world.database.write { tx in
                    _ = try tx.hold(MeetingDraft(heldOn: tx.now.day(in: .china), present: ["Wang"], minutes: "", items: [item]), in: call, by: office)
                }
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        #expect(try await hold(ids[0], .propose) == "sheets-open")
        try await world.database.write { tx in
            try tx.score(ids[0], ["work": 90, "site": 8], comment: "", signs: true, by: other)
            try tx.combineScores(in: call, by: office)
        }
        #expect(try await hold(ids[0], .propose) == nil)
        let before = try await world.database.read { tx in try tx.requireApplication(ids[0]) }
        try await world.database.write { tx in
            try tx.score(ids[1], ["work": 100, "site": 10], comment: "", signs: true, by: other)
            try tx.combineScores(in: call, by: office)
        }
        let after = try await world.database.read { tx in try tx.requireApplication(ids[0]) }
        #expect(after.score == before.score && after.place == before.place)
        let late = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in try tx.score(ids[0], ["work": 1, "site": 1], comment: "", signs: false, by: judge) }
        }
        #expect(late?.code == "sheet-late")

        // A mistake: another meeting sets it aside and proposes it again; on a notice it stays until another notice leaves it out.
        #expect(try await hold(ids[0], .setAside) == "reason")
        #expect(try await hold(ids[0], .setAside, says: "The wrong one") == nil)
        #expect(try await world.state(ids[0]) == .setAside)
        #expect(try await hold(ids[0], .propose) == nil)
        var draft = NoticeDraft(title: Wording("名单", "List"), contact: "1", supervision: "2", begin: day("2022-11-08"))
        draft.items = [.init(applicationID: ids[0])]
        let made = draft
        try await world.database.write { tx in _ = try tx.schedule(made, of: call, by: office) }
        #expect(try await hold(ids[0], .setAside, says: "The wrong one") == "listed-already")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theDeskChangesAnEarlierDecision(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine), ids = try await world.proposed(2)
        let office = try await world.browser("desk", .organiser, over: .organisation(world.bureau.number)), path = "/desk/calls/base-2022/meetings"
        #expect(try await office.go(path).text.contains("Change an earlier decision (2)"))
        let sent = try await office.submit(path, ["held": "2022-11-07", "present": "Wang", "minutes": "x", "o-\(ids[0])": "set-aside", "s-\(ids[0])": "The wrong one"])
        #expect(sent.text.contains("0 proposed, 1 set aside"), "\(sent.text)")
        #expect(try await world.state(ids[0]) == .setAside)
        let early = try await office.go(path)
        #expect(early.text.contains("Applications are still taken."))
        let never = try await office.submit(path, ["held": "1999-01-01", "present": "Wang", "minutes": "x", "o-\(ids[0])": "propose"])
        #expect(never.status == 422 && never.text.contains("The meeting lies before the day"), "\(never.text)")
        await world.database.close()
    }

    /// Who withdraws keeps no place among those who are compared.
    @Test(arguments: TestEngine.allCases) func whoWithdrawsHasNoPlace(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine), ids = try await world.passed(2), signed = try await world.scored(ids), call = try await world.call()
        let office = try await world.office, host = try await world.identity("host1", .host, over: .organisation(world.museums[1].number))
        try await world.database.write { tx in
            try tx.combineScores(in: call, by: office)
            try tx.step(ids[1], ApplicationStep(.withdraw), by: host)
            try tx.combineScores(in: call, by: office)
        }
        let places = try await world.database.read { tx in try ids.map { try tx.requireApplication($0).place } }
        #expect(places == [1, nil] && signed == 2)
        await world.database.close()
    }
}
