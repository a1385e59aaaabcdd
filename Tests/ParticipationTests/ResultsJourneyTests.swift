import Access
import Activities
import Foundation
import Kernel
import Participation
import Storage
import TestKit
import Testing

/// Results on one form: prefilled, warned of, with a remark, photographs and a sample; decided by the office; seen by the public.
@Suite struct ResultsJourneyTests {
    /// The smallest picture there is: one grey dot.
    static let dot = Array(Data(base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==") ?? Data())

    @Test(arguments: TestEngine.allCases) func fromTheFormToThePublicPage(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            try tx.keepBooked(activity: world.activity, session: world.second, value: 98)
            _ = try tx.measure(activity: world.activity, session: world.second, indicator: "viewers", value: 700, source: "player", coversWhole: true, by: 1)
        }
        let site = try await world.site()
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let other = try await Browser.signedIn("other@example.org", Grant(.host, over: .organisation(77)), at: site)
        let office = try await Browser.signedIn("office@example.org", Grant(.office, over: .region(["610000", "610100", "610113"])), at: site)
        let visitor = Browser(site)
        let desk = "/desk/activities/\(world.activity.text)/sessions/\(world.second.text)", form = desk + "/results"

        try await host.go("/desk/reports")
        let isLinked = host.page.links.contains(form)
        #expect(isLinked && host.page.text.contains("Expected by"))
        #expect(try await other.go(form).status == 403)
        #expect(try await Browser(site).go(form).path.hasPrefix("/sign-in"))
        try await host.go(form)
        #expect(host.page.figures["known-booked-visits"] == "98" && host.page.figures["known-measured-viewers"] == "700")
        #expect(host.page.html.contains("value=\"700\""))

        // What cannot be read or be so is said beside its field; what was typed stays.
        for (field, value) in [("visits", "-5"), ("visits", "1000000000000"), ("visits", "about 50"), ("sample_parts", "0")] {
            try await host.submit(form, [field: value])
            #expect(host.page.status == 422 && host.page.html.contains("remark-" + field), "\(field) \(value)")
        }
        try await host.submit(form, ["visits": "", "way": "strips", "sample_counts": "12, many", "sample_parts": "10", "viewers": ""])
        #expect(host.page.status == 422 && host.page.html.contains("remark-sample_counts"))
        try await host.submit(form, ["visits": "140", "way": "count", "viewers": "700"])
        #expect(host.page.status == 422 && host.page.text.contains("above the capacity of 100"))
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM participation_claim WHERE method = 'reported'") } == 0)
        try await host.submit(
            form,
            [
                "visits": "", "way": "strips", "sample_counts": "12 15 9", "sample_parts": "8", "school_visits": "30", "school_times": "1", "viewers": "700", "volunteer_times": "4",
                "summary": "A lively afternoon.", "evidence_text": "plan of the square", "evidence_public": "1",
            ], files: [("photo_1", "hall.png", "no picture")])
        // A picture that is none is refused before anything is kept.
        #expect(host.page.status == 422 && host.page.text.contains("neither a JPEG nor a PNG"))
        try await host.submit(
            form,
            [
                "visits": "", "way": "strips", "sample_counts": "12 15 9", "sample_parts": "8", "school_visits": "30", "school_times": "1", "viewers": "700", "volunteer_times": "4",
                "summary": "A lively afternoon.", "evidence_text": "plan of the square", "evidence_public": "1",
            ], uploads: [("photo_1", "hall.png", Self.dot), ("photo_2", "stage.png", Self.dot)])
        #expect(host.page.path == desk + "/claims" && host.page.text.contains("4 numbers received") && host.page.text.contains("A lively afternoon."))

        try await office.go("/desk/claims")
        #expect(office.page.text.contains("Accept all 4 numbers of these results"))
        let all = try #require(office.page.forms.map(\.action).first { $0.hasPrefix("/desk/results/") })
        try await office.submit(all)
        #expect(office.page.path == "/desk/claims" && office.page.text.contains("4 numbers accepted"))
        #expect(try await world.counted(world.second) == "estimated 96")
        #expect(try await world.counted(world.second, "school-visits") == "estimated 30")
        #expect(try await world.counted(world.second, "volunteer-times") == "reported 4")
        #expect(try await world.counted(world.second, "viewers") == "measured 700")
        try await visitor.go("/activities/\(world.activity.text)")
        let claim = try #require(visitor.page.links.first { $0.hasPrefix("/claims/") })
        try await visitor.go(claim)
        #expect(visitor.page.figures["claim-value"] == "96" && visitor.page.text.contains("96 ± 48: 3 of 8 equal strips counted"))
        #expect(visitor.page.text.contains("plan of the square") && !visitor.page.text.contains("A lively afternoon."))
        let photos = visitor.page.links.filter { $0.contains("/photos/") }
        #expect(photos.count == 2)
        #expect(try await visitor.go(photos[0]).status == 200)
        #expect(try await visitor.go(claim.replacing("/claims/", with: "/evidence/") + "/photos/0000000000009").status == 404)
        await world.database.close()
    }
}
