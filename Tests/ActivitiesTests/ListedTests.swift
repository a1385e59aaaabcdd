import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// The narrow rows of the public list, and the words beside them.
@Suite struct ListedTests {
    @Test(arguments: TestEngine.allCases) func aRowFollowsItsActivity(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        func row() async throws -> String {
            try await world.database.read { tx in
                let rows = try tx.rows("SELECT status, kind FROM activities_listed") { "\(try $0.text("status")) \(try $0.text("kind"))" }
                let days = try tx.rows("SELECT local_day FROM activities_listed_day ORDER BY local_day") { try $0.text("local_day") }
                return (rows + days).joined(separator: " ")
            }
        }
        let (id, session) = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("讲座"))
            return (id, try tx.addSession(SessionDraft(begin: instant("2023-09-20T01:00:00Z"), end: instant("2023-09-20T03:00:00Z")), to: id))
        }
        #expect(try await row() == "")
        try await world.database.write { try $0.place(id, in: world.city) }
        #expect(try await row() == "scheduled lecture 2023-09-20")
        try await world.database.write { tx in
            let old = try #require(try tx.session(id, session))
            var draft = old.draft
            (draft.begin, draft.end) = (instant("2023-09-22T01:00:00Z"), instant("2023-09-22T03:00:00Z"))
            try tx.changeSession(old, to: draft, status: .scheduled, house: World.house, by: 1)
        }
        #expect(try await row() == "scheduled lecture 2023-09-22")
        try await world.database.write { try $0.setStatus(.cancelled, of: id, reason: "下雨", by: 1) }
        #expect(try await row() == "cancelled lecture")
        try await world.database.write { try $0.setStatus(.scheduled, of: id, reason: "", by: 1) }
        #expect(try await row() == "scheduled lecture 2023-09-22")
        try await world.database.write { try $0.withdraw(id, from: world.city, by: world.host) }
        #expect(try await row() == "")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func bulkIsWhatVerbsWouldWrite(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (bulk, single) = try await world.database.write { tx in
            var content = world.draft("火星与月球", "Mars").content
            content.region = "610113"
            let session = SessionDraft(begin: instant("2023-09-20T01:00:00Z"), end: instant("2023-09-20T03:00:00Z"), capacity: 5)
            var draft = ActivityDraft(organiser: world.museum, content: content)
            draft.external = ExternalName(source: "s", id: "1")
            var memo = BulkMemo()
            let one = BulkActivity(draft, placeName: Wording("雁塔科技馆", "Yanta Hall"), sessions: [session], campaigns: [world.city])
            try tx.enter([(tx.newID(), one)], told: true, memo: &memo)
            let single = try tx.addActivity(world.draft("火星与月球", "Mars"))
            try tx.addSession(session, to: single)
            try tx.place(single, in: world.city)
            return (try #require(try tx.activity(external: ExternalName(source: "s", id: "1"))).id, single)
        }
        let same = try await world.database.read { tx in
            try [bulk, single].map { id in
                try #require(
                    try tx.row("SELECT kind, mode, region, venue_id, first_at, last_at, access FROM activities_listed WHERE id = \(id)") { $0.values })
            }
        }
        #expect(same[0] == same[1])
        let told = try await world.database.read { tx in
            try [bulk, single].map { id in
                try tx.rows("SELECT kind, scope, payload, visibility FROM ledger_entry WHERE noun = 'activity' AND subject = \(id) ORDER BY seq") { $0.values }
            }
        }
        #expect(told[0].count == 3 && told[0].first == told[1].first && told[0].last == told[1].last)
        for words in ["火星", "yuexing", "yueqiu", "mars", "雁塔", "ytkjg"] {
            var filter = ActivityFilter()
            filter.words = words
            let asked = filter
            #expect(try await Set(ListedWorld.ids(asked, world)) == (words == "yuexing" ? [] : [bulk, single]), "\(words)")
        }
        #expect(try await world.database.read { try $0.publicActivity(bulk).sessions.count } == 1)
        await world.database.close()
    }
}
