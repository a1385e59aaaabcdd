import Activities
import Kernel
import Language
import Storage
import TestKit
import Testing

@Suite struct BulkTests {
    /// The demonstration's size; the time is printed rather than judged, machines differ.
    @Test(arguments: TestEngine.allCases) func twoThousandActivities(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let begin = ContinuousClock.now
        try await world.database.writeAlone { tx in
            for number in 0..<2000 {
                var draft = world.draft("第\(number)项：与科学家面对面", "Number \(number): meet the scientists")
                draft.content.description = Wording("走进实验室，看一看、问一问、试一试。名额有限，先到先得。", "Step into the laboratory, look, ask and try.")
                let id = try tx.addActivity(draft)
                let first = World.now.adding(hours: Int64(number))
                try tx.addSessions([SessionDraft(begin: first, end: first.adding(hours: 2), capacity: 50)], to: id)
                try tx.place(id, in: world.city)
            }
        }
        print("2,000 activities on \(engine.rawValue): \(ContinuousClock.now - begin)")
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM view_activities_counted") } == 2000)
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM view_activities_session") } == 2000)
        await world.database.close()
    }
}
