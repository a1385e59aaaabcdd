import Activities
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing

@Suite struct PlacesTests {
    private func session(_ world: World, capacity: Int?) async throws -> ActivitySession {
        try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            let begin = instant("2023-09-16T01:00:00Z")
            let session = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: capacity), to: id)
            return try #require(try tx.session(id, session))
        }
    }

    /// 200 parties of 1 to 4 ask at once for 100 places: exactly 100 are given.
    @Test(arguments: TestEngine.allCases) func noPlaceIsGivenTwice(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let session = try await session(world, capacity: 100)
        let given = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let party = number % 4 + 1
                    let got = try await world.database.write { try $0.takePlaces(party, activity: session.activity, session: session.id) }
                    return got ? party : 0
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(given == 100)
        let after = try await world.database.read { try $0.session(session.activity, session.id) }
        #expect(after?.taken == 100 && after?.isFull == true && after?.left == 0)
        try await world.database.write { try $0.giveBackPlaces(12, activity: session.activity, session: session.id) }
        #expect(try await world.database.read { try $0.session(anywhere: session.id)?.taken } == 88)
        await #expect(throws: Refusal.self) {
            try await world.database.write { try $0.giveBackPlaces(89, activity: session.activity, session: session.id) }
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func capacityAndRemovalAreGuarded(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let session = try await session(world, capacity: 10)
        let taken = try await world.database.write { tx in
            try [4, 0, -3, 7].map { try tx.takePlaces($0, activity: session.activity, session: session.id) }
        }
        #expect(taken == [true, false, false, false])
        func code(_ unit: @escaping @Sendable (Transaction) throws -> Void) async throws -> String? {
            do { try await world.database.write(unit) } catch let refusal as Refusal { return refusal.code }
            return nil
        }
        #expect(try await code { try $0.changeCapacity(3, of: session, house: World.house, by: 1) } == "capacity-below-taken")
        #expect(try await code { try $0.changeCapacity(4, of: session, house: World.house, by: 1) } == nil)
        #expect(try await code { try $0.removeSession(session, house: World.house, by: 1) } == "session-has-places")
        var room = Module("tests", "测试", "Tests")
        room.guards = [
            Guard(on: Activities.sessionCapacity) { _, _, detail in
                if detail["capacity"] == nil { throw Refusal(.conflict, "guarded", "不行", "No") }
            }
        ]
        let house = House(World.house.modules + [room])
        #expect(try await code { try $0.changeCapacity(nil, of: session, house: house, by: 1) } == "guarded")
        // The session as it was before the change is another one.
        #expect(try await code { try $0.changeCapacity(20, of: session, house: house, by: 1) } == "session-changed")
        let changed = try #require(try await world.database.read { try $0.session(session.activity, session.id) })
        #expect(try await code { try $0.changeCapacity(20, of: changed, house: house, by: 1) } == nil)
        try await world.database.write { tx in
            try tx.giveBackPlaces(4, activity: session.activity, session: session.id)
            try tx.removeSession(session, house: World.house, by: 1)
        }
        #expect(try await world.database.read { try $0.sessions(of: session.activity) } == [])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aRuleIsRememberedByItsSessions(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let begin = try #require(Recurrence.ClockTime("22:00")), end = try #require(Recurrence.ClockTime("01:00"))
        let found = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("观星"))
            let rule = Recurrence(days: [5, 6], from: day("2023-09-01"), until: day("2023-09-10"), begin: begin, end: end, except: [day("2023-09-02")])
            let kept = try tx.addRecurrence(rule, to: id, zone: .china, capacity: 30)
            let sessions = try tx.sessions(of: id)
            return (sessions, kept, try tx.recurrences(of: id).map(\.rule) == [rule], try tx.activity(id))
        }
        #expect(found.0.map(\.day.iso) == ["2023-09-01", "2023-09-08", "2023-09-09"])
        #expect(found.0.allSatisfy { $0.recurrence == found.1 && $0.capacity == 30 && $0.end.seconds(since: $0.begin) == 3 * 3600 })
        #expect(found.2)
        #expect(found.3?.firstAt == instant("2023-09-01T14:00:00Z") && found.3?.lastAt == instant("2023-09-09T17:00:00Z"))
        await world.database.close()
    }
}
