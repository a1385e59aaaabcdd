import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Which pages a device may keep: an open checklist, for the person who opened it; nothing else says so.
@Suite struct InspectionOfflineTests {
    @Test(arguments: TestEngine.allCases) func onlyAnOpenChecklistSaysSo(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, PaperJourneyTests.file.replacing("    sealed: true\n", with: "").replacing("kind: file, required: true", with: "kind: file"))
        let id = try #require(try await world.passed(1).first)
        let office = try await world.browser("inspector", .organiser, over: .organisation(world.bureau.number))
        let account = try await world.database.read { tx in try #require(try tx.account(login: "inspector@example.org")).account.id.text }
        let path = "/desk/calls/base-2022/inspections/\(id)"
        let open = try await office.go(path)
        #expect(open.status == 200 && open.headers["kepu-offline"] == account && open.html.contains("data-offline="))
        for other in ["/desk", "/desk/calls/base-2022/inspections", "/desk/calls/base-2022/applications/\(id)", "/desk/calls/base-2022"] {
            let seen = try await office.go(other)
            #expect(seen.status == 200 && seen.headers["kepu-offline"] == nil && !seen.html.contains("data-offline="), "\(other)")
        }
        let district = try await world.browser("district2", .organiser, over: .organisation(world.district.number))
        #expect(try await district.go(path).headers["kepu-offline"] == nil)

        try await world.database.write { tx in try tx.execute("UPDATE calls_application SET state = 'proposed' WHERE id = \(id)") }
        let closed = try await office.go(path)
        #expect(closed.status == 200 && closed.headers["kepu-offline"] == nil && !closed.html.contains("data-offline="))

        // The worker reaches the pages of calls; no other script is one.
        let worker = try await office.go("/js/inspections-worker.js"), script = try await office.go("/js/offline.js")
        #expect(worker.status == 200 && worker.headers["service-worker-allowed"] == "/desk/calls/" && script.headers["service-worker-allowed"] == nil)
        #expect(worker.headers["content-security-policy"]?.contains("script-src 'self'") == true)
        await world.database.close()
    }
}
