import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// A unit takes part with what it has; an umbrella gathers its own and others' activities.
@Suite struct JoiningTests {
    @Test(arguments: TestEngine.allCases) func existingActivitiesAreAttachedByTicking(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let ids = try await world.database.write { tx in
            try ["观星", "火箭", "化石"].map { title in
                let id = try tx.addActivity(world.draft(title, "E-\(title)"))
                let begin = title == "化石" ? "2024-02-01T01:00:00Z" : "2023-09-16T01:00:00Z"
                try tx.addSession(SessionDraft(begin: instant(begin), end: instant(begin).adding(hours: 2)), to: id)
                return id
            }
        }
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let joining = "/desk/campaigns/city-series/joining"
        #expect(try await host.go("/campaigns/city-series").links.contains(joining))
        #expect(try await Browser(site).go("/campaigns/city-series").links.contains(joining) == false)
        #expect(try await host.go("/desk/joining").links.contains(joining))
        try await host.go(joining)
        // What takes place on other days is there only when asked for.
        #expect(host.page.text.contains("E-观星") && !host.page.text.contains("E-化石"))
        #expect(try await host.go(joining + "?all=1").text.contains("E-化石"))
        try await host.go(joining)
        try await host.submit(joining, ["activity": ids[0].text])
        #expect(host.page.text.contains("1 submitted, 0 not."))
        let states = try await world.database.read { try $0.placements(of: ids[0]).map(\.state) }
        #expect(states == [.toModerate])
        // It is not offered again; sent again it is told.
        #expect(host.page.html.contains("value=\"\(ids[0].text)\"") == false)
        try await host.sendAgain()
        #expect(host.page.text.contains("0 submitted, 1 not.") && host.page.text.contains("there is nothing new to submit"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func anUmbrellaAsksOthersAndTheyKeepTheirs(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (umbrella, own, other, school) = try await world.database.write { tx in
            let school = try tx.addOrganisation(key: "school", name: Wording("一中", "School One"), kind: .school, region: "110101")
            var whole = world.draft("科学周", "Science week")
            whole.isUmbrella = true
            var theirs = world.draft("化石", "Fossils")
            (theirs.organiser, theirs.content.venue, theirs.content.region) = (school, nil, "110101")
            let umbrella = try tx.addActivity(whole), own = try tx.addActivity(world.draft("观星", "Stars")), other = try tx.addActivity(theirs)
            for id in [umbrella, own, other] { try tx.place(id, in: world.city) }
            return (umbrella, own, other, school)
        }
        let site = try await World.rooms.site(world.database)
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let teacher = try await Browser.signedIn("teacher@example.org", Grant(.host, over: .organisation(school.number)), at: site)
        let counted = { try await world.database.read { try $0.number("SELECT COUNT(*) FROM view_activities_counted") } }
        #expect(try await counted() == 3)
        let children = "/desk/activities/\(umbrella.text)/children"
        #expect(try await host.go("/desk/activities/\(umbrella.text)").links.contains(children))
        try await host.go(children)
        try await host.submit(children, ["activity": own.text])
        #expect(host.page.text.contains("1 added, 0 invited."))
        // With a part that is public the whole is counted no more.
        #expect(try await counted() == 2)
        try await host.post(children, ["csrf": host.page.form(to: children)?["csrf"] ?? "", "activity": other.text.lowercased()])
        #expect(host.page.text.contains("0 added, 1 invited.") && host.page.text.contains("Invited, not answered"))
        #expect(try await world.database.read { try $0.requireActivity(other).parent } == nil)
        // Its own unit answers.
        #expect(try await teacher.go(children).status == 403)
        #expect(try await teacher.go("/desk").text.contains("Invited into the series: Science week"))
        try await teacher.go("/desk/activities/\(other.text)")
        let answer = "/desk/activities/\(other.text)/invitations/\(umbrella.text)"
        #expect(teacher.page.text.contains("Invited into the series: Science week"))
        try await teacher.submit(answer)
        let joined = try await world.database.read { try $0.requireActivity(other) }
        #expect(joined.parent == umbrella && joined.organiser == school)
        #expect(try await host.go("/desk/activities/\(other.text)").status == 403)
        // Answered once; taken out by either.
        try await teacher.sendAgain()
        #expect(teacher.page.status == 409)
        try await host.go(children)
        try await host.submit("\(children)/\(own.text)/removal")
        #expect(try await world.database.read { try $0.requireActivity(own).parent } == nil)
        #expect(try await counted() == 2)
        await world.database.close()
    }
}
