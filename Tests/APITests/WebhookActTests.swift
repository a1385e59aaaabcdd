import Access
import App
import HTTPTypes
import Kernel
import Outbox
import Rooms
import Storage
import TestKit
import Testing

@Suite("Webhooks for programs")
struct WebhookActTests {
    @Test(arguments: TestEngine.allCases) func chosenChangedAndRemoved(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let webhooks = try #require(world.kepu.house.permissions.first { $0.name == "messages.webhooks" })
        let organiser = try await world.program(.organiser, over: .all, [webhooks])
        let made = try await organiser.send(.post, "/webhooks", "{\"address\":\"https://hooks.example.org/a\",\"records\":[\"news\",\"activity\"]}")
        #expect(try made.status == 201 && made.json["records"] as? [String] == ["activity", "news"] && made.json["changes"] as? [String] == [])
        let path = try "/webhooks/\(made.id)"
        #expect(try await organiser.get("/webhooks").items.count == 1)
        let changed = try await organiser.send(.patch, path, "{\"changes\":[\"published\"]}", match: made.tag)
        #expect(
            try changed.status == 200 && changed.json["records"] as? [String] == ["activity", "news"]
                && changed.json["changes"] as? [String] == ["published"])
        #expect(try await organiser.send(.patch, path, "{\"records\":null}", match: made.tag).status == 412)
        let wrong = try await organiser.send(.patch, path, "{\"records\":[\"gossip\"],\"nothing\":1}", match: changed.tag)
        #expect(try wrong.status == 422 && wrong.pointers == ["/nothing", "/records/0"])
        let address = try await organiser.send(.post, "/webhooks", "{\"address\":\"http://10.0.0.1/\",\"changes\":7}")
        #expect(try address.status == 422 && address.pointers == ["/changes"])
        #expect(try await organiser.send(.post, "/webhooks", "{\"address\":\"https://10.0.0.1/\"}").pointers == ["/address"])
        // Others' are not there.
        let other = try await world.program(.organiser, over: .all, [webhooks])
        #expect(try await other.get(path).status == 404)
        #expect(try await organiser.send(.delete, path, match: changed.tag).status == 204)
        #expect(try await organiser.get(path).status == 404)
    }
}
