import Access
import Activities
import Feedback
import Kernel
import Storage
import TestKit
import Testing

/// From the poster to the public summary, through the forms.
@Suite struct FeedbackJourneyTests {
    @Test(arguments: TestEngine.allCases) func fromThePosterToTheSummary(_ engine: TestEngine) async throws {
        let world = try await FeedbackWorld.make(engine, oneIn: nil)
        let site = try await world.site()
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let other = try await Browser.signedIn("other@example.org", Grant(.host, over: .organisation(77)), at: site)
        let visitor = Browser(site)
        let desk = "/desk/activities/\(world.activity.text)/sessions/\(world.session.text)/feedback", open = "/feedback/\(world.session.text)"
        #expect(try await visitor.go(open).status == 409)
        #expect(try await other.go(desk).status == 403)
        try await host.go(desk)
        try await host.submit(desk, ["is_open": "1", "one_in": "0"])
        #expect(host.page.status == 422)
        try await host.submit(desk, ["is_open": "1", "one_in": "2"])
        #expect(host.page.status == 200 && host.page.text.contains("the poster can be printed"))
        let poster = try await host.go(desk + "/poster.pdf")
        #expect(poster.status == 200 && poster.html.hasPrefix("%PDF"))

        // Reading asks nobody; the second who begins is not drawn.
        for _ in 0..<3 { try await visitor.go(open) }
        #expect(try await world.summary()?.asked == 0)
        for turn in 0..<12 {
            let one = Browser(site)
            try await one.go(open)
            try await one.submit(open, [:])
            guard turn % 2 == 0 else {
                #expect(one.page.path == "/activities/\(world.activity.text)" && one.page.text.contains("not drawn this time"))
                continue
            }
            let path = one.page.path
            #expect(path.hasPrefix(open + "/") && one.page.status == 200)
            try await one.submit(path, ["liking": "great", "again": "yes"])
            #expect(one.page.status == 422 && one.page.text.contains("What did it change for you"))
            try await one.submit(path, ["liking": "great", "change": "learned", "again": "yes"])
            #expect(one.page.path == open + "/thanks")
            if turn == 0 {
                // Back, and once more: one answer.
                try await one.go(path)
                try await one.submit(path, ["liking": "bad", "change": "learned", "again": "no"])
                #expect(one.page.status == 409)
            }
            try await visitor.go("/activities/\(world.activity.text)")
            #expect(visitor.page.figures["feedback-answered"] == (turn < 8 ? nil : turn == 8 ? "5" : "6"))
        }
        try await host.go(desk)
        #expect(host.page.figures["feedback-asked"] == "6" && host.page.figures["feedback-liking-great"] == "6")
        #expect(try await visitor.go(open + "/abc").status == 409)
        #expect(try await visitor.go("/feedback/0000000000009").status == 404)
        await world.database.close()
    }
}
