import Access
import Activities
import Campaigns
import Foundation
import HTTPTypes
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing
import Web

@testable import Figures

/// Small groups of minors on the pages and in the files that everybody sees.
@Suite struct SmallGroupPageTests {
    @Test(arguments: TestEngine.allCases) func aSmallClassIsToldToNobodyButTheDesk(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), site = try await world.site()
        let (activity, claims) = try await world.database.write { tx in
            _ = try Story(world, tx)
            let (activity, sessions) = try world.activity("Class", at: world.hall, in: [world.city], days: ["2023-09-19", "2023-09-20"], ages: 7...12, tx)
            return (activity, [try world.report(activity, sessions[0], 3, .reported, tx), try world.report(activity, sessions[1], 41, .reported, tx)])
        }
        let visitor = Browser(site), path = "/figures/national-day/visits/\(activity.text)"
        // The other session is not told either: their sum is.
        try await visitor.go(path)
        #expect(visitor.page.figures["visits"] == "44" && visitor.page.text.contains("fewer than 5") && visitor.page.text.contains("not shown"))
        #expect(visitor.page.text.contains("To protect minors") && !visitor.page.html.contains(">41<") && !visitor.page.html.contains(">3<"))
        for (claim, words) in zip(claims, ["fewer than 5", "not shown"]) {
            try await visitor.go("/claims/\(activity.text)/\(claim.text)")
            #expect(visitor.page.status == 200 && visitor.page.text.contains("Visits: \(words)"), "\(visitor.page.text.prefix(300))")
            #expect(!visitor.page.html.contains(">41<") && !visitor.page.html.contains(">3<"))
        }
        let panel = try await visitor.go("/activities/\(activity.text)")
        #expect(panel.text.contains("fewer than 5") && !panel.html.contains(">41<"))
        #expect(try await visitor.go("\(path)?lang=zh").text.contains("不足 5"))

        let office = try await Browser.signedIn("office@example.org", Grant(.office, over: .all), at: site)
        #expect(try await office.go("/claims/\(activity.text)/\(claims[0].text)").figures["claim-value"] == "3")
        await world.database.close()
    }

    /// A group of children in a list and in the layout by audience: another line is withheld with it.
    @Test(arguments: TestEngine.allCases) func noSumGivesItAway(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), visitor = Browser(try await world.site())
        try await world.database.write { tx in
            _ = try Story(world, tx)
            let (small, sessions) = try world.activity("Nursery", at: world.hall, in: [world.city], days: ["2023-09-19"], ages: 3...6, tx)
            try world.report(small, sessions[0], 2, .reported, tx)
            let (large, more) = try world.activity("Grown-ups", at: world.hall, in: [world.city], days: ["2023-09-19"], ages: 18...60, tx)
            try world.report(large, more[0], 33, .reported, tx)
        }
        for isBuilt in [false, true] {
            if isBuilt {
                try await world.database.ledgerSettled()
                try await RollUpFollowing.run(world.database)
            }
            try await visitor.go("/figures/city-series/visits")
            let page = visitor.page
            #expect(page.figures["visits"] == "179" && page.text.contains("fewer than 5") && page.text.contains("not shown"))
            #expect(!page.html.contains("data-line=\"visits\">2<") && !page.html.contains("data-line=\"breakdown-audience\">2<"))
            // All of the others together are less than the sum less two.
            let told = page.html.components(separatedBy: "data-line=\"breakdown-audience\">").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }
            #expect(told.count == 1 && told.reduce(0, +) < 179 - 4, "\(told)")
            // Narrowed to children every number is theirs.
            try await visitor.go("/figures/city-series/visits?audience=children")
            #expect(visitor.page.figures["visits"] == nil && visitor.page.text.contains("fewer than 5"))
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func schoolGroupsInFilesAndAnswers(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), site = try await world.site()
        try await world.database.write { tx in
            for (venue, value) in [(world.hall, Int64(4)), (world.school, 60)] {
                let (activity, sessions) = try world.activity("School \(value)", at: venue, in: [world.city], days: ["2023-09-19"], tx)
                let claim = try tx.makeClaim(ClaimDraft(activity: activity, session: sessions[0], indicator: "school-visits", value: value, reason: "签到表"), by: 1)
                try tx.decideClaim(claim, in: activity, on: .accept, reason: "已核对", by: 2)
            }
        }
        let query = "?campaign=city-series&indicator=school-visits&by=region&region=610100"
        let csv = try await site.respond(method: .get, path: "/figures.csv" + query, headers: [.acceptLanguage: "en"])
        let text = String(decoding: csv.body.dropFirst(3), as: UTF8.self)
        #expect(text.contains(",\"fewer than 5\"") && text.contains(",\"not shown\"") && !text.contains(",4") && !text.contains(",60"), "\(text)")
        let metadata = try await site.respond(method: .get, path: "/figures.csv-metadata.json" + query, headers: [.acceptLanguage: "en"])
        #expect(String(decoding: metadata.body, as: UTF8.self).contains("\"fewer than 5\""))
        let page = try await Browser(site).go("/figures" + query)
        #expect(page.text.contains("fewer than 5") && page.text.contains("64") && page.text.contains("To protect minors"))
        let model = try await world.database.read { tx in
            try FigureAPI.Model(campaign: try #require(try tx.campaign(world.city)), at: .within("610100"), isLocked: false, by: .region, in: tx)
        }
        #expect(model.figures.indicators["school-visits"]?.total == 64 && model.hidden == [])
        #expect(model.lines.count == 2 && model.lines.allSatisfy { $0.indicators["school-visits"] == nil && Array($0.hidden.keys) == ["school-visits"] })
        await world.database.close()
    }

    /// One small class is all that is counted in a county, on a day, at an organiser: no page lays it out, and no file.
    @Test(arguments: TestEngine.allCases) func aSmallClassIsNoLineOfItsOwn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), site = try await world.site(), visitor = Browser(site)
        try await world.database.write { tx in
            let (small, sessions) = try world.activity("Nursery", at: world.school, in: [world.city], days: ["2023-09-19"], ages: 3...6, tx)
            try world.report(small, sessions[0], 4, .reported, tx)
            let (large, more) = try world.activity("Grown-ups", at: world.hall, in: [world.joint], days: ["2023-09-20"], ages: 18...60, tx)
            try world.report(large, more[0], 33, .estimated, tx)
            let (two, last) = try world.activity("Two", at: world.hall, in: [world.joint], days: ["2023-09-21"], ages: 18...60, tx)
            try world.report(two, last[0], 2, .reported, tx)
        }
        for isBuilt in [false, true] {
            if isBuilt {
                try await world.database.ledgerSettled()
                try await RollUpFollowing.run(world.database)
            }
            for path in [
                "/figures/city-series/visits", "/figures/national-day/visits?region=610116", "/figures/national-day/visits?day=2023-09-19", "/figures/city-series", "/figures/city-series?by=day",
                "/figures/city-series?by=kind", "/figures/national-day?by=region&of=610100", "/figures/national-day?by=day", "/figures?campaign=city-series", "/figures?campaign=national-day&by=day",
                "/figures?campaign=national-day&region=610100", "/campaigns/city-series",
            ] {
                let page = try await visitor.go(path)
                let told = page.html.matches(of: /<data[^>]*>([0-9,]+)<\/data>/).filter { $0.output.1 == "4" }
                #expect(page.status == 200 && told.isEmpty, "\(path): \(told.map(\.output.0))")
                #expect(page.text.contains("fewer than 5"), "\(path)")
            }
            let csv = try await site.respond(method: .get, path: "/figures.csv?campaign=national-day&by=day", headers: [.acceptLanguage: "en"])
            let text = String(decoding: csv.body.dropFirst(3), as: UTF8.self)
            #expect(text.contains("fewer than 5") && !text.contains(",4,") && !text.contains(",4\r"), "\(text)")
            let model = try await world.database.read { tx in try FigureAPI.Model(campaign: try #require(try tx.campaign(world.city)), isLocked: false, by: .day, in: tx) }
            #expect(model.hidden == ["visits"] && model.lines.allSatisfy { $0.indicators["visits"] == nil })
            // A small number at something for everybody is told.
            #expect(try await visitor.go("/figures/joint-action?by=day").html.contains(">2</data>"))
        }
        let survey = try await world.database.read { try Survey(world.museum, year: 2023, in: $0) }
        let line = try #require(survey.lines.first { $0.name.en == "Lectures: on site" })
        #expect(line.value == .number(39) && line.shares == MethodShares(reported: 6, estimated: 33))
        await world.database.close()
    }
}
