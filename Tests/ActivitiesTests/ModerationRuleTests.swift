import Access
import Campaigns
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

@Suite("A campaign's moderation rule") struct ModerationRuleTests {
    @Test(arguments: TestEngine.allCases) func holdsBelowUntilACampaignHasItsOwn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            var rule = ModerationRule()
            (rule.hours, rule.sample) = (24, 10)
            rule.reasons = [.init(key: "commercial", name: Wording("商业推广", "Advertising")), .init(key: "other", name: Wording("其他"))]
            try tx.put(rule, of: world.day, by: 1)
            #expect(try tx.moderationRule(of: world.city) == rule && tx.ownModerationRule(of: world.city) == nil)
            var own = ModerationRule()
            (own.hours, own.takesFrom) = (48, [world.bases])
            try tx.put(own, of: world.city, by: 1)
            #expect(try tx.moderationRule(of: world.city) == own && tx.moderationRule(of: world.bases) == rule)
            #expect(try tx.moderatedCampaigns().hours == [world.day: 24, world.bases: 24, world.city: 48])
            try tx.put(nil, of: world.city, by: 1)
            #expect(try tx.moderationRule(of: world.city) == rule)
        }
        await world.database.close()
    }

    /// What a campaign asks beside is said at its place there: the activity stays as it is, and no other campaign hears of it.
    @Test(arguments: TestEngine.allCases) func aCampaignHasFieldsOfItsOwn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await world.database.write { tx in
            var rule = ModerationRule()
            rule.fields = [
                CampaignField(key: "quarter", name: Wording("片区", "Quarter"), choices: ["东", "西"], isPublic: true),
                CampaignField(key: "cost", name: Wording("经费")),
            ]
            try tx.put(rule, of: world.bases, by: 1)
            #expect(try tx.moderationRule(of: world.bases) == rule)
            let id = try tx.addActivity(world.draft("开放日"))
            try tx.place(id, in: world.city)
            try tx.takeIn(id, into: world.bases, by: World.organiser)
            try tx.setCampaignValues(["quarter": "东", "cost": "三千元"], of: id, in: world.bases, by: World.organiser)
            return id
        }
        func code(_ values: [String: String], by identity: Identity = World.organiser, in campaign: ID<Campaign>? = nil) async throws -> String? {
            let campaign = campaign ?? world.bases
            do {
                try await world.database.write { try $0.setCampaignValues(values, of: id, in: campaign, by: identity) }
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        #expect(try await code(["quarter": "南"]) == "field-value")
        #expect(try await code(["colour": "红"]) == "no-field")
        #expect(try await code(["quarter": "西"], by: World.moderator) == "not-yours")
        #expect(try await code(["quarter": "西"], in: world.city) == "not-yours")
        try await world.database.read { tx in
            #expect(try tx.campaignValues(of: id, in: world.bases) == ["quarter": "东", "cost": "三千元"])
            let (others, latest) = (try tx.campaignValues(of: id, in: world.city), try tx.requireActivity(id).latest)
            #expect(others.isEmpty && latest == 1)
            #expect(try tx.publicCampaignValues(of: id).map(\.value) == ["东"])
        }
        #expect(try await code(["quarter": ""]) == nil)
        #expect(try await world.database.read { try $0.campaignValues(of: id, in: world.bases) } == ["cost": "三千元"])
        await world.database.close()
    }

    @Test func refusesWhatMakesNoSense() async throws {
        let world = try await World.make(.sqlite)
        func code(_ change: @escaping @Sendable (inout ModerationRule) -> Void) async throws -> String? {
            do {
                try await world.database.write { tx in
                    var rule = ModerationRule()
                    change(&rule)
                    try tx.put(rule, of: world.city, by: 1)
                }
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        #expect(try await code { $0.hours = 0 } == "rule-hours")
        #expect(try await code { $0.sample = 101 } == "rule-sample")
        #expect(try await code { $0.reasons = [.init(key: "a", name: Wording("甲")), .init(key: "a", name: Wording("乙"))] } == "rule-reasons")
        #expect(try await code { $0.takesFrom = [world.city] } == "rule-itself")
        #expect(try await world.database.read { try $0.ownModerationRule(of: world.city) } == nil)
        await world.database.close()
    }

    /// Moderators of a prefecture and of a county in it, and one of the province; who has what, hour by hour.
    @Test func whatNobodyDecidesComesToTheLevelAbove() {
        let scopes = [Scope.region(["610000", "610100"]), .region(["610000", "610100", "610113"]), .region(["610000", "610600"])]
        let province = ModerationReach.levels(below: .region(["610000"]), among: scopes)
        #expect(province == [["610100", "610600"], ["610113"]])
        #expect(ModerationReach.levels(below: .region(["610000", "610100"]), among: scopes) == [["610113"]])
        #expect(ModerationReach.levels(below: .region(["610000", "610100", "610113"]), among: scopes).isEmpty)
        #expect(ModerationReach.levels(below: .region(["110000"]), among: scopes).isEmpty)
        #expect(ModerationReach.levels(below: .all, among: scopes) == province)
        #expect(ModerationReach.levels(below: .campaign("city-series"), among: scopes) == province)
        #expect(ModerationReach.levels(below: .line("societies"), among: scopes).isEmpty)
        // Whole codes, not beginnings of words.
        #expect(ModerationReach.levels(below: .region(["61"]), among: scopes).isEmpty)
    }

    @Test(arguments: TestEngine.allCases) func theQueueIsWhatHasCome(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let county = try await Self.moderator("county", over: .region(["610000", "610100", "610113"]), world)
        let city = try await Self.moderator("city", over: .region(["610000", "610100"]), world)
        let province = try await Self.moderator("province", over: .region(["610000"]), world)
        let day = try await Self.moderator("day", over: .campaign("national-day"), world)
        // One in the county, one in another county of the city, one without a region.
        let ids = try await world.database.write { tx in
            var rule = ModerationRule()
            rule.hours = 24
            try tx.put(rule, of: world.city, by: 1)
            return try ["610113", "610116", nil].map { region in
                var draft = world.draft("讲座 \(region ?? "")")
                (draft.content.venue, draft.content.region) = (nil, region)
                let id = try tx.addActivity(draft)
                try tx.submit(id, to: world.city, by: world.host)
                return id
            }
        }
        func seen(after hours: Int64) async throws -> [Set<ID<Activity>>] {
            try await world.database.write { tx in
                try tx.execute("UPDATE activities_placement SET since = \(World.now.adding(seconds: -hours * 3600))")
                return try [county, city, province, day].map { identity in
                    let reach = try tx.moderationReach(of: identity)
                    let lines = try tx.queue(for: identity, QueueFilter(), reach: reach).map(\.activity)
                    #expect(try tx.queueTally(for: identity, QueueFilter(), reach: reach).states[.toModerate] ?? 0 == lines.count)
                    #expect(try tx.overdueCount(for: identity, QueueFilter(), reach: reach) == (hours >= 24 ? lines.count : 0))
                    return Set(lines)
                }
            }
        }
        #expect(try await seen(after: 1) == [[ids[0]], [ids[1]], [], [ids[2]]])
        #expect(try await seen(after: 24) == [[ids[0]], [ids[0], ids[1]], [ids[1]], [ids[2]]])
        #expect(try await seen(after: 48) == [[ids[0]], [ids[0], ids[1]], [ids[0], ids[1]], [ids[1], ids[2]]])
        #expect(try await seen(after: 72) == [[ids[0]], [ids[0], ids[1]], [ids[0], ids[1]], Set(ids)])
        // All of it may be decided at any time, and a moderator who is no longer there leaves it to the level above at once.
        try await world.database.write { tx in
            try tx.execute("UPDATE activities_placement SET since = \(World.now)")
            #expect(try tx.queue(for: city, QueueFilter()).map(\.activity).count == 2)
            let held = try #require(try tx.grants(of: county.account.id).first)
            try tx.revoke(held.id, by: 1)
            let reach = try tx.moderationReach(of: city)
            #expect(try Set(tx.queue(for: city, QueueFilter(), reach: reach).map(\.activity)) == [ids[0], ids[1]])
        }
        await world.database.close()
    }

    /// What has waited too long is told once to each to whom it has come, and to nobody else.
    @Test(arguments: TestEngine.allCases) func moderatorsAreToldWhatIsOverdue(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let county = try await Self.moderator("county", over: .region(["610000", "610100", "610113"]), world)
        let city = try await Self.moderator("city", over: .region(["610000", "610100"]), world)
        let beijing = try await Self.moderator("beijing", over: .region(["110000"]), world)
        try await world.database.write { tx in
            try tx.submit(try tx.addActivity(world.draft("讲座")), to: world.city, by: world.host)
            try tx.tellOverdue()
        }
        func told(_ identity: Identity) async throws -> Int {
            try await world.database.read { try $0.unreadMessages(of: identity.account.id) }
        }
        #expect(try await told(county) == 0)
        try await world.database.write { tx in
            try tx.execute("UPDATE activities_placement SET since = \(World.now.adding(seconds: -80 * 3600))")
            try tx.tellOverdue()
        }
        #expect(try await told(county) == 1)
        #expect(try await told(city) == 1)
        #expect(try await told(beijing) == 0)
        await world.database.close()
    }

    private static func moderator(_ name: String, over scope: Scope, _ world: World) async throws -> Identity {
        try await world.database.write { tx in
            let account = try tx.addAccount(login: "\(name)@example.org", name: name, passwordHash: "-")
            try tx.grant(Grant(.moderator, over: scope), to: account)
            return try tx.identity(of: try #require(try tx.account(account)))
        }
    }
}
