import Access
import Activities
import App
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing

@Suite("Deciding by program")
struct DecidingTests {
    /// A host hands an entry in, a moderator returns it with a remark on a field, the host mends it, it is published, and the public finds it.
    @Test(arguments: TestEngine.allCases)
    func fromTheFirstDraftToThePublic(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), moderator = try await world.moderator()
        let made = try await host.send(.post, "/activities", EnteringTests.lecture(try await world.museum.text))
        let id = try made.id, path = "/activities/\(id)/submissions/autumn-2026"
        let submitted = try await host.send(.post, "/activities/\(id)/submissions", #"{"campaign":"autumn-2026","version":1}"#)
        #expect(submitted.status == 201 && submitted.headers["location"] == "/api/v1" + path, "\(submitted.text)")
        #expect(try submitted.string("state") == "to-moderate" && submitted.json["published_version"] is NSNull)
        let again = try await host.send(.post, "/activities/\(id)/submissions", #"{"campaign":"autumn-2026"}"#)
        #expect(try again.status == 409 && again.code == "nothing-new")

        let seen = try await moderator.get(path)
        #expect(seen.tag == submitted.tag && seen.body == submitted.body)
        let bare = try await moderator.send(.post, path + "/decisions", #"{"decision":"return"}"#, match: seen.tag)
        #expect(try bare.status == 422 && bare.pointers == ["/reason"], "\(bare.text)")
        let wrong = try await moderator.send(.post, path + "/decisions", #"{"decision":"burn","remarks":{"colour":"red","title":5}}"#, match: seen.tag)
        #expect(try wrong.status == 422 && wrong.pointers == ["/decision", "/remarks/colour", "/remarks/title"])
        let back = try await moderator.send(.post, path + "/decisions", #"{"decision":"return","remarks":{"title":"请写明内容"}}"#, match: seen.tag)
        #expect(try back.status == 200 && back.string("state") == "returned" && back.json["remarks"] as? [String: String] == ["title": "请写明内容"])

        let mended = try await host.send(.patch, "/activities/\(id)/entry", #"{"title":{"zh":"秋季星空讲座"}}"#, match: made.tag)
        #expect(mended.status == 200)
        let old = try await host.send(.post, "/activities/\(id)/submissions", #"{"campaign":"autumn-2026","version":1}"#)
        #expect(try old.status == 409 && old.code == "newer-version")
        let second = try await host.send(.post, "/activities/\(id)/submissions", #"{"campaign":"autumn-2026"}"#)
        #expect(try second.json["version"] as? Int == 2)
        // What was seen before is not what is decided now.
        let late = try await moderator.send(.post, path + "/decisions", #"{"decision":"publish"}"#, match: back.tag)
        #expect(late.status == 412 && late.body == second.body)
        let done = try await moderator.send(.post, path + "/decisions", #"{"decision":"publish"}"#, match: second.tag)
        #expect(try done.string("state") == "published" && done.json["published_version"] as? Int == 2)
        let open = try await world.ask("/api/v1/activities/\(id)")
        #expect(try open.status == 200 && (open.json["title"] as? [String: String])?["zh"] == "秋季星空讲座")
        #expect(try await world.ask("/api/v1/activities?campaign=autumn-2026").ids.contains(id))

        // The host's, not the moderator's: taking it back.
        #expect(try await moderator.send(.delete, path, match: done.tag).status == 403)
        let gone = try await host.send(.delete, path, match: done.tag)
        #expect(try gone.status == 200 && gone.string("state") == "withdrawn")
        #expect(try await world.ask("/api/v1/activities/\(id)").status == 404)
    }

    @Test(arguments: TestEngine.allCases)
    func manyAtOnceEachWithItsOutcome(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host(), moderator = try await world.moderator()
        var entries: [String] = []
        for id in world.activities.prefix(3) {
            #expect(try await host.send(.post, "/activities/\(id.text)/submissions", #"{"campaign":"autumn-2026"}"#).status == 201)
            entries.append(#"{"activity":"\#(id.text)","campaign":"autumn-2026","version":1}"#)
        }
        entries[2] = #"{"activity":"\#(world.activities[2].text)","campaign":"autumn-2026","version":9}"#
        entries.append(#"{"activity":"\#(world.draft.text)","campaign":"autumn-2026","version":1}"#)
        let body = #"{"decision":"publish","entries":[\#(entries.joined(separator: ","))]}"#
        let seen = try await moderator.send(.post, "/decisions", body, key: "batch")
        #expect(try seen.status == 200 && seen.json["done"] as? Int == 2, "\(seen.text)")
        let left = try #require(try seen.json["left"] as? [[String: Any]])
        let codes: [String: String] = Dictionary(left.map { ($0["activity"] as? String ?? "", $0["code"] as? String ?? "") }, uniquingKeysWith: { first, _ in first })
        #expect(codes == [world.activities[2].text: "newer-version", world.draft.text: "not-found"])
        // Sent again it is not decided again: the same is told.
        #expect(try await moderator.send(.post, "/decisions", body, key: "batch").body == seen.body)
        let wrong = try await moderator.send(.post, "/decisions", #"{"decision":"return","entries":[{"activity":"x","campaign":"a","version":1},{}]}"#)
        #expect(try wrong.status == 422 && wrong.pointers == ["/entries/0/activity", "/entries/1/activity", "/entries/1/campaign", "/entries/1/version"], "\(wrong.text)")
        #expect(try await moderator.send(.post, "/decisions", #"{"decision":"return","entries":[{"activity":"\#(world.draft.text)","campaign":"a","version":1}]}"#).pointers == ["/reason"])
        #expect(try await moderator.send(.post, "/decisions", #"{"decision":"publish","entries":[]}"#).pointers == ["/entries"])
    }
}
