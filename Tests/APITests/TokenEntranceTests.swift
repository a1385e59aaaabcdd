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

@Suite("Who may act by program")
struct TokenEntranceTests {
    /// A browser that has signed in is nobody here: without a token nothing is done, whatever cookie comes.
    @Test(arguments: TestEngine.allCases)
    func onlyATokenCounts(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), admin = try await world.administrator()
        let session = try await world.kepu.database.write { try $0.openSession(for: admin.account).text }
        let body = Array(EnteringTests.lecture(try await world.museum.text).utf8)
        for cookie in ["", "kepu_session=\(session)"] {
            let headers = ["Cookie": cookie, "Content-Type": "application/json", "Idempotency-Key": "k"]
            let seen = try await world.ask("/api/v1/activities", .post, headers: headers, body: body)
            #expect(seen.status == 401 && seen.headers["www-authenticate"] == "Bearer")
            #expect(try seen.code == "token-missing" && seen.headers["content-type"] == "application/problem+json")
            let entry = try await world.ask("/api/v1/activities/\(world.activities[0].text)/entry", headers: headers)
            #expect(entry.status == 401)
        }
        #expect(try await world.kepu.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 7)
    }

    @Test(arguments: TestEngine.allCases)
    func aTokenThatIsOverOrCarriesLessDoesNothing(_ engine: TestEngine) async throws {
        let shared = Box(time: World.now)
        let world = try await World.make(engine, clock: Clock { shared.time })
        let body = EnteringTests.lecture(try await world.museum.text)
        // Its owner may; the token does not say so.
        let narrow = try await world.program(.administrator, over: .all, [Activities.moderate])
        let less = try await narrow.send(.post, "/activities", body)
        #expect(try less.status == 403 && less.code == "token-scope" && less.text.contains("activities.enter"))
        #expect(less.headers["www-authenticate"] == "Bearer error=\"insufficient_scope\", scope=\"activities.enter\"")
        // The token says so; its owner may no longer.
        let host = try await world.host()
        let held = try #require(try await world.kepu.database.read { try $0.grants(of: host.account).first })
        try await world.kepu.database.write { try $0.revoke(held.id, by: 0) }
        let lost = try await host.send(.post, "/activities", body)
        #expect(try lost.status == 403 && lost.code == "token-owner")
        let admin = try await world.administrator()
        let token = try #require(try await world.kepu.database.read { try $0.apiTokens(of: admin.account).first })
        try await world.kepu.database.write { try $0.revokeAPIToken(token.id, of: admin.account, by: admin.account) }
        shared.time = World.now.adding(hours: 25)
        for program in [admin, narrow] {
            let seen = try await program.send(.post, "/activities", body)
            #expect(try seen.status == 401 && seen.code == "token-unknown")
            #expect(seen.headers["www-authenticate"] == "Bearer error=\"invalid_token\"")
        }
    }

    /// What the public does not see is not there for others: 404; what it sees is not theirs: 403.
    @Test(arguments: TestEngine.allCases)
    func whatIsNotTheirsIsNotThere(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let stranger = try await world.program(.host, over: .organisation(1), [Activities.enter])
        let distant = try await world.program(.moderator, over: .region(["110000"]), [Activities.moderate])
        let (open, draft) = (world.activities[0].text, world.draft.text)
        let autumn = "/activities/\(open)/submissions"
        let host = try await world.host()
        #expect(try await host.send(.post, autumn, #"{"campaign":"autumn-2026"}"#).status == 201)
        for (path, status) in [
            ("/activities/\(open)/entry", 403), ("/activities/\(draft)/entry", 404), ("/activities/0000000000001/entry", 404), ("/activities/nobody/entry", 404),
            ("/activities/\(draft)/entry/sessions", 404), ("/activities/\(draft)/sessions/\(world.session.text)", 404), ("/activities/\(draft)/submissions", 404),
            (autumn + "/autumn-2026", 404), (autumn + "/spring-2026", 403), (autumn + "/none", 404), (autumn + "/%00", 404),
        ] {
            let seen = try await stranger.get(path)
            #expect(seen.status == status, "\(path): \(seen.status)")
        }
        for path in [autumn + "/autumn-2026", "/activities/\(draft)/submissions"] { #expect(try await distant.get(path).status == 404) }
        #expect(try await stranger.send(.patch, "/activities/\(draft)/entry", "{}", match: "*").status == 404)
        #expect(try await stranger.send(.post, "/activities/\(open)/sessions", #"{"begin":"2026-07-01T10:00","end":"2026-07-01T11:00"}"#).status == 403)
        #expect(try await stranger.send(.post, autumn, #"{"campaign":"autumn-2026"}"#).status == 403)
        #expect(try await stranger.send(.delete, autumn + "/autumn-2026", match: "*").status == 404)
        // A stranger enters for their own organisation alone, and at their own venues.
        let foreign = try await stranger.send(.post, "/activities", EnteringTests.lecture(try await world.museum.text))
        #expect(try foreign.status == 422 && foreign.code == "campaign-missing")
        #expect(try await distant.send(.post, autumn + "/autumn-2026/decisions", #"{"decision":"publish"}"#, match: "*").status == 404)
        let batch = #"{"decision":"publish","entries":[{"activity":"\#(open)","campaign":"autumn-2026","version":1}]}"#
        let seen = try await distant.send(.post, "/decisions", batch)
        #expect(try seen.status == 200 && seen.json["done"] as? Int == 0, "\(seen.text)")
        #expect(!seen.text.contains("活动") && seen.text.contains("not-yours"))
    }

    @Test func requestsAreCountedAsThoseThatRead() async throws {
        var policy = APIPolicy()
        policy.perMinute = 2
        let world = try await World.make(.sqlite, policy: policy), host = try await world.host(), path = "/activities/\(world.activities[0].text)/entry"
        let first = try await host.get(path)
        #expect(first.status == 200 && first.headers["ratelimit-remaining"] == "1")
        #expect(try await host.send(.patch, path, "{}", match: first.tag).headers["ratelimit-remaining"] == "0")
        #expect(try await host.send(.patch, path, "{}", match: first.tag).status == 429)
    }
}
