import Access
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

@Suite("Publishing by rule") struct PublishingByRuleTests {
    @Test func whatMattersIsWhereHowAndForWhom() {
        var old = ActivityContent(title: Wording("讲座"), summary: Wording("简介"))
        old.ageMin = 6
        func matters(_ change: (inout ActivityContent) -> Void) -> [String] {
            var new = old
            change(&new)
            return ChangesThatMatter.between(old, new)
        }
        #expect(matters { _ in }.isEmpty)
        #expect(matters { ($0.title, $0.summary, $0.description) = (Wording("甲"), Wording("乙"), Wording("丙")) }.isEmpty)
        #expect(matters { ($0.imageURL, $0.contact, $0.note) = ("https://example.org/a.png", "010-1", Wording("注")) }.isEmpty)
        #expect(matters { $0.region = "610113" } == ["region"])
        #expect(matters { $0.place = Place(name: Wording("广场"), address: Wording("路")) } == ["place", "address"])
        #expect(matters { $0.ageMax = 12 } == ["age"])
        #expect(matters { $0.isFree = false } == ["fee"])
        #expect(matters { $0.access = [.wheelchair] } == ["access"])
        #expect(matters { ($0.mode, $0.onlineURL) = (.online, "https://example.org") } == ["mode", "online"])
        #expect(matters { $0.audience = Wording("教师") } == ["audience"])
    }

    private static func published(in world: World) async throws -> ID<Activity> {
        try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            for campaign in [world.city, world.bases] {
                try tx.submit(id, to: campaign, by: world.host)
                try tx.decide(.publish, on: id, in: campaign, seen: 1, by: World.moderator)
            }
            return id
        }
    }

    private static func revise(_ id: ID<Activity>, in world: World, _ change: @escaping @Sendable (inout ActivityContent) -> Void) async throws {
        try await world.database.write { tx in
            let latest = try #require(try tx.latestVersion(of: id))
            var content = latest.content
            change(&content)
            try tx.revise(id, to: content, seen: latest.number, by: 1)
            try tx.submit(id, to: world.city, by: world.host)
        }
    }

    private static func states(_ id: ID<Activity>, _ world: World) async throws -> [String] {
        try await world.database.read { tx in
            try [world.city, world.bases].map { campaign in
                let one = try #require(try tx.placement(of: id, in: campaign))
                return "\(one.state.rawValue) \(one.number) \(one.publishedNumber ?? 0)"
            }
        }
    }

    /// Words go at once, everywhere; what matters is decided by each campaign's own moderator.
    @Test(arguments: TestEngine.allCases) func wordsGoAtOnceWhatMattersWaits(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await Self.published(in: world)
        try await Self.revise(id, in: world) { $0.title = Wording("新名称") }
        #expect(try await Self.states(id, world) == ["published 2 2", "published 2 2"])
        #expect(try await world.database.read { try $0.spotChecks(for: World.moderator, QueueFilter()).map(\.why) } == [.words])
        try await Self.revise(id, in: world) { $0.ageMin = 12 }
        #expect(try await Self.states(id, world) == ["to-moderate 3 2", "published 2 2"])
        #expect(try await world.database.read { try $0.activity(id)?.shown } == 2)
        // One campaign accepts it: it comes to the other's moderator, who has shown nothing new yet.
        try await world.database.write { try $0.decide(.publish, on: id, in: world.city, seen: 3, by: World.moderator) }
        #expect(try await Self.states(id, world) == ["published 3 3", "to-moderate 3 2"])
        // While it waits there, a change of words waits with it.
        try await Self.revise(id, in: world) { $0.title = Wording("又一个名称") }
        #expect(try await Self.states(id, world) == ["published 4 4", "to-moderate 3 2"])
        await world.database.close()
    }

    /// What a moderator returned, the moderator sees again.
    @Test(arguments: TestEngine.allCases) func whatWasReturnedIsSeenAgain(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await Self.published(in: world)
        try await Self.revise(id, in: world) { $0.ageMin = 12 }
        try await world.database.write { try $0.decide(.giveBack, on: id, in: world.city, seen: 2, reason: "名称", by: World.moderator) }
        try await Self.revise(id, in: world) { ($0.title, $0.ageMin) = (Wording("新名称"), nil) }
        #expect(try await Self.states(id, world) == ["to-moderate 3 1", "published 1 1"])
        await world.database.close()
    }

    /// A verified organisation does not wait where the campaign allows it; one return ends the trust.
    @Test(arguments: TestEngine.allCases) func verifiedOrganisationsDoNotWait(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        func submitted() async throws -> (ID<Activity>, PlacementState?) {
            try await world.database.write { tx in
                let id = try tx.addActivity(world.draft("开放日"))
                try tx.submit(id, to: world.city, by: world.host)
                return (id, try tx.placement(of: id, in: world.city)?.state)
            }
        }
        try await world.database.write { try $0.verify(world.museum, true, by: World.moderator) }
        #expect(try await submitted().1 == .toModerate)
        try await world.database.write { tx in
            var rule = ModerationRule()
            rule.sample = 0
            try tx.put(rule, of: world.city, by: 1)
        }
        #expect(try await submitted().1 == .published)
        #expect(try await world.database.read { try $0.spotCheckCount(for: World.moderator, QueueFilter()) } == 0)
        try await world.database.write { tx in
            var rule = ModerationRule()
            rule.sample = 100
            try tx.put(rule, of: world.city, by: 1)
        }
        let (kept, state) = try await submitted()
        let (bad, _) = try await submitted()
        #expect(state == .published)
        try await world.database.write { tx in
            #expect(try tx.spotChecks(for: World.moderator, QueueFilter()).map(\.activity) == [kept, bad])
            #expect(try tx.spotChecks(for: World.stranger, QueueFilter()).isEmpty)
            #expect(throws: Refusal.self) { try tx.keepSpotCheck(kept, in: world.city, seen: 1, by: World.stranger) }
            try tx.keepSpotCheck(kept, in: world.city, seen: 1, by: World.moderator)
            #expect(throws: Refusal.self) { try tx.keepSpotCheck(kept, in: world.city, seen: 1, by: World.moderator) }
            #expect(try tx.isVerified(world.museum))
            try tx.decide(.giveBack, on: bad, in: world.city, seen: 1, reason: "不是科普", by: World.moderator)
            let (isVerified, left) = (try tx.isVerified(world.museum), try tx.spotCheckCount(for: World.moderator, QueueFilter()))
            #expect(!isVerified && left == 0)
        }
        #expect(try await submitted().1 == .toModerate)
        await world.database.close()
    }

    /// Trust is no way round a decision: what was returned, or taken out by the campaign's organiser, comes back through its moderator.
    @Test(arguments: TestEngine.allCases) func whatWasTakenOutDoesNotPassByItself(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let organiser = World.identity(9, Grant(.organiser, over: .campaign("city-series")))
        try await world.database.write { tx in
            try tx.verify(world.museum, true, by: World.moderator)
            var rule = ModerationRule()
            rule.sample = 0
            try tx.put(rule, of: world.city, by: 1)
        }
        for isReturned in [true, false] {
            let state = try await world.database.write { tx in
                let id = try tx.addActivity(world.draft("开放日"))
                try tx.submit(id, to: world.city, by: world.host)
                if isReturned { try tx.decide(.giveBack, on: id, in: world.city, seen: 1, reason: "不是科普", by: World.moderator) }
                try tx.withdraw(id, from: world.city, by: isReturned ? world.host : organiser)
                try tx.submit(id, to: world.city, by: world.host)
                return try tx.placement(of: id, in: world.city)?.state
            }
            #expect(state == .toModerate, "returned: \(isReturned)")
        }
        await world.database.close()
    }

    /// Somebody who organises a campaign may enter activities of any unit there; the trust that the unit has elsewhere is not theirs.
    @Test(arguments: TestEngine.allCases) func trustIsTheUnitsOwn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let organiser = World.identity(9, Grant(.organiser, over: .campaign("city-series")))
        let states = try await world.database.write { tx in
            try tx.verify(world.museum, true, by: World.moderator)
            var rule = ModerationRule()
            rule.sample = 0
            try tx.put(rule, of: world.bases, by: 1)
            return try [organiser, world.host].map { identity -> PlacementState? in
                let id = try tx.enterActivity(world.draft("开放日"), offeredTo: identity.account.id == organiser.account.id ? "city-series" : nil, by: identity)
                try tx.submit(id, to: world.bases, by: identity)
                return try tx.placement(of: id, in: world.bases)?.state
            }
        }
        #expect(states == [.toModerate, .published])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func onlyItsRegionVerifiesAnOrganisation(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        await #expect(throws: Refusal.self) { try await world.database.write { try $0.verify(world.museum, true, by: World.stranger) } }
        await #expect(throws: Refusal.self) { try await world.database.write { try $0.verify(world.museum, true, by: world.host) } }
        #expect(try await world.database.read { try !$0.isVerified(world.museum) })
        await world.database.close()
    }

    /// A festival of one city and the national day show each other's activities: one record, both ways, and only what lies in the city.
    @Test(arguments: TestEngine.allCases) func campaignsShareInBothDirections(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let festival = try await world.database.write { tx in
            let festival = try tx.addCampaign(
                key: "city-festival", name: Wording("城市科学节", "City festival"), kind: .festival, parent: nil, begin: TestKit.day("2023-09-01"),
                end: TestKit.day("2023-10-31"), summary: Wording("简介", "Summary"), region: "610100")
            var (theirs, ours) = (ModerationRule(), ModerationRule())
            (theirs.takesFrom, ours.takesFrom) = ([world.day], [festival])
            try tx.put(theirs, of: festival, by: 1)
            try tx.put(ours, of: world.day, by: 1)
            return festival
        }
        func publish(_ region: String, in campaign: ID<Campaign>) async throws -> ID<Activity> {
            try await world.database.write { tx in
                var draft = world.draft("讲座 \(region)")
                (draft.content.venue, draft.content.region) = (nil, region)
                let id = try tx.addActivity(draft)
                try tx.submit(id, to: campaign, by: world.host)
                try tx.decide(.publish, on: id, in: campaign, seen: 1, by: World.identity(9, Grant(.moderator, over: .all)))
                return id
            }
        }
        func shown(_ id: ID<Activity>, in campaign: ID<Campaign>) async throws -> Int? {
            try await world.database.read { try $0.placement(of: id, in: campaign)?.publishedNumber }
        }
        let inside = try await publish("610113", in: world.city)
        let outside = try await publish("110105", in: world.city)
        let theirs = try await publish("610116", in: festival)
        #expect(try await shown(inside, in: festival) == 1)
        #expect(try await shown(outside, in: festival) == nil)
        #expect(try await shown(theirs, in: world.day) == 1)
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 3)
        // What its organiser took out stays out, and what was there before the agreement follows.
        let all = World.identity(9, Grant(.organiser, over: .all))
        try await world.database.write { try $0.withdraw(inside, from: festival, by: all) }
        let before = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("早已发布"))
            try tx.place(id, in: world.bases)
            return id
        }
        while try await world.database.write({ try $0.shareNext(2) }) {}
        #expect(try await shown(before, in: festival) == 1)
        #expect(try await shown(inside, in: festival) == nil)
        await world.database.close()
    }
}
