import Foundation
import TestKit
import Testing

@Suite("The API's description")
struct DocumentTests {
    /// Every example of the document is asked, and every parameter with its own example; each answer is what its schema says.
    @Test(arguments: TestEngine.allCases)
    func itsExamplesWorkAndAnswerWhatItSays(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.issuePlan()
        let document = try await world.ask("/api/openapi.json").json
        #expect(document["openapi"] as? String == "3.1.0")
        let components = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
        let check = SchemaCheck(components: components)
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        #expect(paths.count >= 15)
        var asked = 0
        for (path, methods) in paths {
            guard let operation = methods["get"], operation["security"] == nil else { continue }
            let responses = try #require(operation["responses"] as? [String: [String: Any]])
            let content = try #require((responses["200"]?["content"] as? [String: [String: Any]])?["application/json"])
            let schema = try #require(content["schema"] as? [String: Any])
            let examples = try #require(operation["x-examples"] as? [[String: String]])
            #expect(!examples.isEmpty, "\(path) has no example")
            for request in examples.compactMap({ $0["request"] }) + alone(operation, examples) {
                let seen = try await world.ask(request)
                #expect(seen.status == 200, "\(request): \(seen.text.prefix(300))")
                #expect(seen.headers["content-type"] == "application/json")
                let wrong = check.problems(try seen.json, schema)
                #expect(wrong.isEmpty, "\(request): \(wrong.prefix(5))")
                asked += 1
            }
        }
        #expect(asked >= 45)
    }

    /// One request for each parameter of the query that has an example.
    private func alone(_ operation: [String: Any], _ examples: [[String: String]]) -> [String] {
        let base = examples.first?["request"]?.split(separator: "?").first.map(String.init) ?? ""
        return (operation["parameters"] as? [[String: Any]] ?? []).compactMap { parameter in
            guard parameter["in"] as? String == "query", let name = parameter["name"] as? String, let example = parameter["example"] else { return nil }
            let value = (example as? [Any])?.first ?? example
            let text = "\(value)".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return "\(base)?\(name)=\(text)"
        }
    }

    /// The filters of the page and those of the API are one list.
    @Test func theFiltersAreThoseOfThePage() async throws {
        let world = try await World.make(.sqlite)
        let page = try await world.ask("/activities").text
        let document = try await world.ask("/api/openapi.json").json
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        let parameters = try #require(paths["/activities"]?["get"]?["parameters"] as? [[String: Any]])
        let names = Set(parameters.compactMap { $0["name"] as? String })
        for match in page.matches(of: /<(?:input|select)[^>]* name="([a-z]+)"/) where !["lang", "page", "csrf"].contains(match.1) {
            #expect(names.contains(String(match.1)), "the page's filter \(match.1)")
        }
        #expect(names.isSuperset(of: ["q", "region", "age", "places", "access", "limit", "cursor"]))
    }

    @Test func itSpeaksBothLanguages() async throws {
        let world = try await World.make(.sqlite)
        let zh = try await world.ask("/api/openapi.json", headers: ["Accept-Language": "zh-CN"]), en = try await world.ask("/api/openapi.json")
        #expect(zh.text.contains("活动的标识") && en.text.contains("The activity's identity"))
        #expect(!en.text.contains("标识"))
    }
}
