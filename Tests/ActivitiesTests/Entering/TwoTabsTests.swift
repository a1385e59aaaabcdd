import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Activities

/// Two tabs on one entry, and an entry that is returned while its author still edits it.
@Suite struct TwoTabsTests {
    @Test(arguments: TestEngine.allCases) func bothTextsAreShown(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let site = try await World.rooms.site(world.database)
        let id = try await world.database.write { try $0.addActivity(world.draft("观星", "Stars")) }
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let desk = "/desk/activities/\(id.text)"
        let opened = try await host.go(desk)
        try await host.submit(desk, ["title_en": "Stars above", "contact": "Office 1"])
        #expect(host.page.text.contains("Saved as version 2."))
        // The other tab still shows the first version.
        host.back(to: opened)
        try await host.submit(desk, ["title_en": "Night of stars", "audience_en": "Families"])
        #expect(host.page.status == 409)
        #expect(host.page.text.contains("Version 2 was saved while you were editing") && host.page.text.contains("Version 2 says: Stars above"))
        let form = try #require(host.page.form(to: desk))
        #expect(form["title_en"] == "Night of stars" && form["audience_en"] == "Families" && form["contact"] == "Office 1" && form["version"] == "2")
        #expect(try await world.database.read { try $0.requireActivity(id).latest } == 2)
        try await host.submit(desk)
        #expect(host.page.text.contains("Saved as version 3."))
        let content = try await world.database.read { try $0.latestVersion(of: id)?.content }
        #expect(content?.title.en == "Night of stars" && content?.contact == "Office 1" && content?.audience?.en == "Families")
        await world.database.close()
    }

    @Test func returnedWhileItsAuthorEdits() async throws {
        let world = try await World.make(.sqlite)
        let site = try await World.rooms.site(world.database)
        let id = try await world.database.write { tx in
            let id = try tx.addActivity(world.draft("观星", "Stars"))
            try tx.submit(id, to: world.city, by: world.host)
            return id
        }
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let desk = "/desk/activities/\(id.text)"
        try await host.go(desk)
        try await world.database.write { tx in
            try tx.decide(.giveBack, on: id, in: world.city, seen: 1, remarks: [FieldRemark(field: "title", text: "Which stars?")], by: World.moderator)
        }
        try await host.submit(desk, ["title_en": "Autumn stars"])
        #expect(host.page.status == 200 && host.page.text.contains("Saved as version 2."))
        #expect(host.page.text.contains("“city-series” has returned it") && host.page.text.contains("Which stars?"))
        await world.database.close()
    }
}
