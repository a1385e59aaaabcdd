import Access
import Activities
import Bookings
import Declaration
import Kernel
import Storage
import TestKit
import Testing

/// Rules set at the desk are those that a file would declare.
@Suite struct RulesDeskTests {
    @Test(arguments: TestEngine.allCases) func aHostSetsRulesAndThePublicReadsThem(_ engine: TestEngine) async throws {
        let world = try await World.make(engine, capacity: 60)
        let site = try await world.site()
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let path = "/desk/booking-rules/activity/\(world.activity.text)"
        try await host.go(path)
        #expect(host.page.status == 200, "\(host.page.text)")
        try await host.submit(path, ["opens_days": "7", "opens_at": "25:00"])
        #expect(host.page.status == 422 && host.page.text.contains("looks like 09:00"))
        try await host.submit(path, ["opens_at": "12:00", "k_individual_to": "3", "k_school_from": "10", "k_school_to": "5"])
        #expect(host.page.status == 422 && host.page.text.contains("Not fewer"))
        try await host.submit(path, ["k_school_to": "60", "k_school_places": "20", "releases": "50 7 12:00\n50 1 08:00", "no_show_times": "3"])
        #expect(host.page.path.hasPrefix("/rules/"), "\(host.page.path) \(host.page.text)")
        #expect(host.page.text.contains("20 places of each session are theirs") && host.page.text.contains("50 %"))
        // What the form shows again is what was said.
        try await host.go(path)
        let form = try #require(host.page.form(to: path))
        let values = Dictionary(form.values.map { ($0.name, $0.value) }) { first, _ in first }
        #expect(values["opens_at"] == "12:00" && values["k_school_places"] == "20" && values["releases"]?.contains("50 1 08:00") == true)
        let before = try await world.database.read { try $0.namedRules(at: .activity, world.activity.number).first?.body }
        try await host.submit(path, [:])
        #expect(try await world.database.read { try $0.namedRules(at: .activity, world.activity.number).first?.body } == before)
        #expect(try await world.code { _ = try await world.book(4) } == "bookings-early")
        let other = try await Browser.signedIn("other@example.org", Grant(.host, over: .organisation(1)), at: site)
        #expect(try await other.go(path).status == 403)
        try await host.go(path)
        try await host.submit(path + "/removal?key=\(try #require(before?["key"]?.text))")
        #expect(try await world.database.read { try $0.namedRules(at: .activity, world.activity.number).isEmpty })
        await world.database.close()
    }
}
