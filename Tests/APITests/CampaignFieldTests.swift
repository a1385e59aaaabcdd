import Access
import Activities
import App
import Campaigns
import Foundation
import HTTPTypes
import Kernel
import Language
import Storage
import TestKit
import Testing

@Suite("What a campaign asks for beside, by program")
struct CampaignFieldTests {
    @Test(arguments: TestEngine.allCases)
    func whatIsMissingIsNamedInTheBody(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host()
        try await world.kepu.database.write { tx in
            var rule = ModerationRule()
            rule.fields = [CampaignField(key: "quarter", name: Wording("片区", "Quarter"), choices: ["东", "西"], isRequired: true)]
            try tx.put(rule, of: world.autumn, by: 0)
        }
        let made = try await host.send(.post, "/activities", EnteringTests.lecture(try await world.museum.text))
        let id = try made.id, path = "/activities/\(id)/submissions"
        let missing = try await host.send(.post, path, #"{"campaign":"autumn-2026"}"#)
        #expect(try missing.status == 422 && missing.code == "campaign-fields" && missing.pointers == ["/fields/quarter"], "\(missing.text)")
        let wrong = try await host.send(.post, path, #"{"campaign":"autumn-2026","fields":{"quarter":"南"}}"#)
        #expect(try wrong.status == 422 && wrong.pointers == ["/fields/quarter"])
        let number = try await host.send(.post, path, #"{"campaign":"autumn-2026","fields":{"quarter":5}}"#)
        #expect(try number.status == 422 && number.pointers == ["/fields/quarter"])
        let good = try await host.send(.post, path, #"{"campaign":"autumn-2026","fields":{"quarter":"西"}}"#)
        #expect(try good.status == 201 && good.json["fields"] as? [String: String] == ["quarter": "西"], "\(good.text)")
    }
}
