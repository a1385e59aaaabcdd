import Access
import Activities
import Kernel
import Participation
import Storage
import TestKit
import Testing
import Web

@Suite struct ClaimQueueTests {
    /// Everything that waits can be reached, the oldest first, and the numbers say where one is.
    @Test(arguments: TestEngine.allCases) func aLongQueueHasPages(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), site = try await world.site()
        let claims = try await world.database.write { tx in
            try (0..<103).map { try tx.makeClaim(ClaimDraft(activity: world.activity, session: world.first, value: Int64(1000 + $0), reason: "签到表"), by: 1) }
        }
        let office = try await Browser.signedIn("office@example.org", Grant(.office, over: .all), at: site)
        func listed() -> [String] { claims.map(\.text).filter { id in office.page.links.contains { $0.hasSuffix("/\(id)") && $0.hasPrefix("/desk/claims/") } } }
        try await office.go("/desk/claims")
        #expect(listed() == claims.prefix(50).map(\.text) && office.page.text.contains("103 waiting, of which these are 1 to 50"))
        #expect(office.page.links.contains("/desk/claims?page=2") && office.page.links.contains("/desk/claims?page=3"))
        try await office.go("/desk/claims?page=3")
        #expect(listed() == claims.suffix(3).map(\.text) && office.page.text.contains("these are 101 to 103"))
        try await office.submit("/desk/claims/\(world.activity.text)/\(claims[102].text)", ["decision": "accept"])
        #expect(office.page.status == 200 && office.page.text.contains("102 waiting"))
        #expect(try await office.go("/desk").text.contains("102"))
        // A page that is over says where the others are.
        try await office.go("/desk/claims?page=9")
        #expect(listed() == [] && office.page.text.contains("Nothing is left on this page") && office.page.text.contains("102 waiting"))
        #expect(try await office.go("/desk/claims?colour=red").status == 400)
        await world.database.close()
    }
}
