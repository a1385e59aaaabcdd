import App
import Foundation
import HTTPTypes
import TestKit
import Testing

@Suite("What programs may do, in the description")
struct ActExampleTests {
    private struct Act {
        let path: String
        let method: String
        let operation: [String: Any]
    }

    private static func acts(_ world: World) async throws -> (acts: [Act], components: [String: Any]) {
        let document = try await world.ask("/api/openapi.json").json
        let components = try #require(document["components"] as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        let all = paths.sorted { $0.key < $1.key }.flatMap { path, methods in
            methods.sorted { $0.key < $1.key }.map { Act(path: path, method: $0.key, operation: $0.value) }
        }
        return (all.filter { $0.operation["security"] != nil }, components)
    }

    /// Every example of every operation is done for real, in a world of its own; its body and its answer are what their schemas say.
    @Test(arguments: TestEngine.allCases)
    func everyExampleIsDoneAndAnswersWhatItSays(_ engine: TestEngine) async throws {
        let names = try await Self.acts(try await World.make(.sqlite)).acts.map { "\($0.method) \($0.path)" }
        #expect(names.count >= 17, "\(names)")
        let world = try await World.make(engine), admin = try await world.administrator()
        try await world.speaks(admin)
        try await world.aTalkWasHeld()
        var done = 0
        for name in names {
            // The document anew, because the last example may have changed what the next one shows.
            let (acts, components) = try await Self.acts(world)
            let act = try #require(acts.first { "\($0.method) \($0.path)" == name })
            let check = SchemaCheck(components: try #require(components["schemas"] as? [String: Any]))
            let examples = try #require(act.operation["x-examples"] as? [[String: Any]])
            #expect(!examples.isEmpty, "\(name) has no example")
            for example in examples {
                try await run(example, act, admin, check)
                done += 1
            }
        }
        #expect(done >= names.count)
    }

    private func run(_ example: [String: Any], _ act: Act, _ admin: Program, _ check: SchemaCheck) async throws {
        let address = try #require(example["request"] as? String), path = String(address.dropFirst("/api/v1".count))
        var body: String?
        if let sent = example["body"] {
            let content = try #require((act.operation["requestBody"] as? [String: Any])?["content"] as? [String: [String: Any]])
            let schema = try #require(content.values.first?["schema"] as? [String: Any])
            #expect(check.problems(sent, schema).isEmpty, "\(address): \(check.problems(sent, schema))")
            body = String(decoding: try JSONSerialization.data(withJSONObject: sent), as: UTF8.self)
        }
        let responses = try #require(act.operation["responses"] as? [String: [String: Any]])
        let match = responses["412"] == nil ? nil : try await admin.get(Self.record(of: path)).tag
        let method = try #require(HTTPRequest.Method(rawValue: act.method.uppercased()))
        let seen = try await admin.send(method, path, body, match: match)
        let good = try #require(responses.first { $0.key.hasPrefix("2") })
        #expect(String(seen.status) == good.key, "\(act.method) \(address): \(seen.text.prefix(400))")
        guard let content = (good.value["content"] as? [String: [String: Any]])?["application/json"], let schema = content["schema"] as? [String: Any] else { return }
        let wrong = check.problems(try seen.json, schema)
        #expect(wrong.isEmpty, "\(address): \(wrong.prefix(5))")
    }

    private static let steps = [
        "decisions", "reservation", "steps", "packing", "acceptance", "inspection", "dispatch", "schedule", "confirmation", "cancellation",
    ]

    /// Where the record stands whose `ETag` is meant.
    private static func record(of path: String) -> String {
        for step in steps where path.hasSuffix("/\(step)") { return String(path.dropLast(step.count + 1)) }
        for step in ["status", "readings"] where path.hasSuffix("/\(step)") { return path.dropLast(step.count) + "entry" }
        return path
    }

    /// Each says what it takes: a token with a permission, and its headers.
    @Test func eachSaysWhatItTakes() async throws {
        let (acts, components) = try await Self.acts(try await World.make(.sqlite))
        let scheme = try #require((components["securitySchemes"] as? [String: [String: Any]])?["token"])
        #expect(scheme["scheme"] as? String == "bearer")
        for act in acts {
            let headers = (act.operation["parameters"] as? [[String: Any]] ?? []).filter { $0["in"] as? String == "header" && $0["required"] as? Bool == true }
                .compactMap { $0["name"] as? String }
            let responses = try #require(act.operation["responses"] as? [String: Any])
            #expect(headers.contains("Idempotency-Key") == (act.method == "post"), "\(act.method) \(act.path)")
            #expect(headers.contains("If-Match") == (responses["412"] != nil) && (responses["412"] != nil) == (responses["428"] != nil), "\(act.method) \(act.path)")
            #expect(responses["401"] != nil && responses["403"] != nil && responses["404"] != nil)
            #expect((act.operation["security"] as? [[String: [String]]])?.allSatisfy { $0["token"]?.isEmpty == false } == true)
        }
    }
}
