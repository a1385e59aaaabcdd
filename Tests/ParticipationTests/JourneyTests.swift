import Access
import Activities
import Kernel
import Participation
import Storage
import TestKit
import Testing

/// Steps 5, 6, 9 and 11 of the story through the forms.
@Suite struct JourneyTests {
    @Test(arguments: TestEngine.allCases) func fromTheReportToThePublicClaim(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            try tx.keepBooked(activity: world.activity, session: world.first, value: 100)
            _ = try tx.recordScans(world.scans(), by: 7)
            try tx.closeDoor(activity: world.activity, session: world.first, coveredWhole: true, by: 7)
        }
        let site = try await world.site()
        let host = try await Browser.signedIn("host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: site)
        let office = try await Browser.signedIn("office@example.org", Grant(.office, over: .region(["610000", "610100", "610113"])), at: site)
        let other = try await Browser.signedIn("other@example.org", Grant(.office, over: .region(["110000"])), at: site)
        let visitor = Browser(site)
        let desk = "/desk/activities/\(world.activity.text)/sessions/\(world.first.text)"

        for reason in ["", "three helpers counted"] {
            try await host.go(desk + "/claims")
            try await host.submit(desk + "/claims", ["indicator": "visits", "value": "120", "method": "reported", "reason": reason])
            #expect(host.page.status == 200 && host.page.text.contains("above the 80 measured"))
            try await office.go("/desk/claims")
            let item = try #require(office.page.links.first { $0.hasPrefix("/desk/claims/") })
            if reason.isEmpty {
                try await office.submit(item, ["decision": "accept", "reason": ""])
                #expect(office.page.status == 422)
                try await office.submit(item, ["decision": "return", "reason": "no evidence"])
            } else {
                try await office.submit(item, ["decision": "reject", "reason": "the door counted 80"])
            }
            #expect(office.page.path == "/desk/claims" && office.page.status == 200)
        }
        #expect(try await world.counted(world.first) == "measured 80")

        // Session 2, with a sheet, accepted and then corrected.
        let second = "/desk/activities/\(world.activity.text)/sessions/\(world.second.text)"
        try await host.go(second + "/claims")
        try await host.submit(
            second + "/claims", ["indicator": "visits", "value": "64", "method": "reported", "evidence_text": "signed sheet"],
            files: [("evidence", "sheet.txt", "64 names")])
        #expect(host.page.status == 200)
        try await other.go("/desk/claims")
        #expect(!other.page.text.contains("Meet the astronauts"))
        try await office.go("/desk/claims")
        let item = try #require(office.page.links.first { $0.hasPrefix("/desk/claims/") })
        #expect(try await other.go(item).status == 403)
        try await office.submit(item, ["decision": "accept"])
        #expect(try await world.counted(world.second) == "reported 64")
        let evidence = item.replacing("/desk/claims", with: "/evidence")
        #expect(try await visitor.go(evidence).status == 404)
        #expect(try await office.go(evidence).html == "64 names")
        try await office.go(item)
        try await office.submit(item + "/correction", ["value": "46", "reason": "late sheet"])
        #expect(office.page.status == 200)
        #expect(try await world.counted(world.second) == "reported 46")

        // A stream's reading, and the way down for the public and the county.
        try await host.go(desk + "/claims")
        try await host.submit(desk + "/readings", ["indicator": "viewers", "value": "1900", "source": "stream", "covers": "1"])
        #expect(try await world.counted(world.first, "viewers") == "measured 1900")
        try await visitor.go("/activities/\(world.activity.text)")
        let links = visitor.page.links.filter { $0.hasPrefix("/claims/") }
        #expect(links.count == 3)
        try await visitor.go(links[0])
        let figures = visitor.page.figures
        #expect([figures["claim-value"], figures["scans"], figures["repeats"]] == ["80", "80", "3"])
        #expect(!visitor.page.html.contains("gate-2") && !visitor.page.text.contains("host@example.org"))
        try await office.go(links[0])
        #expect(office.page.html.components("data-row=\"scan\"") == 80 && office.page.html.components("data-row=\"repeat\"") == 3)
    }
}

extension String {
    /// How often `piece` stands in it.
    func components(_ piece: String) -> Int { ranges(of: piece).count }
}
