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
        // Who begins again, drawn or not, is told so and counts for nothing; another session knows nothing of it.
        let again = Browser(site)
        try await again.go(open)
        try await again.submit(open, [:])
        for _ in 0..<5 {
            try await again.go(open)
            try await again.submit(open, [:])
            #expect(again.page.status == 409 && again.page.text.contains("nothing was counted again"))
        }
        let turns = try await world.database.read { try $0.feedbackCall(world.activity, world.session)?.turns }
        #expect(turns == 13)
        // So many from one address in a minute, whatever cookies they bring.
        var refused = 0
        for _ in 0..<30 {
            let one = Browser(site)
            try await one.go(open)
            try await one.submit(open, [:])
            if one.page.status == 429 { refused += 1 }
        }
        let counted = try await world.database.read { try $0.feedbackCall(world.activity, world.session)?.turns }
        #expect(refused > 0 && counted == 13 + 30 - Int64(refused))
        try await host.go(desk)
        #expect(Int(host.page.figures["feedback-asked"] ?? "") == Int((13 + 30 - refused + 1) / 2))
        #expect(host.page.figures["feedback-answered"] == "6" && host.page.figures["feedback-liking-great"] == "6")
        #expect(try await visitor.go(open + "/abc").status == 409)
        #expect(try await visitor.go("/feedback/0000000000009").status == 404)
        await world.database.close()
    }
}
