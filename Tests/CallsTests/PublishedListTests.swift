import Access
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// A list that is published anew every so many years: told before, published once, never changed.
@Suite struct PublishedListTests {
    @Test(arguments: TestEngine.allCases) func shanghaiPublishesEveryTwoYears(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "shanghai-science-base", authority: "shanghai-science-and-technology-commission", region: "310104")
        let titles = try await one.titled(2, "basic-base", ["area": "300", "open-days": "200", "youth-days": "20"]), database = one.database
        let granted = try await one.title(titles[0]).grantedOn
        let due = PublishedList.next(after: granted, years: 2)
        #expect(due.year == granted.year + 2 && due.month == granted.month && due.day == granted.day)
        func turn(_ day: Day) async throws {
            one.at(day.iso)
            try await database.write { try $0.turnLists() }
        }
        func told() async throws -> [String] {
            let office = one.office.account.id
            return try await database.read { tx in try tx.messages(of: office, limit: 50) }.compactMap(\.content?.subject.zh).filter { $0.contains("名单") }
        }
        let scheme = try await database.read { tx in try #require(try tx.scheme(key: "shanghai-science-base")) }
        func lists() async throws -> [PublishedList] { try await database.read { tx in try tx.publishedLists(of: scheme.id) } }

        try await turn(due.adding(days: -31))
        #expect(try await told() == [])
        for day in [-30, -29, -8] { try await turn(due.adding(days: day)) }
        #expect(try await told().count == 1, "told once")
        for day in [-7, -1] { try await turn(due.adding(days: day)) }
        #expect(try await told().count == 2)
        #expect(try await lists().isEmpty)

        // One of the two ends before; what stands on the day is published, once.
        try await one.database.write { tx in
            try tx.execute("UPDATE calls_title SET state = 'revoked', ended_on = \(due) WHERE id = \(titles[0])")
            try tx.execute("UPDATE calls_title SET state = 'rectifying' WHERE id = \(titles[1])")
        }
        for day in [0, 1, 40] { try await turn(due.adding(days: day)) }
        let first = try #require(try await lists().first)
        #expect(try await lists().count == 1)
        #expect(first.publishedOn == due && first.titles == 1 && first.nextOn == PublishedList.next(after: due, years: 2))
        #expect(try await told().count == 3)
        let kept = try await one.title(titles[1])
        let page = "/register/lists/\(first.id)"
        let visitor = Browser(one.world.site)
        let seen = try await visitor.go(page)
        #expect(seen.status == 200 && seen.text.contains(kept.number) && seen.text.contains("To rectify") && seen.text.contains("1 title"), "\(seen.text)")
        #expect(try await visitor.go("/rules/shanghai-science-base").links.contains(page))
        #expect(try await visitor.go("/register/lists/7999999999999").status == 404)

        // It stays as it was; after five years without the program there is one more, as things stand then.
        try await one.database.write { tx in try tx.execute("UPDATE calls_title SET state = 'valid' WHERE id = \(titles[1])") }
        #expect(try await visitor.go(page).text.contains("To rectify"))
        let late = due.adding(months: 60)
        try await turn(late)
        try await turn(late)
        #expect(try await lists().map(\.publishedOn) == [late, due])
        await database.close()
    }

    /// Without a title there is no list, and a scheme that does not say so publishes none.
    @Test(arguments: TestEngine.allCases) func whatIsNotDeclaredIsNotPublished(_ engine: TestEngine) async throws {
        let (world, _) = try await AssessmentTests.titled(engine, "{years: 1}")
        world.clock.set("2035-01-01T02:00:00Z")
        try await world.database.write { try $0.turnLists() }
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM calls_list") } == 0)
        await world.database.close()
        let one = try await SchemeWorld.make(engine, "shanghai-science-base", authority: "shanghai-science-and-technology-commission", region: "310104")
        one.at("2035-01-01")
        try await one.database.write { try $0.turnLists() }
        #expect(try await one.database.read { try $0.number("SELECT COUNT(*) FROM calls_list") } == 0)
        await one.database.close()
    }
}
