import Access
import Activities
import Kernel
import Language
import Outbox
import Participation
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Commendations

/// From the first look at one's score to the public list, as a unit, the office and everybody see it.
@Suite struct CommendationJourneyTests {
    @Test(arguments: TestEngine.allCases) func seenBeforeTheDeadlineFixedAtItAndPublishedAfter(_ engine: TestEngine) async throws {
        let world = try await CommendationWorld.make(engine)
        let (museum, school) = (try #require(world.units["museum"]), try #require(world.units["school"]))
        let (activity, sessions, first) = try await world.database.write { tx in
            let (stars, sessions) = try world.activity("Stars", of: "museum", in: [world.national, world.joint], days: ["2023-09-05", "2023-09-06"], tx)
            let first = try world.report(stars, sessions[0], 80, tx)
            let (moon, nights) = try world.activity("Moon", of: "school", in: [world.national], days: ["2023-09-09"], tx)
            try world.report(moon, nights[0], 170, tx)
            return (stars, sessions, first)
        }
        let rule = "/desk/commendations/day-2023", ranking = "/desk/rankings/day-2023"

        // Everybody reads the rule, with its example.
        let visitor = Browser(world.site)
        #expect(try await visitor.go("/rules/day-2023").text.contains("Two invented units, computed by the code that scores."))
        #expect(try await visitor.go("/commendations/day-2023").text.contains("Being scored"))
        #expect(try await visitor.go("/commendations").links.contains("/commendations/day-2023"))
        #expect(try await visitor.go("/campaigns/national-day").links.contains("/commendations/day-2023"))
        #expect(try await visitor.go("/commendations/day-2023/\(museum)").status == 404)
        #expect(try await visitor.go("/commendations/day-2023.csv").status == 404)

        // The museum sees its own score, opens a number, and finds what is missing; the school's is not its affair.
        var host = try await world.host("museum")
        #expect(try await host.go("/desk/commendations").links.contains(rule))
        let own = try await host.go(rule)
        #expect(own.path == "\(rule)/\(museum)" && own.figures["score"] == "30" && own.figures["points-visits"] == "16" && own.figures["amount-visits"] == "80", "\(own.text)")
        #expect(own.text.contains("1 session is over without it being stated") && own.text.contains("Lines worth 10 more are unknown"))
        #expect(own.figures["points-volunteers"] == nil)
        let opened = try await host.go("\(rule)/\(museum)/visits")
        let record = "/figures/national-day/visits/\(activity)"
        #expect(opened.links.contains(record), "\(opened.links)")
        #expect(try await host.go(record).figures["visits"] == "80")
        #expect(try await host.go("\(rule)/\(school)").status == 404)
        #expect(try await host.go("\(rule)/\(museum)/happiness").status == 404)
        #expect(try await host.go(ranking).status == 403)

        // It reports what was missing: the score moves at once.
        try await world.database.write { tx in try world.report(activity, sessions[1], 40, tx) }
        #expect(try await host.go("\(rule)/\(museum)").figures["score"] == "38")
        // It states its material; empty is refused in words.
        try await host.go("\(rule)/\(museum)/topic")
        let empty = try await host.submit("\(rule)/\(museum)/topic", ["says": "  "])
        #expect(empty.status == 422)
        let stated = try await host.submit("\(rule)/\(museum)/topic", ["says": "话题“雁塔看星空”，台账存办公室。"])
        #expect(stated.text.contains("It is handed in; the office judges it.") && stated.text.contains("雁塔看星空"), "\(stated.text)")
        #expect(try await host.go("\(rule)/\(museum)").text.contains("Lines worth 30 more are unknown"))

        // The office ranks; a correction before the deadline moves the ranking.
        var office = try await world.office
        try await office.go(ranking)
        #expect(try await office.submit("\(ranking)/reckoning").text.contains("The ranking is worked out anew."))
        #expect(try await world.ranking() == ["school 41", "museum 38"])
        try await office.go(ranking)
        #expect(office.page.form(to: "\(ranking)/publication") == nil)
        let early = try await office.post("\(ranking)/publication", ["csrf": office.page.token, "understood": "1"])
        #expect(early.status == 422 && early.text.contains("The deadline is not over"))
        try await world.database.write { tx in try tx.correctClaim(first, in: activity, value: 110, reason: "重新清点", by: 2) }
        #expect(try await host.go("\(rule)/\(museum)").figures["score"] == "44")
        try await office.go(ranking)
        try await office.submit("\(ranking)/reckoning")
        #expect(try await world.ranking() == ["museum 44", "school 41"])

        // The deadline: the numbers are taken, and a correction after it moves nothing but is listed.
        world.clock.set("2023-10-10T10:00:00Z")
        try await world.database.write { tx in
            for one in try tx.commendationsDue() { try tx.takeNumbers(one) }
        }
        try await world.database.write { tx in try tx.correctClaim(first, in: activity, value: 10, reason: "又一次清点", by: 2) }
        host = try await world.host("museum")
        let after = try await host.go("\(rule)/\(museum)")
        #expect(after.figures["score"] == "44" && after.figures["amount-visits"] == "150" && after.text.contains("Corrections since the numbers were taken"), "\(after.text)")
        #expect(after.text.contains("Stars · Visits 110 → 10"), "\(after.text)")
        let late = try await host.post("\(rule)/\(museum)/topic", ["csrf": host.page.token, "says": "迟到的材料"])
        #expect(late.status == 422 && late.text.contains("closed at its deadline"), "\(late.text)")

        // What was stated is judged with a reason; before that no list is published.
        office = try await world.office
        try await office.go(ranking)
        let hasty = try await office.submit("\(ranking)/publication", ["understood": "1"])
        #expect(hasty.status == 422 && hasty.text.contains("1 statement has not been judged"), "\(hasty.text)")
        let page = "\(ranking)/\(museum)/topic"
        for (points, says, expected) in [("12.345", "好", "two decimals at most"), ("21", "好", "This indicator gives 20 points at most"), ("12", "", "Reason")] {
            try await office.go(page)
            let wrong = try await office.submit(page, ["points": points, "says": says])
            #expect(wrong.status == 422 && wrong.text.contains(expected), "\(points): \(wrong.text)")
        }
        try await office.go(page)
        #expect(try await office.submit(page, ["points": "12.5", "says": "话题有特色"]).text.contains("The points are kept."))
        #expect(try await world.ranking() == ["museum 56.5", "school 41"])
        try await office.go(ranking)
        #expect(try await office.submit("\(ranking)/publication").text.contains("tick “I know that this cannot be undone” first"))
        try await office.go(ranking)
        #expect(try await office.submit("\(ranking)/publication", ["understood": "1"]).path == "/commendations/day-2023")

        // Everybody sees who is commended, every line of it and its records; the others are not told of.
        let list = try await visitor.go("/commendations/day-2023")
        #expect(list.text.contains("56.5 points") && list.text.contains("110 → 10") && !list.text.contains("41 points"), "\(list.text)")
        #expect(list.links.contains("/commendations/day-2023/\(museum)"))
        let shown = try await visitor.go("/commendations/day-2023/\(museum)")
        #expect(shown.figures["score"] == "56.5" && shown.figures["points-topic"] == "12.5")
        #expect(try await visitor.go("/commendations/day-2023/\(museum)/topic").text.contains("话题有特色"))
        #expect(try await visitor.go("/commendations/day-2023/\(museum)/visits").links.contains(record))
        #expect(try await visitor.go("/commendations/day-2023/\(school)").status == 404)
        let csv = try await visitor.go("/commendations/day-2023.csv").html, lines = csv.split { $0.isNewline }.count
        #expect(csv.contains("visits,150,30,40") && lines == 7, "\(csv)")
        // Nothing changes any more.
        office = try await world.office
        try await office.go(page)
        #expect(try await office.post(page, ["csrf": office.page.token, "points": "1", "says": "改"]).text.contains("The list is public; the points stand."))
        #expect(try await office.post("\(ranking)/publication", ["csrf": office.page.token, "understood": "1"]).text.contains("The list is public already."))
        let told = try await world.database.read { tx in
            try tx.number("SELECT COUNT(*) FROM outbox_message m WHERE m.kind = 'commendations.published'")
        }
        #expect(try #require(told) >= 1)
        await world.database.close()
    }

    /// Whatever moment the deadline finds: each change is in the numbers or listed, never neither, never both.
    @Test(arguments: TestEngine.allCases) func theDeadlineAmongChangesMissesNone(_ engine: TestEngine) async throws {
        let world = try await CommendationWorld.make(engine)
        let all = try await world.database.write { tx in
            try (0..<6).map { try world.activity("Moon \($0)", of: "museum", in: [world.national], days: ["2023-09-0\($0 + 1)"], tx) }
        }
        world.clock.set("2023-10-10T10:00:00Z")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, one) in all.enumerated() {
                group.addTask {
                    for round in 1...4 {
                        try await world.database.write { tx in
                            _ = try tx.measure(activity: one.0, session: one.1[0], indicator: "visits", value: Int64(round * 10 + number), source: "gate", coversWhole: true, by: 1)
                        }
                    }
                }
            }
            group.addTask { try await world.database.writeAlone { tx in try tx.takeNumbers(try tx.requireCommendation(CommendationWorld.rule)) } }
            try await group.waitForAll()
        }
        let museum = try #require(world.units["museum"])
        let (taken, corrections) = try await world.database.read { tx in
            let one = try tx.requireCommendation(CommendationWorld.rule)
            return (try tx.standing(of: museum.number, in: one), try tx.corrections(since: one, of: museum.number, most: 100))
        }
        let counted: Int64 = if case .known(let value, _) = taken?.line("visits")?.amount { value } else { 0 }
        let changed = corrections.reduce(Int64(0)) { $0 + ($1.after ?? 0) - ($1.before ?? 0) }
        #expect(counted + changed == (0..<6).reduce(Int64(0)) { $0 + Int64(40 + $1) })
        await world.database.close()
    }

    /// Two units that are one: their material and their place are the one's that stays.
    @Test(arguments: TestEngine.allCases) func unitsThatAreOne(_ engine: TestEngine) async throws {
        let world = try await CommendationWorld.make(engine)
        let (museum, school) = (try #require(world.units["museum"]), try #require(world.units["school"]))
        let everything = Identity(account: Account(id: ID(7), login: "x", name: "x"), grants: [Grant(.administrator, over: .all)])
        try await world.database.write { tx in
            let one = try tx.requireCommendation(CommendationWorld.rule)
            try tx.stateMaterial("台账", for: "topic", of: school, in: one, by: everything)
        }
        try await world.database.write { tx in try tx.merge(school, into: museum, house: CommendationWorld.house.house, by: everything) }
        #expect(try await world.score("museum").line("topic")?.amount == .stated)
        await world.database.close()
    }
}

extension CommendationWorld {
    /// `museum 44`, the first first.
    fileprivate func ranking() async throws -> [String] {
        try await database.read { tx in
            try tx.standings(of: try tx.requireCommendation(Self.rule), page: 1).items.map { "\($0.name(.en)) \(ScorePoints.text($0.score.total))" }
        }
    }
}
