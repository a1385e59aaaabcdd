import Access
import App
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing

@Suite("Bodies that mean no good")
struct HostileBodyTests {
    private static func number(_ world: World) async throws -> Int64 {
        try await world.kepu.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") ?? 0 }
    }

    @Test(arguments: [
        ("", 400), ("{", 400), ("{}x", 400), ("[]", 422), ("null", 422), ("1", 422), ("\"a\"", 422), ("{\"kind\":\"lecture\",\"kind\":\"tour\"}", 400),
        ("{\"title\":{\"zh\":\"\\ud800\"}}", 400), ("{\"title\":{\"zh\":\"a\\u0000b\"}}", 422), ("{\"capacity\":1e400}", 400), ("{\"capacity\":99999999999999999999}", 400),
        ("{\"capacity\":1.5}", 422), ("{\"capacity\":-1}", 422), ("{\"capacity\":1000001}", 422), ("{\"latitude\":91,\"longitude\":0}", 422), ("{\"zone\":\"Mars\"}", 422),
        ("{\"kind\":null}", 422), ("{\"title\":[]}", 422), ("{\"title\":{\"zh\":{}}}", 422), ("{\"access\":{}}", 422), ("{\"access\":[[]]}", 422),
        ("{\"period_begin\":\"2026-02-29\",\"period_end\":\"2026-03-01\"}", 422), ("{\"venue\":\"0000000000001\"}", 422), ("{\"venue\":\"zzzzzzzzzzzzz\"}", 422),
        ("{\"organiser\":\"0000000000001\"}", 422), ("{\"id\":\"0000000000001\"}", 422), ("{\"__proto__\":{}}", 422), ("{\"online_url\":\"javascript:alert(1)\"}", 422),
        ("{\"\":1}", 422), ("{\"a/b~c\":1}", 422), ("{\"nothing\":null}", 422),
    ] as [(String, Int)])
    func areRefusedAndChangeNothing(_ body: String, _ status: Int) async throws {
        let world = try await World.make(.sqlite), host = try await world.host(), path = "/activities/\(world.activities[0].text)/entry"
        let before = try await host.get(path)
        let seen = try await host.send(.patch, path, body, match: before.tag, headers: ["Content-Type": "application/json"])
        #expect(seen.status == status, "\(body): \(seen.status) \(seen.text.prefix(300))")
        #expect(seen.headers["content-type"] == "application/problem+json")
        if status == 422 { #expect(try !seen.pointers.isEmpty) }
        #expect(try await host.get(path).body == before.body)
    }

    @Test func pointersAreEscaped() async throws {
        let world = try await World.make(.sqlite), host = try await world.host(), path = "/activities/\(world.activities[0].text)/entry"
        let tag = try await host.get(path).tag
        #expect(try await host.send(.patch, path, "{\"a/b~c\":1,\"\":2}", match: tag).pointers == ["/", "/a~1b~0c"])
    }

    @Test(arguments: TestEngine.allCases)
    func sizeDepthAndKindAreLimited(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), organiser = try await world.museum.text
        let long = try await host.send(.post, "/activities", "{\"title\":{\"zh\":\"" + String(repeating: "a", count: 300_000) + "\"}}")
        #expect(try long.status == 413 && long.code == "body-too-large")
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        #expect(try await host.send(.post, "/activities", deep).status == 400)
        #expect(try await host.send(.post, "/activities", "[" + String(repeating: "0,", count: 100_000) + "0]").status == 413)
        let sessions = "[" + String(repeating: "{},", count: 200) + "{}]"
        #expect(try await host.send(.post, "/activities", EnteringTests.lecture(organiser, ",\"sessions\":\(sessions)")).pointers == ["/sessions"])
        for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""] {
            let seen = try await host.send(.post, "/activities", EnteringTests.lecture(organiser), headers: ["Content-Type": type])
            #expect(seen.status == 415 && seen.headers["accept-post"] == "application/json", "\(type)")
        }
        let path = "/activities/\(world.activities[0].text)/entry", tag = try await host.get(path).tag
        let patch = try await host.send(.patch, path, "{}", match: tag, headers: ["Content-Type": "application/json-patch+json"])
        #expect(patch.status == 415 && patch.headers["accept-patch"] == "application/merge-patch+json, application/json")
        #expect(try await host.send(.patch, path, "{}", match: tag, headers: ["Content-Type": "application/json; charset=utf-8"]).status == 200)
        let parameter = try await host.send(.patch, path + "?force=1", "{}", match: tag)
        #expect(try parameter.status == 400 && parameter.string("parameter") == "force")
        #expect(try await host.send(.get, path + "?confirmed=1").status == 400)
        #expect(try await Self.number(world) == 7)
    }

    /// Texts that make trouble elsewhere come back as they were sent.
    @Test(arguments: TestEngine.allCases)
    func textsComeBackAsTheyWere(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), organiser = try await world.museum.text
        for text in ["'; DROP TABLE activities_activity; --", "<script>alert(1)</script>", "𠮷野家 👩‍🚀 \u{202E}abc", "a\"b\\c/d", "ｆｕｌｌ ｗｉｄｔｈ", "{{figure}}"] {
            let quoted = String(decoding: try JSONSerialization.data(withJSONObject: [text]), as: UTF8.self).dropFirst().dropLast()
            let body = "{\"organiser\":\"\(organiser)\",\"title\":{\"zh\":\(quoted)},\"kind\":\"lecture\"}"
            let seen = try await host.send(.post, "/activities", body)
            #expect(try seen.status == 201 && (seen.json["title"] as? [String: Any])?["zh"] as? String == text, "\(seen.text.prefix(200))")
        }
    }
}
