import Access
import Declaration
import Kernel
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// The days of a call at the desk: free until it opens; afterwards the close may only be put off.
@Suite struct CallDaysTests {
    @Test(arguments: TestEngine.allCases) func aDeadlineIsNeverBroughtForward(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let office = try await world.office
        // It has been open since 1 November.
        #expect(try await set("2022-11-02T00:00", "2022-12-01T00:00", office, world) == "call-opened")
        #expect(try await set("2022-11-01T00:00", "2022-11-30T00:00", office, world) == "call-shortened")
        #expect(try await set("2022-11-01T00:00", "2022-11-01T00:00", office, world) == "call-days")
        #expect(try await set("2022-10-01T00:00", "2022-11-05T00:00", office, world) == "call-days-past")
        #expect(try await set("2022-11-01T00:00", "2022-12-03T18:00", office, world) == nil)
        #expect(try await world.call().closesAt == instant("2022-12-03T18:00:00+08:00"))
        // A campaign file that says otherwise is told of as a difference, and does not take it back.
        let plan = try await CallWorld.house.apply(CallWorld.file, to: world.database)
        #expect(plan.count(.drifted) == 1 && plan.changesNothing, "\(plan)")
        #expect(try await world.call().closesAt == instant("2022-12-03T18:00:00+08:00"))
        // Another's office does not move it.
        let other = try await world.identity("other", .organiser, over: .organisation(world.district.number))
        #expect(try await set("2022-11-01T00:00", "2022-12-09T18:00", other, world) == "forbidden")
        await world.database.close()
    }

    /// Nor is the earlier day of a single recommender: neither set anew, nor brought forward by a file while the call is open.
    @Test(arguments: TestEngine.allCases) func norIsThatOfARecommender(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        func applied(_ deadline: String) async throws -> String? {
            let own = ", deadlines: [{key: dd, name: {zh: \"推荐\", en: \"d\"}, organisation: district\(deadline)}]}"
            let file = CallWorld.file.replacing("closes: \"2022-11-30\"}", with: "closes: \"2022-11-30\"" + own)
            do {
                _ = try await CallWorld.house.apply(file, to: world.database)
                return nil
            } catch let problems as DeclarationProblems { return problems.problems.first?.found.en }
        }
        let shortened = "what breaks a rule (The call is open: a recommender's own deadline can only be put off, not before"
        world.clock.set("2022-11-02T02:00:00Z")
        #expect(try await applied(", at: \"2022-11-20\"")?.hasPrefix(shortened) == true, "it had until the close")
        #expect(try await applied("") == nil)
        world.clock.set("2022-10-20T02:00:00Z")
        #expect(try await applied(", at: \"2022-11-20\"") == nil, "before it opens everything may be set")
        world.clock.set("2022-11-02T02:00:00Z")
        #expect(try await applied(", at: \"2022-11-19\"")?.hasPrefix(shortened) == true)
        for later in [", at: \"2022-11-24\"", ""] { #expect(try await applied(later) == nil, "put off, and given until the close") }
        await world.database.close()
    }

    private func set(_ opens: String, _ closes: String, _ identity: Identity, _ world: CallWorld) async throws -> String? {
        let days = CallDays(opens: try #require(LocalTime(iso: opens)), closes: try #require(LocalTime(iso: closes)))
        do {
            try await world.database.write { tx in try tx.set(days, of: "base-2022", by: identity) }
            return nil
        } catch let refusal as Refusal {
            return refusal.kind == .forbidden ? "forbidden" : refusal.code
        }
    }
}
