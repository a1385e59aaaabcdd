import API
import Access
import Activities
import App
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("A request sent again")
struct IdempotencyTests {
    private static func count(_ world: World) async throws -> Int64 {
        try await world.kepu.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") ?? 0 }
    }

    @Test(arguments: TestEngine.allCases)
    func isAnsweredAsItWasAndDoneOnce(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), organiser = try await world.museum.text
        let body = EnteringTests.lecture(organiser)
        let first = try await host.send(.post, "/activities", body, key: "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")
        #expect(first.status == 201 && first.headers["idempotency-replayed"] == nil)
        // With the quotes of the draft or without, in another language too.
        let again = try await host.send(.post, "/activities", body, key: "8e03978e-40d5-43dd-bc93-6894a57f9324", headers: ["Accept-Language": "zh"])
        #expect(again.status == 201 && again.body == first.body && again.tag == first.tag && again.headers["location"] == first.headers["location"])
        #expect(again.headers["idempotency-replayed"] == "true")
        #expect(try await Self.count(world) == 8)
        // Another body, or another address, is another request.
        let used = try await host.send(
            .post, "/activities", EnteringTests.lecture(organiser, #","age_max":9"#), key: "8e03978e-40d5-43dd-bc93-6894a57f9324")
        #expect(try used.status == 422 && used.code == "idempotency-key-used" && used.string("parameter") == "Idempotency-Key")
        let elsewhere = try await host.send(
            .post, "/activities/\(world.activities[0].text)/sessions", #"{"begin":"2026-07-01T10:00","end":"2026-07-01T11:00"}"#,
            key: "8e03978e-40d5-43dd-bc93-6894a57f9324")
        #expect(elsewhere.status == 422)
        // Somebody else's word is another word.
        let admin = try await world.administrator()
        let others = try await admin.send(.post, "/activities", body, key: "8e03978e-40d5-43dd-bc93-6894a57f9324")
        #expect(others.status == 201 && others.headers["idempotency-replayed"] == nil)
        #expect(try others.id != first.id)
        #expect(try await Self.count(world) == 9)
    }

    @Test func mustHaveAKeyWhereItMakes() async throws {
        let world = try await World.make(.sqlite), host = try await world.host(), body = EnteringTests.lecture(try await world.museum.text)
        let token = ["Authorization": "Bearer \(host.token)", "Content-Type": "application/json"]
        let missing = try await world.ask("/api/v1/activities", .post, headers: token, body: Array(body.utf8))
        #expect(try missing.status == 400 && missing.code == "idempotency-key-missing")
        for wrong in ["\"\"", "a b", String(repeating: "a", count: 256), "schlüssel"] {
            let seen = try await host.send(.post, "/activities", body, key: wrong)
            #expect(try seen.status == 400 && seen.code == "idempotency-key-wrong", "\(wrong)")
        }
        #expect(try await Self.count(world) == 7)
    }

    /// Two at once with one key: one is done, the other hears its answer, or that it is still being worked on.
    @Test(arguments: TestEngine.allCases)
    func twoAtOnceMakeOne(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), body = EnteringTests.lecture(try await world.museum.text)
        let seen = try await withThrowingTaskGroup(of: Seen.self) { group in
            for _ in 0..<12 { group.addTask { try await host.send(.post, "/activities", body, key: "once") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(seen.allSatisfy { $0.status == 201 || $0.status == 409 })
        let done = seen.filter { $0.status == 201 }
        #expect(Set(done.map(\.text)).count == 1 && done.filter { $0.headers["idempotency-replayed"] == nil }.count == 1)
        for one in seen where one.status == 409 { #expect(try one.code == "idempotency-key-running" && one.headers["retry-after"] == "1") }
        #expect(try await Self.count(world) == 8)
    }

    /// Two processes at one database: the second waits for the first and gives its answer.
    @Test(arguments: TestEngine.allCases)
    func twoServersMakeOne(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), body = EnteringTests.lecture(try await world.museum.text)
        let other = World(
            kepu: world.kepu, site: try await world.kepu.site(publicFolder: "Public", policy: World.free), activities: world.activities, draft: world.draft,
            session: world.session, autumn: world.autumn)
        let there = Program(world: other, token: host.token, account: host.account)
        async let one = host.send(.post, "/activities", body, key: "once"), two = there.send(.post, "/activities", body, key: "once")
        let (first, second) = try await (one, two)
        #expect(first.status == 201 && second.status == 201 && first.body == second.body)
        #expect([first, second].filter { $0.headers["idempotency-replayed"] == "true" }.count == 1)
        #expect(try await Self.count(world) == 8)
    }

    /// What is refused changes nothing and keeps nothing: the same word, sent with what is right, is taken.
    @Test(arguments: TestEngine.allCases)
    func aRefusalIsNotKept(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), organiser = try await world.museum.text
        #expect(try await host.send(.post, "/activities", EnteringTests.lecture(organiser, #","age_max":3"#), key: "k").status == 422)
        #expect(try await host.send(.post, "/activities", EnteringTests.lecture(organiser), key: "k").status == 201)
        #expect(try await world.kepu.database.read { try $0.number("SELECT COUNT(*) FROM api_answer") } == 1)
    }

    /// Where the transaction ends badly after the change, neither the change nor its answer is there.
    @Test(arguments: TestEngine.allCases)
    func aChangeAndItsAnswerAreThereTogetherOrNeither(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), body = EnteringTests.lecture(try await world.museum.text)
        #expect(try await host.send(.post, "/activities", body, key: "a").status == 201)
        // A second answer of the same account cannot be written: the change has been made by then.
        try await world.kepu.database.write { try $0.execute("CREATE UNIQUE INDEX api_answer_fault ON api_answer (account_id)") }
        #expect(try await host.send(.post, "/activities", body, key: "b").status >= 500)
        #expect(try await Self.count(world) == 8)
        try await world.kepu.database.write { try $0.execute("DROP INDEX api_answer_fault") }
        let again = try await host.send(.post, "/activities", body, key: "b")
        #expect(again.status == 201 && again.headers["idempotency-replayed"] == nil)
        #expect(try await Self.count(world) == 9)
    }

    @Test(arguments: TestEngine.allCases)
    func isForgottenAfterADay(_ engine: TestEngine) async throws {
        let shared = Box(time: World.now)
        let world = try await World.make(engine, clock: Clock { shared.time }), host = try await world.host()
        let body = EnteringTests.lecture(try await world.museum.text)
        #expect(try await host.send(.post, "/activities", body, key: "k").status == 201)
        shared.time = World.now.adding(hours: 23)
        #expect(try await host.send(.post, "/activities", body, key: "k").headers["idempotency-replayed"] == "true")
        try await world.kepu.database.write { try $0.forgetOldAnswers() }
        #expect(try await world.kepu.database.read { try $0.number("SELECT COUNT(*) FROM api_answer") } == 1)
        shared.time = World.now.adding(hours: 25)
        try await world.kepu.database.write { try $0.forgetOldAnswers() }
        #expect(try await world.kepu.database.read { try $0.number("SELECT COUNT(*) FROM api_answer") } == 0)
    }
}
