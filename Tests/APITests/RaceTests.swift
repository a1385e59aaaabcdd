import Access
import Activities
import App
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing

/// Several who saw the same version and act at once: exactly one wins, the others are told what there is now.
@Suite("Programs at once")
struct RaceTests {
    private func race(_ count: Int, _ act: @escaping @Sendable (Int) async throws -> Seen) async throws -> [Seen] {
        try await withThrowingTaskGroup(of: Seen.self) { group in
            for number in 0..<count { group.addTask { try await act(number) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func check(_ seen: [Seen], _ now: Seen) {
        #expect(seen.filter { $0.status == 200 }.count == 1, "\(seen.map(\.status))")
        for one in seen where one.status != 200 { #expect(one.status == 412 && one.tag == now.tag && one.body == now.body, "\(one.status) \(one.text.prefix(200))") }
        #expect(seen.first { $0.status == 200 }?.body == now.body)
    }

    @Test(arguments: TestEngine.allCases)
    func oneChangesTheEntry(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), path = "/activities/\(world.activities[0].text)/entry"
        for _ in 0..<5 {
            let tag = try await host.get(path).tag
            let seen = try await race(6) { number in
                try await host.send(.patch, path, "{\"capacity\":\(Int.random(in: 1...90_000) * 10 + number)}", match: tag)
            }
            check(seen, try await host.get(path))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func oneChangesTheSession(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), activity = world.activities[0].text
        let first = try #require(try await host.get("/activities/\(activity)/entry/sessions").ids.first)
        let path = "/activities/\(activity)/sessions/\(first)"
        for round in 1...5 {
            let tag = try await host.get(path).tag
            let seen = try await race(6) { number in try await host.send(.patch, path, "{\"capacity\":\(round * 10 + number)}", match: tag) }
            check(seen, try await host.get(path))
        }
    }

    /// Two moderators, of whom one publishes and one refuses: the second does not undo what the first has done without having seen it.
    @Test(arguments: TestEngine.allCases)
    func oneDecides(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), moderator = try await world.moderator()
        for id in world.activities.prefix(4) {
            let path = "/activities/\(id.text)/submissions/autumn-2026"
            let submitted = try await host.send(.post, "/activities/\(id.text)/submissions", #"{"campaign":"autumn-2026"}"#)
            #expect(submitted.status == 201, "\(submitted.text)")
            let bodies = [#"{"decision":"publish"}"#, #"{"decision":"refuse","reason":"重复"}"#, #"{"decision":"return","reason":"请补充"}"#]
            let seen = try await race(6) { number in try await moderator.send(.post, path + "/decisions", bodies[number % 3], match: submitted.tag) }
            check(seen, try await moderator.get(path))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func oneChangesTheVenue(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), admin = try await world.administrator()
        let id = try #require(try await world.ask("/api/v1/venues").ids.first), path = "/venues/\(id)/entry"
        let tag = try await admin.get(path).tag
        let seen = try await race(6) { number in try await admin.send(.patch, path, "{\"name\":{\"en\":\"Hall \(number)\"}}", match: tag) }
        check(seen, try await admin.get(path))
    }
}
