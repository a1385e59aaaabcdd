import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Conditions in numbers, by category, and how papers travel: Beijing, Shanghai, Shaanxi, the eco-environment base (domain.md §3.1).
@Suite struct ThresholdSchemeTests {
    @Test(arguments: TestEngine.allCases) func beijingAsksAVenueForSpaceAndNobodyElse(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "beijing-municipal-base", authority: "beijing-municipal-base-authority", region: "110108")
        let common = ["rules": "Rules", "full-time-staff": "3"]
        let small = common.merging(["display-area": "1499", "served": "20000"]) { $1 }
        #expect(try await one.refused { _ = try await one.apply(0, "venue", small) } == "incomplete")
        let few = common.merging(["display-area": "1500", "served": "19999"]) { $1 }
        #expect(try await one.refused { _ = try await one.apply(0, "venue", few) } == "incomplete")
        _ = try await one.apply(0, "venue", common.merging(["display-area": "1500", "served": "20000"]) { $1 })
        // Research has no such threshold; an unknown kind is none.
        _ = try await one.apply(1, "research", common)
        #expect(try await one.refused { _ = try await one.apply(2, "park", common) } == "category")
        #expect(try await one.rules().paperCopies == 1)
        await one.database.close()
    }

    private static let basic = ["area": "300", "open-days": "200", "youth-days": "20"]

    @Test(arguments: TestEngine.allCases) func shanghaiHasDaysOfItsOwnForEachCategory(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "shanghai-science-base", authority: "shanghai-science-and-technology-commission", region: "310104")
        let great = [
            "area": "2000", "classroom": "50", "temporary-hall": "200", "open-days": "249", "rest-days-open": "60", "youth-days": "20", "managers": "2", "docents": "4",
        ]
        #expect(try await one.refused { _ = try await one.apply(0, "demonstration-venue", great) } == "incomplete")
        _ = try await one.apply(0, "demonstration-venue", great.merging(["open-days": "250"]) { $1 })
        #expect(try await one.refused { _ = try await one.apply(1, "basic-base", Self.basic.merging(["open-days": "199"]) { $1 }) } == "incomplete")
        _ = try await one.apply(1, "basic-base", Self.basic)
        let rules = try await one.rules()
        #expect(rules.paperCopies == 0 && rules.listYears == 2)
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func shanghaiExcludesThreeByLetter(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "shanghai-science-base", authority: "shanghai-science-and-technology-commission", region: "310104")
        let (id, host) = (try await one.apply(0, "basic-base", Self.basic), one.hosts[0])
        let experts = try await one.database.write { tx in try (1...4).map { try tx.addExpert(name: "E\($0)", by: 0) } }
        func exclude(_ expert: ID<Expert>, _ letter: String, _ says: String = "We sued each other") async throws -> String? {
            try await one.refused { try await one.database.write { tx in try tx.exclude(expert, from: id, says: says, letter: letter, by: host) } }
        }
        #expect(try await exclude(experts[0], "") == "exclusion-letter")
        #expect(try await exclude(experts[0], "沪馆〔2023〕1号", "") == "exclusion-reason")
        for expert in experts.prefix(3) { #expect(try await exclude(expert, "沪馆〔2023〕1号") == nil) }
        #expect(try await exclude(experts[3], "沪馆〔2023〕2号") == "exclusions")
        // The same again changes the reason and counts once; one taken back makes room.
        #expect(try await exclude(experts[0], "沪馆〔2023〕3号", "Another reason") == nil)
        try await one.database.write { tx in try tx.includeAgain(experts[0], in: id, by: host) }
        #expect(try await exclude(experts[3], "沪馆〔2023〕4号") == nil)
        let kept = try await one.database.read { tx in try tx.exclusions(of: id).map(\.expertID) }
        #expect(Set(kept) == Set(experts[1...3]))
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func shanghaiTakesCorrectionsForSixDays(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "shanghai-science-base", authority: "shanghai-science-and-technology-commission", region: "310104")
        let (first, second) = (try await one.apply(0, "basic-base", Self.basic), try await one.apply(1, "basic-base", Self.basic))
        one.at("2023-04-01")
        for id in [first, second] { try await one.step(id, .giveBack, says: "Which hall?", by: one.district) }
        one.at("2023-04-06")
        try await one.correct(0, first, Self.basic.merging(["area": "310"]) { $1 })
        try await one.step(first, .recommend, by: one.district)
        #expect(try await one.state(first) == .recommended)
        // Whoever was not there before the close comes too late; so does a correction on the seventh day.
        #expect(try await one.refused { _ = try await one.apply(2, "basic-base", Self.basic) } == "call-closed")
        one.at("2023-04-07")
        #expect(try await one.refused { try await one.correct(1, second, Self.basic) } == "call-closed")
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func shaanxiGivesMoneyForOpenDoors(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "shaanxi-open-sharing-grant", authority: "shaanxi-open-sharing-authority", region: "610113")
        let open = ["open-days": "150", "rest-days-open": "90", "widening": "Free on Mondays"]
        #expect(try await one.refused { _ = try await one.apply(0, "smaller", open.merging(["open-days": "149"]) { $1 }) } == "incomplete")
        #expect(try await one.refused { _ = try await one.apply(0, "smaller", open.merging(["rest-days-open": "89"]) { $1 }) } == "incomplete")
        let (id, office) = (try await one.apply(0, "smaller", open), one.office)
        try await one.step(id, .recommend, by: one.district)
        try await one.step(id, .pass, by: office)
        func award(_ yuan: Int) async throws -> String? {
            try await one.refused { try await one.database.write { tx in try tx.setAward(yuan, for: id, by: office) } }
        }
        #expect(try await award(60_001) == "grant-most")
        #expect(try await award(0) == "grant-most")
        #expect(try await award(60_000) == nil)
        #expect(try await one.database.read { tx in try tx.award(of: id) } == 60_000)
        // A contract of one year, from the day of the grant.
        #expect(try await one.rules().validity.lastDay(grantedOn: day("2023-04-17")) == day("2024-04-16"))
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func environmentWantsALetterAndALookOnSite(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "national-eco-environment-base", authority: "ministry-of-ecology-and-environment", region: "610113")
        let answers = ["self-assessment": "We do well"]
        #expect(try await one.refused { _ = try await one.apply(0, "reserve", answers) } == "incomplete")
        let (host, unit) = (one.hosts[0], one.units[0])
        try await one.database.write { tx in
            let id = try tx.startApplication(to: try tx.requireCall("call"), organisation: unit, venue: nil, category: "reserve", by: host)
            let file: ID<Application> = tx.newID()
            try tx.execute(
                """
                INSERT INTO calls_attachment (id, application_id, field, file_id, name, media_type, size, digest, version, added_at)
                VALUES (\(file), \(id), 'commitment', 1, 'letter.pdf', 'application/pdf', 1, 'x', 1, \(tx.now))
                """)
        }
        let id = try await one.apply(0, "reserve", answers)
        #expect(try await one.refused { try await one.step(id, .recommend, by: one.district) } == "on-site")
        try await one.step(id, .recommend, says: "Seen on 3 March: all is there", by: one.district)
        #expect(try await one.state(id) == .recommended)
        #expect(try await one.rules().categories.count == 6)
        await one.database.close()
    }
}
