import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Who forwards, and how many: Dazhou's two, the national base's one, and batches that end for all on one day (domain.md §3.1).
@Suite struct RecommendationSchemeTests {
    @Test(arguments: TestEngine.allCases) func dazhouTakesTwoOfEachRecommender(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(engine, "dazhou-municipal-base", authority: "dazhou-base-authority", region: "511702")
        var ids: [ID<Application>] = []
        for unit in 0..<3 { ids.append(try await one.apply(unit, nil, ["standing": "A legal person"])) }
        for id in ids.prefix(2) { try await one.step(id, .recommend, by: one.district) }
        #expect(try await one.refused { try await one.step(ids[2], .recommend, by: one.district) } == "quota")
        let quotas = try await one.database.read { tx in
            try tx.recommenderQuotas(of: try tx.requireCall("call").id, try #require(try tx.scheme(key: "dazhou-municipal-base")).scheme.recommendation)
        }
        #expect(quotas == [RecommenderQuota(recommender: Wording("区科技局", "District Office"), most: 2, used: 2, waiting: 1)])
        // What the office gives back frees nothing until it is given up; what is withdrawn does.
        try await one.step(ids[0], .withdraw, by: one.hosts[0])
        try await one.step(ids[2], .recommend, by: one.district)
        #expect(try await one.state(ids[2]) == .recommended)
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theNationalBaseHasOneRecommender(_ engine: TestEngine) async throws {
        let one = try await Self.national(engine)
        let (host, unit, district) = (one.hosts[0], one.units[0], one.world.district)
        let other = try await one.database.read { tx in try #require(try tx.organisation(key: "other")).id }
        _ = try await one.apply(0, "venues")
        // The unit's venue applies as well, and names another body: refused; the same body is right.
        let venue = try await one.database.write { tx in
            try tx.addVenue(key: "v1", name: Wording("展厅", "Hall"), kind: .museum, region: "610113", organisation: unit, by: 0)
        }
        func submit(_ recommender: ID<Organisation>) async throws {
            try await one.database.write { tx in
                let id = try tx.startApplication(to: try tx.requireCall("call"), organisation: unit, venue: venue, category: "venues", by: host)
                try tx.step(id, ApplicationStep(.submit, recommender: recommender), by: host)
            }
        }
        #expect(try await one.refused { try await submit(other) } == "one-recommender")
        try await submit(district)
        await one.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theNationalBatchEndsForAll(_ engine: TestEngine) async throws {
        let one = try await Self.national(engine)
        let early = try await one.titled(2, "venues")
        #expect(try await one.title(early[0]).validUntil == day("2025-12-31"))
        let rules = try await one.rules()
        #expect(rules.validity.lastDay(grantedOn: day("2025-11-30")) == day("2025-12-31"))
        for (moment, state) in [("2025-12-31", TitleState.valid), ("2026-01-01", .expired)] {
            one.at(moment)
            try await one.world.turn()
            #expect(try await one.title(early[1]).state == state, "\(moment)")
        }
        await one.database.close()
    }

    private static func national(_ engine: TestEngine) async throws -> SchemeWorld {
        try await SchemeWorld.make(
            engine, "national-education-base", authority: "cast", region: "610113", file: "campaigns/xian-demonstration-bases-2022.yaml")
    }

    /// Xi'an's first notice: 26 to 30 December 2022, five working days, and the title of 24 units can be granted only after it.
    @Test(arguments: TestEngine.allCases) func xianGrantsAfterItsNotice(_ engine: TestEngine) async throws {
        let one = try await SchemeWorld.make(
            engine, "xian-demonstration-base", authority: "xian-science-and-technology-bureau", region: "610113", file: "campaigns/xian-demonstration-bases-2022.yaml",
            call: #"opens: "2022-11-01", closes: "2022-11-30""#)
        one.at("2022-11-07")
        let id = try await one.apply(0, nil, ["introduction": "We", "site": "900", "open-days": "300", "activities": "20", "plan": "Plan"])
        try await one.propose([id])
        one.at("2022-12-26")
        let notice = try await one.notice(one.draft([.init(applicationID: id)], begin: "2022-12-26"))
        #expect(try await one.database.read { tx in try tx.notice(notice)?.end } == day("2022-12-30"))
        #expect(try await one.carryOut(notice) == CarriedOut(waiting: 1))
        one.at("2022-12-31")
        #expect(try await one.carryOut(notice) == CarriedOut(done: [.granted: 1]))
        #expect(try await one.database.read { tx in try tx.notice(notice)?.state } == .resolved)
        await one.database.close()
    }
}
