import Access
import Campaigns
import Kernel
import Language
import Regions
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Activities

@Suite("The moderators' queue") struct ModerationTests {
    /// Lectures that were submitted one minute after the other, in turns in three counties.
    private static func submitted(_ count: Int, in world: World) async throws -> [ID<Activity>] {
        let regions = ["610113", "610116", "110105"]
        var ids: [ID<Activity>] = []
        for number in 0..<count {
            ids.append(
                try await world.database.write { tx in
                    var draft = world.draft("讲座 \(number)")
                    (draft.content.venue, draft.content.region) = (nil, regions[number % 3])
                    let id = try tx.addActivity(draft)
                    try tx.submit(id, to: number % 2 == 0 ? world.city : world.bases, by: world.host)
                    try tx.execute("UPDATE activities_placement SET since = \(World.now.adding(seconds: Int64(number - 1000) * 60)) WHERE activity_id = \(id)")
                    return id
                })
        }
        return ids
    }

    private static func filter(_ query: String) throws -> QueueFilter { QueueFilter(try #require(Query(encoded: query))) }

    @Test(arguments: TestEngine.allCases) func isTheModeratorsOwnTheLongestWaitingFirst(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let ids = try await Self.submitted(9, in: world)
        let theirs = ids.enumerated().filter { $0.offset % 3 != 2 }.map(\.element)
        try await world.database.read { tx in
            #expect(try tx.queue(for: World.moderator, QueueFilter()).map(\.activity) == theirs)
            #expect(try tx.queueTally(for: World.moderator, QueueFilter()).states == [.toModerate: 6])
            #expect(try tx.queue(for: World.stranger, QueueFilter()).map(\.activity) == ids.enumerated().filter { $0.offset % 3 == 2 }.map(\.element))
            let county = try Self.filter("region=610116")
            #expect(try tx.queue(for: World.moderator, county).map(\.activity) == [ids[1], ids[4], ids[7]])
            #expect(try tx.queue(for: World.stranger, county).isEmpty)
            let campaign = try Self.filter("campaign=joint-action")
            #expect(try tx.queue(for: World.moderator, campaign).map(\.activity) == [ids[1], ids[3], ids[7]])
            let unit = try Self.filter("unit=\(world.museum.text)"), nobodys = try Self.filter("unit=\(ID<Organisation>(7).text)")
            #expect(try tx.queue(for: World.moderator, unit).map(\.activity) == theirs && unit.query.encoded == "unit=\(world.museum.text)")
            #expect(try tx.queue(for: World.moderator, nobodys).isEmpty && tx.queueTally(for: World.moderator, nobodys).states.isEmpty)
            let above = try Self.filter("campaign=national-day")
            #expect(try tx.queue(for: World.moderator, above).count == 6)
            let regions = try tx.queueTally(for: World.moderator, try Self.filter("region=610100")).regions(.toModerate, within: "610100", in: .china2023)
            #expect(regions.map(\.region.code) == ["610113", "610116"] && regions.map(\.waiting) == [3, 3])
            #expect(regions[0].since == World.now.adding(seconds: -1000 * 60))
            let country = try tx.queueTally(for: World.moderator, QueueFilter())
            #expect(country.regions(.toModerate, within: nil, in: .china2023).map(\.region.code) == ["610000"])
        }
        await world.database.close()
    }

    /// One after the other in the queue's order, from anywhere, round to its beginning; nothing twice, nothing left out.
    @Test(arguments: TestEngine.allCases) func theNextOneFollows(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let ids = try await Self.submitted(9, in: world)
        try await world.database.read { tx in
            let queue = try tx.queue(for: World.moderator, QueueFilter())
            for (place, line) in queue.enumerated() {
                let campaign = try #require(try tx.campaign(key: line.campaignKey)).id
                let next = try tx.next(after: QueuePlace(since: line.since, activity: line.activity, campaign: campaign), for: World.moderator, QueueFilter())
                #expect(next?.activity == queue[(place + 1) % queue.count].activity)
            }
            let alone = try Self.filter("region=610113&campaign=joint-action")
            let only = try #require(try tx.queue(for: World.moderator, alone).first)
            #expect(only.activity == ids[3])
            let place = QueuePlace(since: only.since, activity: only.activity, campaign: world.bases)
            #expect(try tx.next(after: place, for: World.moderator, alone) == nil)
        }
        await world.database.close()
    }

    /// The region is that of the version that was submitted, not of one that its host is still writing.
    @Test(arguments: TestEngine.allCases) func aMoveIsTheNewRegionsAffairOnceItIsSubmitted(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await Self.submitted(1, in: world)[0]
        let beijing = World.identity(5, Grant(.moderator, over: .region(["110000"])))
        func seen() async throws -> [Int] {
            try await world.database.read { tx in try [World.moderator, beijing].map { try tx.queue(for: $0, QueueFilter()).count } }
        }
        func decide(_ identity: Identity, seen: Int) async throws -> String? {
            do {
                try await world.database.write { try $0.decide(.publish, on: id, in: world.city, seen: seen, by: identity) }
                return nil
            } catch let refusal as Refusal { return refusal.code }
        }
        try await world.database.write { tx in
            var content = try #require(try tx.latestVersion(of: id)).content
            content.region = "110105"
            try tx.revise(id, to: content, seen: 1, by: 1)
        }
        #expect(try await seen() == [1, 0])
        #expect(try await decide(beijing, seen: 1) == "not-yours")
        try await world.database.write { try $0.submit(id, to: world.city, by: world.host) }
        #expect(try await seen() == [0, 1])
        #expect(try await decide(World.moderator, seen: 2) == "not-yours")
        #expect(try await decide(beijing, seen: 2) == nil)
        let faults = try await world.database.read { tx in try PlacementSchema.check.run(tx) }
        #expect(faults.isEmpty)
        await world.database.close()
    }

    private static func posted(_ pairs: [(String, String)]) -> Posted {
        var posted = Posted.nothing
        posted.fields = Query(pairs.map { (name: $0.0, value: $0.1) })
        return posted
    }

    /// What cannot be done stays as it was and is told; the rest is done.
    @Test(arguments: TestEngine.allCases) func aBatchDoesWhatItCan(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let ids = try await Self.submitted(6, in: world)
        // Of six two lie elsewhere, one has a newer version, one is decided already.
        try await world.database.write { tx in
            var content = try #require(try tx.latestVersion(of: ids[0])).content
            content.kind = .workshop
            try tx.revise(ids[0], to: content, seen: 1, by: 1)
            try tx.submit(ids[0], to: world.city, by: world.host)
            try tx.decide(.publish, on: ids[1], in: world.bases, seen: 1, by: World.moderator)
        }
        let entries = ids.enumerated().map { ("entry", "\($0.element.text):1:\($0.offset % 2 == 0 ? "city-series" : "joint-action")") }
        let batch = try ModerationBatch(Self.posted(entries + [("decision", "publish")]))
        let left = try await world.database.write { try $0.decide(batch, house: World.house, by: World.moderator) }
        let codes = Dictionary(uniqueKeysWithValues: left.map { ($0.entry.activity, $0.refusal.code) })
        #expect(codes == [ids[0]: "newer-version", ids[1]: "not-in-this-state", ids[2]: "not-yours", ids[5]: "not-yours"])
        // What lies elsewhere is not even named.
        #expect(left.map(\.title?.zh) == ["讲座 0", "讲座 1", nil, nil])
        let shown = try await world.database.read { tx in try ids.map { try tx.activity($0)?.shown } }
        #expect(shown == [nil, 1, nil, 1, 1, nil])
        await world.database.close()
    }

    /// Whoever has no say about an activity does not learn from a batch what hangs on it, nor what its host is writing.
    @Test(arguments: TestEngine.allCases) func aBatchTellsOthersNothing(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await Self.submitted(3, in: world)[2]
        let beijing = World.identity(5, Grant(.moderator, over: .region(["110000"])))
        var room = Module("booked", "预约", "Booked")
        room.guards = [Guard(on: Activities.unpublication) { _, _, _ in throw Refusal(.conflict, "booked", "有 12 人预约。", "12 have booked.", field: "confirmed") }]
        let house = House(World.house.modules + [room])
        try await world.database.write { tx in
            try tx.decide(.publish, on: id, in: world.city, seen: 1, by: beijing)
            var content = try #require(try tx.latestVersion(of: id)).content
            content.title = Wording("尚未提交的名称")
            try tx.revise(id, to: content, seen: 1, by: 1)
        }
        let batch = try ModerationBatch(Self.posted([("entry", "\(id.text):2:city-series"), ("decision", "refuse"), ("reason", "x")]))
        let theirs = try await world.database.write { try $0.decide(batch, house: house, by: World.moderator) }
        #expect(theirs.map(\.refusal.code) == ["not-yours"] && theirs.map(\.title) == [nil])
        let own = try await world.database.write { try $0.decide(batch, house: house, by: beijing) }
        #expect(own.map(\.refusal.code) == ["booked"] && own.map(\.title?.zh) == ["讲座 2"])
        await world.database.close()
    }

    @Test func aBatchThatSaysTooLittleIsRefused() throws {
        func code(_ pairs: [(String, String)]) -> String? {
            do { _ = try ModerationBatch(Self.posted(pairs)) } catch { return (error as? Refusal)?.code }
            return nil
        }
        let entry = ("entry", "\(ID<Activity>(7).text):1:city-series")
        #expect(code([]) == "batch-empty" && code([("entry", "x"), ("decision", "publish")]) == "batch-empty")
        #expect(code([entry, ("entry", "x"), ("decision", "publish")]) == "batch-empty")
        #expect(code([entry]) == "decision" && code([entry, ("decision", "take-in")]) == "decision")
        #expect(code([entry, ("decision", "return"), ("reason", "  ")]) == "batch-reason")
        #expect(code([entry, ("decision", "refuse"), ("reason", "缺少地点")]) == nil && code([entry, ("decision", "publish")]) == nil)
        #expect(code(Array(repeating: entry, count: 301) + [("decision", "publish")]) == "batch-too-long")
    }

    @Test(arguments: TestEngine.allCases) func theQueueIsWorkedThroughByItsForms(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let ids = try await Self.submitted(6, in: world)
        let browser = try await Browser.signedIn(Grant(.moderator, over: .region(["610000", "610100"])), at: try await World.rooms.site(world.database))
        try await browser.go("/desk/moderation?campaign=city-series")
        let first = "/desk/moderation/\(ids[0].text)/city-series?campaign=city-series"
        let second = "/desk/moderation/\(ids[4].text)/city-series?campaign=city-series"
        #expect(browser.page.links.contains(first) && browser.page.links.contains(second))
        // The decision leads to the next of the same queue, and the last one back to it.
        try await browser.go(first)
        #expect(browser.page.links.contains(second))
        try await browser.submit(first, ["decision": "publish"])
        #expect(browser.page.path == second)
        try await browser.submit(second, ["decision": "publish"])
        #expect(browser.page.path.hasPrefix("/desk/moderation?") && browser.page.text.contains("Nothing here"))
        // Many at once: nothing ticked is refused, what is ticked is done.
        try await browser.go("/desk/moderation")
        try await browser.submit("/desk/moderation/decisions", ["decision": "return", "reason": "When?"])
        #expect(browser.page.status == 422 && browser.page.text.contains("Tick the activities first"))
        try await browser.submit("/desk/moderation/decisions", ["entry": "\(ids[1].text):1:joint-action", "decision": "return", "reason": "When does it begin?"])
        #expect(browser.page.status == 200 && browser.page.text.contains("1 done: Return"))
        try await browser.submit("/desk/moderation/decisions", ["entry": "\(ids[1].text):1:joint-action", "decision": "publish"])
        #expect(browser.page.status == 409 && browser.page.text.contains("0 done, 1 left as they were"))
        #expect(try await world.database.read { try $0.placement(of: ids[1], in: world.bases)?.reason } == "When does it begin?")
        await world.database.close()
    }
}
