import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// What may be here already is shown with its reason before anything is saved.
@Suite struct LikelyDuplicateTests {
    @Test(arguments: TestEngine.allCases) func sameOrganiserNearTitleOverlappingDay(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let found = try await world.database.write { tx -> [[LikelyDuplicate]] in
            let id = try tx.addActivity(world.draft("与宇航员见面", "Meet the astronauts"))
            try tx.addSession(SessionDraft(begin: instant("2023-09-16T01:00:00Z"), end: instant("2023-09-16T03:00:00Z")), to: id)
            let content = world.draft("与宇航员见面会").content
            return [
                try tx.likelyDuplicates(of: content, organiser: world.museum, days: [day("2023-09-16"), day("2023-09-20")]),
                try tx.likelyDuplicates(of: content, organiser: world.museum, days: [day("2023-09-20")]),
                try tx.likelyDuplicates(of: content, organiser: world.museum, days: []),
                try tx.likelyDuplicates(of: world.draft("火箭发射").content, organiser: world.museum, days: [day("2023-09-16")]),
                try tx.likelyDuplicates(of: content, organiser: world.museum, days: [day("2023-09-16")], excluding: id),
            ]
        }
        #expect(found.map(\.count) == [1, 0, 1, 0, 0])
        #expect(found[0].first?.reasons == [.title(isSame: false), .organiser, .venue, .day(day("2023-09-16"))])
        #expect(found[2].first?.reasons.last == .daysUnknown)
        await world.database.close()
    }

    /// Of another unit only what the public sees at the same venue; what is over or cancelled counts no more.
    @Test(arguments: TestEngine.allCases) func othersDraftsStayUnknown(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let counts = try await world.database.write { tx -> [Int] in
            let school = try tx.addOrganisation(key: "school", name: Wording("一中", "School One"), kind: .school, region: "610113")
            let content = world.draft("与宇航员见面").content
            func count() throws -> Int { try tx.likelyDuplicates(of: content, organiser: school, days: []).count }
            let id = try tx.addActivity(world.draft("与宇航员见面"))
            var out = [try count()]
            try tx.place(id, in: world.city)
            out.append(try count())
            try tx.setStatus(.cancelled, of: id, reason: "x", by: 1)
            return out + [try count()]
        }
        #expect(counts == [0, 1, 0])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func askedBeforeSaving(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let id = try await world.database.write { try $0.addActivity(world.draft("与宇航员见面", "Meet the astronauts")) }
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        try await host.go("/desk/activities/new")
        try await host.submit("/desk/activities", ["kind": "lecture", "title_en": "Meet the astronauts", "summary_en": "Again?"])
        #expect(host.page.status == 409 && host.page.text.contains("It may be here already; nothing is saved yet"))
        #expect(host.page.text.contains("the same title, the same organiser, its days or yours are not known"))
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 1)
        let asked = host.page
        // The existing one is attached instead.
        try await host.submit("/desk/activities/\(id.text)/placements", ["campaign": "city-series"])
        #expect(host.page.text.contains("Submitted to the moderators."))
        // Or it is another one.
        host.back(to: asked)
        try await host.submit("/desk/activities")
        #expect(host.page.status == 200 && host.page.text.contains("The activity is saved as a draft."))
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") } == 2)
        await world.database.close()
    }

    /// A draft that is kept already is asked about once it is handed in, with the days that it has by then.
    @Test(arguments: TestEngine.allCases) func askedBeforeTheFirstSubmission(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (first, second) = try await world.database.write { tx in
            let ids = try ["与宇航员见面", "与宇航员见面会"].map { title in
                let id = try tx.addActivity(world.draft(title, "Meet the astronauts"))
                try tx.addSession(SessionDraft(begin: instant("2023-09-16T01:00:00Z"), end: instant("2023-09-16T03:00:00Z")), to: id)
                return id
            }
            return (ids[0], ids[1])
        }
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        func states() async throws -> [PlacementState?] {
            try await world.database.read { tx in try [first, second].map { try tx.placement(of: $0, in: world.city)?.state } }
        }
        let placements = "/desk/activities/\(second.text)/placements"
        try await host.go("/desk/activities/\(second.text)")
        try await host.submit(placements, ["campaign": "city-series"])
        #expect(host.page.status == 409 && host.page.text.contains("It may be here already; nothing is submitted yet"))
        #expect(host.page.text.contains("on the same day, 16 September 2023"))
        #expect(try await states() == [nil, nil])
        let asked = host.page
        // Of many that are ticked it stays behind.
        let joining = "/desk/campaigns/city-series/joining"
        try await host.go(joining)
        try await host.submit(joining, ["activity": second.text])
        #expect(host.page.text.contains("0 submitted, 1 not.") && host.page.text.contains("It may be the same as “Meet the astronauts”."))
        // It is another one, all the same.
        host.back(to: asked)
        try await host.submit(placements)
        #expect(host.page.status == 200 && host.page.text.contains("Submitted to the moderators."))
        #expect(try await states() == [nil, .toModerate])
        // Handed in once, it is not asked about again.
        try await host.go("/desk/activities/\(second.text)")
        try await host.submit("/desk/activities/\(second.text)", ["age_min": "8"])
        try await host.submit(placements, ["campaign": "city-series"])
        #expect(host.page.status == 200 && host.page.text.contains("Submitted to the moderators."))
        await world.database.close()
    }
}
