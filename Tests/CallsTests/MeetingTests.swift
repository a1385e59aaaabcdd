import Access
import Kernel
import Storage
import TestKit
import Testing

@testable import Calls

@Suite struct MeetingTests {
    private static let one: ID<Application> = ID(1)
    private static func draft(_ held: String = "2022-12-20", present: [String] = ["Wang", "Li"], recused: [String] = [], outcome: MeetingOutcome = .propose, says: String = "") -> MeetingDraft {
        let item = Meeting.Item(applicationID: one, outcome: outcome, recused: recused, says: says)
        return MeetingDraft(heldOn: day(held), present: present, minutes: "", items: [item])
    }

    @Test func whatIsRefused() throws {
        let today = day("2022-12-20")
        try Self.draft().check(today: today)
        try Self.draft(recused: ["Li"]).check(today: today)
        for (draft, code) in [
            (Self.draft("2022-12-21"), "meeting-future"), (Self.draft(present: []), "meeting-empty"), (Self.draft(recused: ["Zhao"]), "meeting-recused"),
            (Self.draft(recused: ["Wang", "Li"]), "meeting-nobody"), (Self.draft(outcome: .setAside), "reason"),
        ] {
            let refusal = #expect(throws: Refusal.self) { try draft.check(today: today) }
            #expect(refusal?.code == code)
        }
    }

    /// One decision that cannot be taken takes none of them.
    @Test(arguments: TestEngine.allCases) func allOrNone(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let ids = try await world.passed(2), signed = try await world.scored(ids), office = try await world.office, call = try await world.call()
        let host = try await world.identity("host1", .host, over: .organisation(world.museums[1].number))
        try await world.database.write { tx in try tx.step(ids[1], ApplicationStep(.withdraw), by: host) }
        let items = ids.map { Meeting.Item(applicationID: $0, outcome: .propose, recused: [], says: "") }
        let draft = MeetingDraft(heldOn: day("2022-11-07"), present: ["Wang"], minutes: "", items: items)
        await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.hold(draft, in: call, by: office) } }
        #expect(try await world.state(ids[0]) == .passed && signed == 2)
        #expect(try await world.database.read { tx in try tx.meetings(of: call.id) }.isEmpty)
        await world.database.close()
    }
}
