import Access
import Activities
import App
import Kernel
import Storage
import TestKit
import Testing
import Web

/// A form that is sent twice, by a double click or a reloaded answer, makes what it makes once, and leads there again.
@Suite struct SentTwiceTests {
    private static let again = "This form was sent already"

    @Test(arguments: TestEngine.allCases) func everyFormThatMakesSomething(_ engine: TestEngine) async throws {
        let world = try await NaughtyWorld.make(engine)
        let browser = Browser(world.site)
        try await browser.signIn(NaughtyWorld.login, NaughtyWorld.password)
        let desk = try await activity(browser, world)
        try await twice(
            browser, world, "activities_session", on: desk, "\(desk)/sessions",
            ["begin": "2024-09-18T09:00", "end": "2024-09-18T10:00", "capacity": "9"])
        try await twice(
            browser, world, "activities_recurrence", on: desk, "\(desk)/recurrences",
            [
                "days": "3", "from": "2024-10-08", "until": "2024-10-31", "begin_clock": "09:00", "end_clock": "10:00", "holidays": "keep",
                "workdays": "ignore",
            ])
        try await twice(browser, world, "activities_activity", on: "/desk/activities/\(last(desk))/again", "/desk/activities/\(last(desk))/again", [:], leads: false)
        try await twice(
            browser, world, "venues_venue", on: "/desk/venues/new", "/desk/venues",
            ["organisation": "museum", "name_zh": "新馆", "name_en": "New hall", "kind": "museum", "status": "operating", "region": "610113"])
        try await twice(
            browser, world, "campaigns_news", on: "/desk/news/new?campaign=city", "/desk/news",
            ["title_zh": "消息", "title_en": "News", "text_zh": "文", "text_en": "Text"])
        await world.kepu.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatVisitorsBookAndHostsReport(_ engine: TestEngine) async throws {
        let world = try await NaughtyWorld.make(engine)
        let sessions = try await world.kepu.database.read { tx in
            try tx.rows("SELECT activity_id, id, begin_at FROM activities_session WHERE capacity = 2000 ORDER BY begin_at") { row in
                (activity: try row.id("activity_id", Activity.self).text, id: try row.id("id", ActivitySession.self).text)
            }
        }
        let (past, coming) = (try #require(sessions.first), try #require(sessions.last))
        let visitor = Browser(world.site)
        try await twice(
            visitor, world, "bookings_booking", on: "/activities/\(coming.activity)", "/activities/\(coming.activity)/sessions/\(coming.id)/bookings",
            ["party": "2", "name": "Wang", "phone": "13900139000"])
        #expect(visitor.page.path.hasPrefix("/bookings/"))

        let host = Browser(world.site)
        try await host.signIn(NaughtyWorld.login, NaughtyWorld.password)
        let claims = "/desk/activities/\(past.activity)/sessions/\(past.id)/claims"
        try await twice(
            host, world, "participation_claim", on: claims, claims,
            ["indicator": "visits", "value": "77", "method": "reported", "reason": "Head count"])
        await world.kepu.database.close()
    }

    /// Two of one form at the same moment: the second waits for the first and leads to what it made.
    @Test(arguments: TestEngine.allCases) func atTheSameMoment(_ engine: TestEngine) async throws {
        let world = try await NaughtyWorld.make(engine)
        let before = try await count("access_made", world)
        let paths = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await world.kepu.database.write { tx in
                        if let path = try tx.madeBefore([1, 2, 3]) { return path }
                        let path = "/\(tx.newID(Activity.self).text)"
                        try tx.noteMade([1, 2, 3], at: path)
                        return path
                    }
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(paths.count == 1)
        #expect(try await count("access_made", world) == before + 1)
        // A day later it is forgotten.
        try await world.kepu.database.write { tx in
            try tx.forgetOldAccess()
            #expect(try tx.madeBefore([1, 2, 3]) == paths.first)
            try tx.execute("UPDATE access_made SET made_at = \(tx.now.adding(hours: -25))")
            try tx.forgetOldAccess()
            #expect(try tx.madeBefore([1, 2, 3]) == nil)
        }
        await world.kepu.database.close()
    }

    /// The first form, and what is sent from it after going back and entering something else.
    private func activity(_ browser: Browser, _ world: NaughtyWorld) async throws -> String {
        let values = [
            "organiser": try await organiser(world), "kind": "lecture", "title_zh": "观星", "title_en": "Stars", "summary_zh": "看星星",
            "summary_en": "Stars",
        ]
        try await twice(browser, world, "activities_activity", on: "/desk/activities/new", "/desk/activities", values)
        let desk = browser.page.path
        let made = try await count("activities_activity", world)
        try await browser.go("/desk/activities/new")
        let form = browser.page
        // Of a title that is here already somebody has said that it is another one.
        let others = values.merging(["another": "1"]) { $1 }
        try await browser.submit("/desk/activities", others)
        browser.back(to: form)
        try await browser.submit("/desk/activities", others.merging(["title_zh": "观日"]) { $1 })
        #expect(try await count("activities_activity", world) == made + 2)
        return desk
    }

    private func organiser(_ world: NaughtyWorld) async throws -> String {
        try await world.kepu.database.read { tx in
            try tx.row("SELECT id FROM view_venues_organisation WHERE key = 'museum'") { try $0.id("id", Activity.self).text } ?? ""
        }
    }

    private func last(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

    private func twice(
        _ browser: Browser, _ world: NaughtyWorld, _ table: String, on page: String, _ action: String, _ values: [String: String], leads: Bool = true
    ) async throws {
        try await browser.go(page)
        let before = try await count(table, world)
        try await browser.submit(action, values)
        #expect(browser.page.status == 200, "\(action): \(browser.page.text.prefix(500))")
        let (made, path) = (try await count(table, world), browser.page.path)
        #expect(made == before + 1, "\(action)")
        try await browser.sendAgain()
        #expect(browser.page.status == 200 && browser.page.path == path && browser.page.text.contains(Self.again), "\(action): \(browser.page.path)")
        #expect(try await count(table, world) == made, "\(action)")
    }

    private func count(_ table: String, _ world: NaughtyWorld) async throws -> Int64 {
        try await world.kepu.database.read { try $0.number("SELECT COUNT(*) FROM \(sql: .trusted(table))") ?? 0 }
    }
}
