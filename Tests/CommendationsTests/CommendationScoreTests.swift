import Activities
import Kernel
import Language
import Participation
import Storage
import TestKit
import Testing
import Venues

@testable import Commendations

/// What units are scored by, from the records, on both engines.
@Suite struct CommendationScoreTests {
    @Test(arguments: TestEngine.allCases) func aUnitIsScoredByWhatItHeldInTheTerm(_ engine: TestEngine) async throws {
        let world = try await CommendationWorld.make(engine)
        let (activity, sessions) = try await world.database.write { tx in
            let (stars, sessions) = try world.activity("Stars", of: "museum", in: [world.national, world.joint], days: ["2023-09-05", "2023-09-06"], tx)
            try world.report(stars, sessions[0], 80, tx)
            // Before the term, after it, cancelled, not published here: none of these counts.
            let (_, _) = try world.activity("August", of: "museum", in: [world.national], days: ["2023-08-31", "2023-10-01"], tx)
            let (mixed, three) = try world.activity("Mixed", of: "museum", at: "school", in: [world.national], days: ["2023-08-30", "2023-09-07", "2023-09-25"], tx)
            try world.report(mixed, three[0], 1_000, tx)
            let (_, _) = try world.activity("Elsewhere", of: "museum", in: [], days: ["2023-09-08"], tx)
            let (moon, _) = try world.activity("Moon", of: "school", in: [world.national], days: ["2023-09-09"], tx)
            try world.report(moon, nil, 50, tx)
            return (stars, sessions)
        }
        var score = try await world.score("museum")
        // Three sessions of the term that are over, in two counties, and one still to come; 80 visits, and two sessions without any; none has volunteers stated.
        #expect(score.lines.map(\.amount) == [.known(3, missing: 0), .known(2, missing: 0), .known(80, missing: 2), .unknown(missing: 3), .known(1, missing: 0), .notStated])
        #expect(score.lines.map(\.points) == [600, 1_000, 1_600, nil, 500, 0])
        #expect(score.total == 3_700 && score.open == 1_000)
        // A number about the whole activity stands for its session.
        #expect(try await world.score("school").line("visits")?.amount == .known(50, missing: 0))
        #expect(try await world.score("association").total == 0)

        // Stated later it counts at once.
        try await world.database.write { tx in
            try world.report(activity, sessions[1], 40, tx)
            try world.report(activity, sessions[1], 4, tx, of: "volunteer-times")
        }
        score = try await world.score("museum")
        #expect(score.line("visits")?.amount == .known(120, missing: 1) && score.line("visits")?.points == 2_400)
        #expect(score.line("volunteers")?.amount == .known(4, missing: 2) && score.total == 4_900 && score.open == 0)
        // The last one counts once it is over, not while it runs.
        world.clock.set("2023-09-25T01:59:59Z")
        #expect(try await world.score("museum").line("scale")?.amount == .known(3, missing: 0))
        world.clock.set("2023-09-25T02:00:00Z")
        #expect(try await world.score("museum").line("scale")?.amount == .known(4, missing: 0))
        // Everybody together is what each is by itself; who has done nothing is not ranked.
        let all = try await world.everybody()
        #expect(Set(all.keys) == ["museum", "school"])
        for (unit, found) in all { #expect(try await world.score(unit) == found, "\(unit)") }
        await world.database.close()
    }

    /// What an office mobilises: everything in its region, whoever organises it.
    @Test(arguments: TestEngine.allCases) func anOfficeIsScoredByItsRegion(_ engine: TestEngine) async throws {
        let file = CommendationWorld.file.replacing("places: 1", with: "places: 1\n    who: {kinds: [association, bureau]}").replacing("figure: counties,", with: "figure: organisers, over: region,")
            .replacing("figure: visits,", with: "figure: visits, over: region,")
        let world = try await CommendationWorld.make(engine, file: file)
        try await world.database.write { tx in
            let (stars, sessions) = try world.activity("Stars", of: "museum", in: [world.national], days: ["2023-09-05"], tx)
            try world.report(stars, sessions[0], 80, tx)
            let (moon, nights) = try world.activity("Moon", of: "school", at: "museum", in: [world.national], days: ["2023-09-06"], tx)
            try world.report(moon, nights[0], 20, tx)
            _ = try world.activity("Far", of: "school", in: [world.national], days: ["2023-09-06"], tx)
        }
        let all = try await world.everybody()
        // The association answers for its county, the bureau for its prefecture.
        #expect(all["association"]?.line("reach")?.amount == .known(2, missing: 0) && all["association"]?.line("visits")?.amount == .known(100, missing: 0))
        #expect(all["office"]?.line("reach")?.amount == .known(2, missing: 0) && all["office"]?.line("visits")?.amount == .known(100, missing: 1))
        #expect(all["office"]?.line("scale")?.amount == .known(0, missing: 0))
        #expect(Set(all.keys) == ["association", "office"])
        for (unit, found) in all { #expect(try await world.score(unit) == found, "\(unit)") }
        await world.database.close()
    }

    /// A line's number is what its records say, for every indicator.
    @Test(arguments: TestEngine.allCases) func aLineIsWhatItsRecordsSay(_ engine: TestEngine) async throws {
        let world = try await CommendationWorld.make(engine)
        try await world.database.write { tx in
            let (stars, sessions) = try world.activity("Stars", of: "museum", in: [world.national, world.joint], days: ["2023-09-05", "2023-09-06"], tx)
            try world.report(stars, sessions[0], 80, tx)
            let (moon, nights) = try world.activity("Moon", of: "museum", at: "school", in: [world.national], days: ["2023-09-07"], tx)
            try world.report(moon, nights[0], 30, tx)
        }
        let id = try #require(world.units["museum"])
        try await world.database.read { tx in
            let one = try tx.requireCommendation(CommendationWorld.rule), unit = try #require(try tx.organisation(id))
            let score = try tx.score(of: try tx.scoredUnit(unit), in: one)
            for indicator in one.rule.indicators {
                guard case .figure(let source, let code, _) = indicator.measure, case .known(let value, let missing) = score.line(indicator.key)?.amount else { continue }
                let campaign = source.within == nil ? world.national : world.joint
                let found = try tx.lineRecords(AmountReading(term: one.rule.term, campaign: campaign, slice: source.slice, codes: [code], only: unit.id.number), level: nil, code: code, page: 1)
                let isSum = code == "sessions" || ScoredFigures.claimed.contains(code)
                #expect(isSum ? found.items.reduce(0) { $0 + ($1.amount ?? 0) } == value : Int64(found.total) == value, "\(code)")
                #expect(found.items.reduce(0) { $0 + $1.missing } == missing, "\(code)")
                #expect(found.items.count == found.total)
            }
        }
        await world.database.close()
    }
}
