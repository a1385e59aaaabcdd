import Access
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// A changed time holds at once; the moderators of the campaigns that show the activity look at it afterwards.
@Suite struct TimesLookTests {
    private struct Shown {
        let id: ID<Activity>
        let session: ID<ActivitySession>
    }

    /// A lecture at nine, public in two campaigns.
    private static func shown(in world: World) async throws -> Shown {
        try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座", "Lecture"))
            let session = try tx.addSession(Self.draft("2023-09-16T01:00:00Z"), to: id)
            for campaign in [world.city, world.bases] { try tx.place(id, in: campaign) }
            return Shown(id: id, session: session)
        }
    }

    private static func draft(_ begin: String) -> SessionDraft { SessionDraft(begin: instant(begin), end: instant(begin).adding(hours: 2)) }

    private static func move(_ one: Shown, to begin: String, by identity: Identity, in world: World) async throws {
        try await world.database.write { tx in
            let old = try #require(try tx.session(one.id, one.session))
            try tx.changingTimes(of: one.id, by: identity) {
                try tx.changeSession(old, to: Self.draft(begin), status: .scheduled, house: World.house, by: identity.account.id.number)
            }
        }
    }

    private static func lines(_ world: World) async throws -> [QueueLine] {
        try await world.database.read { try $0.spotChecks(for: World.moderator, QueueFilter()) }
    }

    private static func changes(_ one: Shown, in campaign: ID<Campaign>, _ world: World) async throws -> [TimeChange] {
        try await world.database.read { try $0.timeChanges(of: [one.id]) }[PlacementTimes(activity: one.id, campaign: campaign)] ?? []
    }

    private static func keep(_ one: Shown, in campaign: ID<Campaign>, seen: Int = 1, moves: Int, _ world: World) async throws -> String? {
        do {
            try await world.database.write { try $0.keepSpotCheck(one.id, in: campaign, seen: seen, moves: moves, by: World.moderator) }
            return nil
        } catch let refusal as Refusal { return refusal.code }
    }

    @Test(arguments: TestEngine.allCases) func itHoldsAtOnceAndOneLineWaitsInEachCampaign(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let one = try await Self.shown(in: world)
        try await Self.move(one, to: "2023-09-16T03:00:00Z", by: world.host, in: world)
        let session = try await world.database.read { try $0.session(one.id, one.session) }
        #expect(session?.begin == instant("2023-09-16T03:00:00Z") && session?.status == .moved)
        #expect(try await Self.lines(world).map(\.why) == [.times, .times])
        // However often they change: one line each, with what the times were at first.
        try await Self.move(one, to: "2023-09-16T05:00:00Z", by: world.host, in: world)
        try await world.database.write { tx in
            try tx.changingTimes(of: one.id, by: world.host) { try tx.addSession(Self.draft("2023-09-15T01:00:00Z"), to: one.id) }
        }
        let lines = try await Self.lines(world)
        #expect(lines.map(\.campaignID) == [world.city, world.bases].sorted() && lines.map(\.moves) == [3, 3])
        let changes = try await Self.changes(one, in: world.city, world)
        #expect(changes.map { $0.before?.begin } == [nil, instant("2023-09-16T01:00:00Z")])
        #expect(changes.map { $0.after?.begin } == [instant("2023-09-15T01:00:00Z"), instant("2023-09-16T05:00:00Z")])
        #expect(changes.map(\.title.en) == ["Added", "Moved"])
        // What somebody has seen is what they confirm, each in their own campaign.
        #expect(try await Self.keep(one, in: world.city, moves: 2, world) == "decided-meanwhile")
        #expect(try await Self.keep(one, in: world.city, moves: 3, world) == nil)
        #expect(try await Self.lines(world).map(\.campaignID) == [world.bases])
        #expect(try await Self.changes(one, in: world.city, world).isEmpty)
        #expect(try await Self.changes(one, in: world.bases, world).count == 2)
        await world.database.close()
    }

    /// A whole activity called off is its sessions called off; one that comes back leaves nothing to look at.
    @Test(arguments: TestEngine.allCases) func calledOffAndBack(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let one = try await Self.shown(in: world)
        for status in [ActivityStatus.cancelled, .scheduled] {
            try await world.database.write { tx in
                try tx.changingTimes(of: one.id, by: world.host) { try tx.setStatus(status, of: one.id, reason: "暴雨", house: World.house, by: 1) }
            }
            let changes = try await Self.changes(one, in: world.city, world)
            #expect(changes.map(\.title.en) == (status == .cancelled ? ["Cancelled"] : []))
        }
        #expect(try await Self.lines(world).count == 2)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whoMayPublishThereIsNotAskedTwice(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let one = try await Self.shown(in: world)
        try await Self.move(one, to: "2023-09-16T03:00:00Z", by: World.moderator, in: world)
        #expect(try await Self.lines(world).isEmpty)
        // Nor is anybody asked of what no campaign shows, or where no time differs.
        let (draft, session) = try await world.database.write { tx in
            let draft = try tx.addActivity(world.draft("草稿"))
            return (draft, try tx.addSession(Self.draft("2023-09-16T01:00:00Z"), to: draft))
        }
        try await Self.move(Shown(id: draft, session: session), to: "2023-09-17T01:00:00Z", by: world.host, in: world)
        try await Self.move(one, to: "2023-09-16T03:00:00Z", by: world.host, in: world)
        #expect(try await Self.lines(world).isEmpty)
        await world.database.close()
    }

    /// A newer version that is published by rule, and not drawn for a look itself, takes the look at the times along.
    @Test(arguments: TestEngine.allCases) func theLookOutlivesANewerVersion(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let one = try await Self.shown(in: world)
        try await Self.move(one, to: "2023-09-16T03:00:00Z", by: world.host, in: world)
        try await world.database.write { tx in
            var rule = ModerationRule()
            rule.sample = 0
            try tx.put(rule, of: world.day, by: 1)
            try tx.verify(world.museum, true, by: World.moderator)
            var content = try #require(try tx.latestVersion(of: one.id)).content
            content.title = Wording("新名称")
            try tx.revise(one.id, to: content, seen: 1, by: 1)
            try tx.submit(one.id, to: world.city, by: world.host)
        }
        #expect(try await Self.lines(world).map(\.number) == [2, 2])
        #expect(try await Self.keep(one, in: world.city, seen: 1, moves: 1, world) == "decided-meanwhile")
        #expect(try await Self.keep(one, in: world.city, seen: 2, moves: 1, world) == nil)
        await world.database.close()
    }

    /// Returned, the activity is hidden in that campaign; a verified unit's trust does not hang on a time.
    @Test(arguments: TestEngine.allCases) func aModeratorHasTheLastWord(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let one = try await Self.shown(in: world)
        try await world.database.write { try $0.verify(world.museum, true, by: World.moderator) }
        try await Self.move(one, to: "2023-09-16T15:00:00Z", by: world.host, in: world)
        try await world.database.write { try $0.decide(.giveBack, on: one.id, in: world.city, seen: 1, reason: "夜里十一点？", by: World.moderator) }
        let (placement, isVerified) = try await world.database.read { (try $0.placement(of: one.id, in: world.city), try $0.isVerified(world.museum)) }
        #expect(placement?.state == .returned && placement?.publishedNumber == nil && isVerified)
        #expect(try await Self.lines(world).map(\.campaignID) == [world.bases])
        #expect(try await Self.changes(one, in: world.city, world).isEmpty)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func oldAndNewStandSideBySide(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let one = try await Self.shown(in: world)
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let moderator = try await Browser.signedIn("mod@example.org", Grant(.moderator, over: .region(["610000"])), at: site)
        let session = "/desk/activities/\(one.id.text)/sessions/\(one.session.text)"
        try await host.go(session)
        try await host.submit(session, ["begin": "2023-09-17T14:00", "end": "2023-09-17T16:00"])
        #expect(host.page.status == 200 && host.page.text.contains("The session is changed."))
        let looks = "/desk/moderation/afterwards", item = "/desk/moderation/\(one.id.text)/city-series"
        try await moderator.go(looks)
        #expect(moderator.page.text.contains("Times changed since") && moderator.page.links.contains(item))
        #expect(moderator.page.html.contains("<del>Sat 16 Sep 2023") && moderator.page.html.contains("<ins>Sun 17 Sep 2023"))
        try await moderator.go(item)
        #expect(moderator.page.text.contains("Its times were changed after it was published.") && moderator.page.html.contains("<ins>Sun 17 Sep 2023"))
        // Moved again meanwhile: what was seen is not what is there.
        let seen = moderator.page
        try await host.go(session)
        try await host.submit(session, ["begin": "2023-09-18T14:00", "end": "2023-09-18T16:00"])
        moderator.back(to: seen)
        try await moderator.submit(looks)
        #expect(moderator.page.text.contains("1 have just changed and were left as they are."))
        try await moderator.go(item)
        try await moderator.submit(looks)
        #expect(moderator.page.text.contains("1 looked at and in order."))
        #expect(!moderator.page.links.contains(item))
        await world.database.close()
    }
}
