import API
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// Lists of the API that have an order of their own.
@Suite struct RankedTests {
    private static let spot = GeoPoint(latitude: 34.25, longitude: 108.94)

    /// Seventy activities: with the word in the title or beside it, soon or late, over or without days, near or far.
    private static func make(_ engine: TestEngine) async throws -> World {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            for number in 0..<70 {
                var draft = world.draft(number % 3 == 0 ? "天文 \(number)" : "活动 \(number)")
                if number % 3 == 1 { draft.content.summary = Wording("一次天文观测") }
                draft.content.venue = nil
                let point = GeoPoint(latitude: 34.25 + Double(number * 7 % 70) / 500, longitude: 108.94)
                draft.content.place = Place(name: Wording("操场"), point: number % 10 == 9 ? nil : point)
                let id = try tx.addActivity(draft)
                try tx.place(id, in: world.city)
                guard number % 5 != 4 else { continue }
                let begin = World.now.adding(hours: Int64((number * 31) % 140 - 70) * 12)
                try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2)), to: id)
            }
        }
        return world
    }

    private static let questions: [ActivityFilter] = {
        var words = ActivityFilter(), near = ActivityFilter()
        words.words = "天文"
        (near.near, near.spot) = (spot.map { .point($0) }, spot)
        var both = near
        both.words = "天文"
        return [words, near, both]
    }()

    @Test(arguments: TestEngine.allCases) func goesOnInTheOrderOfThePage(_ engine: TestEngine) async throws {
        let world = try await Self.make(engine)
        for question in Self.questions {
            let whole = try await world.database.read { try $0.listedIDs(question) }
            for limit in [7, 33, 200] { #expect(try await Self.walk(question, limit, world) == whole, "\(limit)") }
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func tellsTheWay(_ engine: TestEngine) async throws {
        let world = try await Self.make(engine)
        let page = try await world.database.read { try $0.rankedPage(Self.questions[1], after: nil, limit: 200) }
        let coming = page.items.filter { ($0.activity.lastAt ?? World.now.adding(hours: -1)) >= World.now }.compactMap(\.distance)
        #expect(coming.count > 10 && coming == coming.sorted() && coming.allSatisfy { $0 >= 0 && $0 < 50 })
        #expect(page.items.allSatisfy { $0.distance != nil })
        let words = try await world.database.read { try $0.rankedPage(Self.questions[0], after: nil, limit: 5) }
        #expect(words.items.count == 5 && words.items.allSatisfy { $0.distance == nil && $0.content.title.zh.hasPrefix("天文") })
        await world.database.close()
    }

    /// What is published or withdrawn between two pages neither repeats nor hides what stands behind.
    @Test(arguments: TestEngine.allCases) func staysWhereItWasWhenTheListChanges(_ engine: TestEngine) async throws {
        let world = try await Self.make(engine)
        let asked = Self.questions[0]
        let whole = try await world.database.read { try $0.listedIDs(asked) }
        let first = try await world.database.read { try $0.rankedPage(asked, after: nil, limit: 10) }
        try await world.database.write { tx in
            try tx.withdraw(whole[2], from: world.city, by: world.host)
            for number in 0..<3 {
                let id = try tx.addActivity(world.draft("天文新活动 \(number)"))
                try tx.place(id, in: world.city)
                try tx.addSession(SessionDraft(begin: World.now.adding(hours: 1), end: World.now.adding(hours: 2)), to: id)
            }
        }
        let second = try await world.database.read { try $0.rankedPage(asked, after: first.next, limit: 10) }
        #expect(second.items.map(\.activity.id) == Array(whole[10..<20]))
        await world.database.close()
    }

    private static func walk(_ filter: ActivityFilter, _ limit: Int, _ world: World) async throws -> [ID<Activity>] {
        var (ids, after): ([ID<Activity>], [String]?) = ([], nil)
        repeat {
            let last = after
            let page = try await world.database.read { try $0.rankedPage(filter, after: last, limit: limit) }
            #expect((page.total == nil) == (last != nil))
            ids += page.items.map(\.activity.id)
            after = page.next
        } while after != nil
        return ids
    }
}
