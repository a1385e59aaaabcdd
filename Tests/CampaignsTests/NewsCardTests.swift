import Access
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

/// What of the news waits for whom, on the front page of the desk.
@Suite struct NewsCardTests {
    @Test(arguments: TestEngine.allCases) func whatWaitsStandsOnTheDesk(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let (id, own) = (try await world.draft(), try await world.draft(about: nil))
        let moderator = try await Browser.signedIn(
            "moderator@example.org", Grant(.moderator, over: .organisation(world.museum.number)), at: world.site)
        #expect(!(try await world.organiser.go("/desk").text.contains("News to check")))
        try await world.step(world.host, id, "submit")
        try await world.step(world.host, own, "submit")

        // Whoever checks the campaign's news sees what is about it; the unit's own waits for whoever checks
        // what the unit says.
        let organiser = try await world.organiser.go("/desk")
        #expect(
            organiser.text.contains("News to check 1") && organiser.links.contains("/desk/news/\(id)")
                && !organiser.links.contains("/desk/news/\(own)"))
        let checker = try await moderator.go("/desk")
        #expect(checker.links.contains("/desk/news/\(own)") && !checker.links.contains("/desk/news/\(id)"))
        #expect(!(try await world.host.go("/desk").text.contains("News to check")))

        try await world.decide(world.organiser, id, ["decision": "return", "remark": "Whose visits?"])
        let returned = try await world.host.go("/desk")
        #expect(
            returned.text.contains("News returned to you 1") && returned.text.contains("Whose visits?") && returned.links.contains("/desk/news/\(id)")
        )
        // It concerns everybody who speaks for the unit, and nobody else.
        let colleague = try await Browser.signedIn("colleague@example.org", Grant(.host, over: .organisation(world.museum.number)), at: world.site)
        #expect(try await colleague.go("/desk").links.contains("/desk/news/\(id)"))
        #expect(!(try await world.organiser.go("/desk").text.contains("News returned to you")))
        try await world.step(world.host, id, "submit")
        #expect(!(try await world.host.go("/desk").text.contains("News returned to you")))
        await world.database.close()
    }

    /// What a unit said is what the unit says of which it became a part.
    @Test(arguments: TestEngine.allCases) func newsFollowsTheUnit(_ engine: TestEngine) async throws {
        let world = try await NewsWorld.make(engine)
        let id = try await world.draft()
        try await world.publish(id)
        let museum = world.museum
        let kept = try await world.database.write { tx in
            let kept = try tx.addOrganisation(key: "kept", name: Wording("新馆", "The New Museum"), kind: .museum, region: nil)
            let merger = try tx.addAccount(login: "merger@example.org", name: "Merger", passwordHash: "x")
            try tx.grant(Grant(.administrator, over: .all), to: merger)
            let identity = try tx.identity(of: Account(id: merger, login: "merger@example.org", name: "Merger"))
            try tx.merge(museum, into: kept, house: NewsWorld.house.house, by: identity)
            return kept
        }
        #expect(try await world.database.read { try $0.newsItem(id)?.unitID } == kept)
        #expect(try await world.visitor.go("/news/\(id)").text.contains("The New Museum"))
        await world.database.close()
    }
}
