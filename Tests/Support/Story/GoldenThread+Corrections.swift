import App
import Kernel
import Regions
import Storage
import TestKit

/// Steps 9 to 12: locked and live, a new code table, down to the scans, and forgetting.
extension GoldenThread {
    func stepNine() async throws {
        step(9, "A second activity in B; the edition is locked; then a late gate counter and a correction.")
        let host = try await browser("host-b")
        activityB = try await enter(host, title: ("乙县观星", "Stars over County B"), venue: "County B Museum")
        let desk = "/desk/activities/\(activityB)"
        sessionB = try await addSession(host, desk, "2024-09-15T19:00", "2024-09-15T21:00", capacity: "50")
        try await host.go(desk)
        try require(try await host.submit("\(desk)/placements", ["campaign": "city-series"]))
        let moderator = try await browser("moderator")
        let item = "/desk/moderation/\(activityB)/city-series"
        try await moderator.go(item)
        try require(try await moderator.submit(item, ["decision": "publish"]))
        try await expectFigures("National Day", "national-day", ["activities": "2", "sessions": "3"])

        let organiser = try await browser("organiser")
        try await organiser.go("/figures/national-day")
        try require(try await organiser.submit("/desk/figures/national-day/lock", ["understood": "1"]))

        time.set("2024-09-22T09:00:00+08:00")
        // A week has passed: the session at the desk has run out.
        let gate = try await browser("host-b")
        let claims = "\(desk)/sessions/\(sessionB)/claims"
        try await gate.go(claims)
        let readings = "\(desk)/sessions/\(sessionB)/readings"
        try require(try await gate.submit(readings, ["indicator": "visits", "value": "10", "source": "gate counter", "covers": "1"]))
        let office = try await browser("office-a")
        try await office.go("/desk/claims/\(activityA)/\(claimOne)")
        let correction = "/desk/claims/\(activityA)/\(claimOne)/correction"
        try require(try await office.submit(correction, ["value": "46", "reason": "18 signatures were of the staff"]))
        try await expectFigures(
            "National Day", "national-day",
            ["visits": "136", "measured": "90", "reported": "46", "locked-visits": "144", "corrections": "2"])
        try await expectFigures("City Series", "city-series", ["visits": "136", "locked-visits": "144"])
        try await expectFigures("Joint Action", "bases-joint-action", ["visits": "126", "locked-visits": "144"])
    }

    func stepTen() async throws {
        step(10, "A new edition of the code table replaces 610116; old records keep the old name, the roll-up is one line.")
        let edition = try RegionEdition.parse(
            csv: "code,level,parent,name_zh,name_en,valid_from,replaces\n610199,county,610100,新乙区,New B District,2025-01-01,610116\n")
        try await kepu.database.writeAlone { try $0.applyRegionEdition(edition) }
        let visitor = Browser(site)
        try await visitor.go("/activities/\(activityB)")
        try expect("B's activity shows its old name", visitor.page.text.contains("Chang'an District"), is: true)
        try await visitor.go("/figures/national-day?by=region&of=610100")
        try expect(
            "the roll-up names both", visitor.page.text.contains("New B District") && visitor.page.text.contains("Chang'an District"), is: true)
        try await expectFigures("National Day", "national-day", ["visits": "136", "measured": "90", "reported": "46"])
    }

    func stepEleven() async throws {
        step(11, "From 136 on the national page to the 80: three steps for the public, four for the county.")
        let visitor = Browser(site)
        try await visitor.go("/figures/national-day")
        try follow(visitor, "/figures/national-day/visits")
        try await visitor.go("/figures/national-day/visits")
        try follow(visitor, "/figures/national-day/visits/\(activityA)")
        try await visitor.go("/figures/national-day/visits/\(activityA)")
        var claim: String?
        for link in visitor.page.links where link.hasPrefix("/claims/\(activityA)/") {
            let page = try await Browser(site).go(link)
            if page.figures["claim-value"] == "80" { claim = link }
        }
        guard let claim else { throw StoryProblem("no link to the claim of 80 on \(visitor.page.path)") }
        try await visitor.go(claim)
        try expect("the public's third step shows", visitor.page.figures["claim-value"], is: "80")
        try expect("the public sees no single scan", !visitor.page.text.contains("door-1"), is: true)
        let office = try await browser("office-a")
        try await office.go(claim)
        try expect("the county sees the scans", office.page.figures["scans"], is: "80")
        try expect("and the repeats, named", office.page.figures["repeats"], is: "3")
        try expect("with their device", office.page.text.contains("door-1") && office.page.text.contains("door-2"), is: true)
    }

    private func follow(_ visitor: Browser, _ link: String) throws {
        guard visitor.page.links.contains(where: { $0.split(separator: "?").first.map(String.init) == link }) else {
            throw StoryProblem("\(visitor.page.path) has no link to \(link)")
        }
    }

    func stepTwelve() async throws {
        step(12, "A visitor of session 1 asks to be forgotten: the person goes, every number stays.")
        let before = try await figures("national-day")
        guard let code = booked.first else { throw StoryProblem("nobody has booked") }
        let admin = try await browser("admin")
        try await admin.go("/desk/forget")
        try require(try await admin.submit("/desk/forget", ["reference": code]))
        let page = try await Browser(site).go("/bookings/\(code)")
        try expect("the name is gone", !page.text.contains("Visitor "), is: true)
        let after = try await figures("national-day")
        try expect("every number as before", after.filter { $0.key != "" } == before.filter { $0.key != "" }, is: true)
        try await expectFigures("National Day", "national-day", ["visits": "136", "booked": "100"])
        report.line("The thread holds.")
    }
}
