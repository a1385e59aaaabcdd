import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@Suite("What the API says when something is wrong")
struct ProblemTests {
    @Test(arguments: [
        ("activities?colour=red", "colour"), ("activities?limit=0", "limit"), ("activities?limit=201", "limit"), ("activities?limit=x", "limit"),
        ("activities?age=200", "age"), ("activities?region=61", "region"), ("activities?region=999999", "region"), ("activities?begin=yesterday", "begin"),
        ("activities?free=yes", "free"), ("activities?mode=dance", "mode"), ("activities?kind=lecture&kind=tour", "kind"), ("activities?q=%00", "q"),
        ("activities?begin=2026-06-02&end=2026-06-01", "end"), ("activities?cursor=AAAA", "cursor"), ("activities?cursor=", nil), ("activities?page=2", "page"),
        ("venues?kind=castle", "kind"), ("venues?region=12", "region"), ("regions?within=000000", "within"), ("figures/spring-2026?by=colour", "by"),
        ("changes?since=yesterday", "since"), ("changes?since=0000000ZZZZZZ", "since"), ("campaigns?page=1", "page"), ("news?limit=-1", "limit"),
    ] as [(String, String?)])
    func aWrongParameterIsNamed(_ request: String, _ parameter: String?) async throws {
        let world = try await World.make(.sqlite)
        let seen = try await world.ask("/api/v1/" + request)
        guard let parameter else {
            #expect(seen.status == 200)
            return
        }
        #expect(seen.status == 400, "\(seen.text.prefix(200))")
        #expect(seen.headers["content-type"] == "application/problem+json")
        #expect(try seen.string("parameter") == parameter, "\(seen.text)")
        #expect(try seen.json["status"] as? Int == 400)
    }

    @Test func theProblemIsToldInTheReadersLanguage() async throws {
        let world = try await World.make(.sqlite)
        #expect(try await world.ask("/api/v1/activities?limit=0").string("detail")?.contains("whole number from 1 to 200") == true)
        #expect(try await world.ask("/api/v1/activities?limit=0", headers: ["Accept-Language": "zh"]).string("detail")?.contains("整数") == true)
    }

    @Test(arguments: TestEngine.allCases)
    func aCursorBelongsToItsQuestion(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let next = try #require(try await world.ask("/api/v1/activities?kind=lecture&limit=1").string("next"))
        let cursor = try #require(next.split(separator: "cursor=").last)
        for request in ["activities?cursor=\(cursor)", "activities?kind=tour&cursor=\(cursor)", "venues?cursor=\(cursor)"] {
            #expect(try await world.ask("/api/v1/" + request).string("parameter") == "cursor")
        }
        // One letter changed anywhere is no cursor of ours.
        let letters = Array(cursor)
        for place in letters.indices {
            var other = letters
            other[place] = letters[place] == "A" ? "B" : "A"
            let changed = String(other)
            #expect(try await world.ask("/api/v1/activities?kind=lecture&cursor=\(changed)").status == 400)
        }
        let same = try await world.ask("/api/v1/activities?limit=3&cursor=\(cursor)&kind=lecture&utm_source=app")
        #expect(same.status == 200)
    }

    @Test func unknownAddressesMethodsAndLongQuestionsAreProblems() async throws {
        let world = try await World.make(.sqlite)
        for path in ["/api/v1/nothing", "/api/", "/api/v2/activities", "/api/v1/activities/nobody", "/api/v1/campaigns/none", "/api/v1/figures/none"] {
            let seen = try await world.ask(path)
            #expect(seen.status == 404 && seen.headers["content-type"] == "application/problem+json", "\(path)")
        }
        let posted = try await world.ask("/api/v1/activities", .patch)
        #expect(posted.status == 405 && posted.headers["allow"] == "GET, HEAD, POST")
        #expect(try await world.ask("/api/v1/regions", .post).headers["allow"] == "GET, HEAD")
        #expect(posted.headers["content-type"] == "application/problem+json")
        let long = try await world.ask("/api/v1/activities?q=" + String(repeating: "a", count: 1 << 20))
        #expect(long.status == 414 && long.headers["content-type"] == "application/problem+json")
        let many = try await world.ask("/api/v1/activities?" + (0..<1_000).map { "f\($0)=1" }.joined(separator: "&"))
        let named = try many.string("parameter")
        #expect(many.status == 400 && named == "f0")
        #expect(try await world.ask("/api/v1/activities?q=%ZZ").status == 400)
    }
}
