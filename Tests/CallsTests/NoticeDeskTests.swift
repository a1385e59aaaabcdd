import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Quotas, objections that were upheld, second notices and superseding ones, in the store and over HTTP, on both engines.
@Suite struct NoticeDeskTests {
    private static let file = CallWorld.file.replacing("most: 2, days_for_correction: 6", with: "days_for_correction: 6")
        .replacing("      experts: 2\n", with: "      experts: 2\n      most_in_region: 2\n")
        .replacing("first_day_counts: true}", with: "first_day_counts: true, second_notice: true}")

    /// Applications of the first `count` museums, passed, and proposed where `proposes` says so.
    private static func passed(_ world: CallWorld, _ count: Int, proposes: Int) async throws -> (ids: [ID<Application>], office: Identity) {
        let office = try await world.identity("runner", .organiser, over: .organisation(world.bureau.number))
        let district = try await world.identity("forwarder", .recommender, over: .organisation(world.district.number))
        var ids: [ID<Application>] = []
        for number in 0..<count {
            let (museum, recommender) = (world.museums[number], world.district)
            let host = try await world.identity("owner\(number)", .host, over: .organisation(museum.number))
            ids.append(
                try await world.database.write { tx in
                    let id = try tx.startApplication(to: try tx.requireCall("base-2022"), organisation: museum, venue: nil, category: nil, by: host)
                    try tx.saveApplication(id, ApplicationBody(["intro": "We", "days": "300"]), seen: 1, by: host)
                    try tx.step(id, ApplicationStep(.submit, recommender: recommender), by: host)
                    try tx.step(id, ApplicationStep(.recommend), by: district)
                    try tx.step(id, ApplicationStep(.pass), by: office)
                    if number < proposes { try tx.step(id, ApplicationStep(.propose), by: office) }
                    return id
                })
        }
        return (ids, office)
    }

    @Test(arguments: TestEngine.allCases) func aRegionHasItsShareAndNoMore(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let (ids, office) = try await Self.passed(world, 3, proposes: 2)
        let refused = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in try tx.step(ids[2], ApplicationStep(.propose), by: office) }
        }
        #expect(refused?.code == "region-quota")
        let quotas = try await world.database.read { tx in try tx.quotas(of: try tx.requireCall("base-2022").id, try #require(try tx.scheme(key: "base")).scheme) }
        #expect(quotas == [RegionQuota(region: "610113", most: 2, used: 0, held: 2)])
        let browser = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let page = try await browser.go("/desk/calls/base-2022?state=proposed")
        #expect(page.text.contains("Quota by region") && page.text.contains("At most 2 in each region."))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func anUpheldObjectionIsStruckAndTheRestPublishedAnew(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let (ids, identity) = try await Self.passed(world, 2, proposes: 2)
        world.clock.set("2022-12-26T01:00:00Z")
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let supervisor = try await world.identity("watch", .supervisor, over: .organisation(world.bureau.number))
        try await office.go("/desk/calls/base-2022")
        try await office.submit("/desk/calls/base-2022/notices", ["begin": "2022-12-26", "contact": "1", "supervision": "2", "title_en": "First list"])
        let first = try #require(try await world.database.read { tx in try tx.publicNotices(limit: 5, offset: 0) }.first)
        let firstID = first.id
        let (upheld, open) = try await world.database.write { tx in
            let codes = try [1, 2].map { try tx.object(ObjectionDraft(position: $0, name: "王小明", contact: "1", facts: "x"), to: firstID) }
            let found = try codes.map { try #require(try tx.objection(code: $0)).id }
            return (found[0], found[1])
        }
        world.clock.set("2023-01-02T01:00:00Z")
        try await office.signIn("office@example.org", "a long password")
        try await world.turn()
        let desk = "/desk/notices/\(first.id)"
        let waiting = try await office.go(desk)
        #expect(waiting.text.contains("An objection to this item is not settled") && waiting.form(to: desk + "/outcomes") == nil && !waiting.html.contains("王小明"))
        let early = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in try tx.strike(1, of: firstID, says: "Why not", by: identity) }
        }
        #expect(early?.code == "not-upheld")
        try await world.database.write { tx in
            for event in [ObjectionEvent.admit, .investigate, .uphold, .answer] { try tx.step(upheld, event, says: "True", by: supervisor) }
        }
        // Upheld and answered it still stands against its item; and a second notice is asked for the other.
        let settled = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.grant(ids[0], by: identity) } }
        #expect(settled?.code == "objection-upheld")
        try await office.go(desk)
        let nameless = try await office.submit(desk + "/items/1/striking", ["says": ""])
        #expect(nameless.status == 422 && nameless.text.contains("Say why it is struck."))
        #expect(try await office.submit(desk + "/items/1/striking", ["says": "Closed half the year"]).text.contains("It is struck."))
        #expect(try await world.state(ids[0]) == .struck)
        try await world.database.write { tx in
            for event in [ObjectionEvent.admit, .investigate, .dismiss] { try tx.step(open, event, says: "Not so", by: supervisor) }
        }
        let second = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.grant(ids[1], by: identity) } }
        #expect(second?.code == "second-notice")

        // The second notice takes the first one's place when it begins, and what it lists is granted when it has run out.
        world.clock.set("2023-01-03T01:00:00Z")
        try await office.signIn("office@example.org", "a long password")
        let form = try await office.go(desk + "/successor")
        #expect(form.text.contains("Museum Two") && !form.text.contains("Museum One"))
        let none = try await office.submit(desk + "/successor", ["begin": "2023-01-02", "keep": "2"])
        #expect(none.status == 422 && none.text.contains("it cannot be backdated"))
        let made = try await office.submit(desk + "/successor", ["begin": "2023-01-03", "keep": "2", "title_en": "Second list"])
        #expect(made.text.contains("The notice is scheduled"), "\(made.text)")
        #expect(try await world.database.read { tx in try tx.notice(firstID)?.state } == .superseded)
        #expect(try await Browser(world.site).go("/notices/\(firstID)").text.contains("Another notice has taken the place of this one"))
        let next = try #require(try await world.database.read { tx in try tx.notice(firstID)?.supersededByID })
        world.clock.set("2023-01-10T01:00:00Z")
        try await office.signIn("office@example.org", "a long password")
        try await world.turn()
        try await office.go("/desk/notices/\(next)")
        #expect(try await office.submit("/desk/notices/\(next)/outcomes").text.contains("1 are carried out."))
        #expect(try await world.state(ids[1]) == .recognised)
        #expect(try await world.database.read { tx in try tx.notice(next)?.state } == .resolved)
        #expect(try await Browser(world.site).go("/register").text.contains("1 title"))
        await world.database.close()
    }

    /// What nobody has decided stays open against its subject, also when another notice takes the place of the one in which it came.
    @Test(arguments: TestEngine.allCases) func supersedingShedsNoObjection(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let (ids, identity) = try await Self.passed(world, 1, proposes: 1)
        world.clock.set("2022-12-26T01:00:00Z")
        func schedule(_ begin: String, _ old: ID<Notice>?) async throws -> ID<Notice> {
            var draft = NoticeDraft(title: Wording("名单", "List"), contact: "1", supervision: "2", begin: day(begin))
            draft.items = [.init(applicationID: ids[0])]
            draft.supersedes = old
            let made = draft
            return try await world.database.write { tx in
                let id = try tx.schedule(made, of: try tx.requireCall("base-2022"), by: identity)
                try tx.turnNotices()
                return id
            }
        }
        let first = try await schedule("2022-12-26", nil)
        _ = try await world.database.write { tx in try tx.object(ObjectionDraft(position: 1, name: "A", contact: "1", facts: "x"), to: first) }
        let again = await #expect(throws: Refusal.self) { _ = try await schedule("2022-12-26", nil) }
        #expect(again?.code == "listed-already")
        let second = try await schedule("2022-12-27", first)
        let twice = await #expect(throws: Refusal.self) { _ = try await schedule("2022-12-28", first) }
        #expect(twice?.code == "superseded-already")
        world.clock.set("2023-01-05T01:00:00Z")
        try await world.turn()
        let done = try await world.database.write { tx in try tx.carryOut(second, by: identity) }
        #expect(done == CarriedOut(waiting: 1))
        await world.database.close()
    }
}
