import API
import HTTPTypes
import Kernel
import Synchronization
import TestKit
import Testing

@Suite("Kept answers and limits of the API")
struct FreshnessTests {
    @Test(arguments: TestEngine.allCases)
    func whatHasNotChangedIsNotSentAgain(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        for path in ["activities?limit=2", "activities/\(world.activities[0].text)", "venues", "regions", "changes", "figures/spring-2026"] {
            let first = try await world.ask("/api/v1/" + path)
            let tag = try #require(first.headers["etag"])
            #expect(tag.hasPrefix("\"") && first.headers["cache-control"] != nil)
            let again = try await world.ask("/api/v1/" + path, headers: ["If-None-Match": "\"other\", W/\(tag)"])
            #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag, "\(path)")
            #expect(try await world.ask("/api/v1/" + path, headers: ["If-None-Match": "\"other\""]).body == first.body)
            let head = try await world.ask("/api/v1/" + path, .head)
            #expect(head.status == 200 && head.body.isEmpty && head.headers["etag"] == tag)
        }
    }

    @Test func pagesOfOtherSitesMayRead() async throws {
        let world = try await World.make(.sqlite)
        for path in ["/api/v1/venues", "/api/v1/nothing", "/api/v1/venues?x=1", "/api/openapi.json"] {
            #expect(try await world.ask(path, headers: ["Origin": "https://media.example"]).headers["access-control-allow-origin"] == "*")
        }
        let before = try await world.ask("/api/v1/venues", .options, headers: ["Origin": "https://media.example"])
        #expect(before.status == 204 && before.headers["access-control-allow-methods"] == "GET, HEAD")
        #expect(try await world.ask("/venues").headers["access-control-allow-origin"] == nil)
    }

    @Test func anAddressHasItsShareAndGetsItBack() async throws {
        var policy = APIPolicy()
        policy.perMinute = 3
        let shared = Box(time: World.now)
        let world = try await World.make(.sqlite, clock: Clock { shared.time }, policy: policy)
        for left in [2, 1, 0] {
            let seen = try await world.ask("/api/v1/venues")
            #expect(seen.status == 200 && seen.headers["ratelimit-limit"] == "3" && seen.headers["ratelimit-remaining"] == String(left))
        }
        let refused = try await world.ask("/api/v1/venues")
        #expect(refused.status == 429 && refused.headers["content-type"] == "application/problem+json")
        #expect(refused.headers["retry-after"] == "20" && refused.headers["ratelimit-remaining"] == "0" && refused.headers["ratelimit-reset"] == "60")
        #expect(try await world.ask("/venues").status == 200)
        shared.time = World.now.adding(seconds: 20)
        #expect(try await world.ask("/api/v1/venues?x=1").status == 400)
        #expect(try await world.ask("/api/v1/venues").status == 429)
        shared.time = World.now.adding(seconds: 600)
        #expect(try await world.ask("/api/v1/venues").headers["ratelimit-remaining"] == "2")
    }

    @Test func theAddressBehindAProxyOfOursIsCounted() async throws {
        var policy = APIPolicy()
        policy.perMinute = 1
        let world = try await World.make(.sqlite, policy: policy, proxies: ["local"])
        for host in ["192.0.2.1", "192.0.2.2", "6.6.6.6, 192.0.2.3"] {
            #expect(try await world.ask("/api/v1/venues", headers: ["X-Forwarded-For": host]).status == 200)
        }
        #expect(try await world.ask("/api/v1/venues", headers: ["X-Forwarded-For": "7.7.7.7, 192.0.2.3"]).status == 429)
        // Who is no proxy of ours is not believed.
        let other = try await World.make(.sqlite, policy: policy)
        #expect(try await other.ask("/api/v1/venues", headers: ["X-Forwarded-For": "192.0.2.1"]).status == 200)
        #expect(try await other.ask("/api/v1/venues", headers: ["X-Forwarded-For": "192.0.2.2"]).status == 429)
    }

    @Test func aFloodOfAddressesFillsNothing() {
        let limiter = RateLimiter(perMinute: 2, places: 64)
        for number in 0..<100_000 {
            #expect(limiter.take("10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)", at: World.now).isAllowed)
        }
        // Whoever asks too often is still seen: his bucket is the emptiest and gives way last.
        let greedy = RateLimiter(perMinute: 2, places: 64)
        for _ in 0..<2 { #expect(greedy.take("192.0.2.7", at: World.now).isAllowed) }
        for number in 0..<1_000 { _ = greedy.take("198.51.\(number >> 8).\(number & 255)", at: World.now) }
        #expect(!greedy.take("192.0.2.7", at: World.now).isAllowed)
    }

    @Test func aHouseholdOfIPv6IsOne() {
        let limiter = RateLimiter(perMinute: 1)
        #expect(limiter.take("2001:db8:1:2::1", at: World.now).isAllowed)
        #expect(!limiter.take("2001:db8:1:2:ffff::9", at: World.now).isAllowed)
        #expect(limiter.take("2001:db8:1:3::1", at: World.now).isAllowed)
    }

    @Test func theClockMayGoBack() {
        let limiter = RateLimiter(perMinute: 60)
        for _ in 0..<60 { _ = limiter.take("192.0.2.1", at: World.now) }
        #expect(!limiter.take("192.0.2.1", at: World.now.adding(hours: -5)).isAllowed)
        #expect(limiter.take("192.0.2.1", at: World.now.adding(seconds: 1)).isAllowed)
    }
}

/// The time of a test, which it sets.
final class Box: Sendable {
    private let kept: Mutex<Instant>
    init(time: Instant) { kept = Mutex(time) }
    var time: Instant {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }
}
