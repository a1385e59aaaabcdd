import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
@testable import Venues

@Suite("Sections of campaign files: organisations, venues, networks, agreements")
struct SectionTests {
    static let file = """
        kepu: 1
        organisations:
          - key: city-ast
            name: {zh: "市科协", en: "City Association"}
            kind: association
            region: "610100"
            line: associations
            parent: province-ast
            source: [S0]
          - key: province-ast
            name: {zh: "省科协", en: "Provincial Association"}
            kind: association
            region: "610000"
            source: [S0, R1]
            note: {zh: "说明", en: "A note"}
        venues:
          - key: hub
            name: {zh: "市科技馆", en: "City Science Museum"}
            kind: science-museum
            region: "610100"
            organisation: city-ast
            status: planned
            address: {zh: "南关正街2号", en: "2 Nanguan Street"}
            latitude: 34.25
            longitude: 108.95
            opened: "2024"
            source: [S0]
          - key: caravan
            name: {zh: "大篷车", en: "Caravan"}
            kind: caravan
            status: operating
            source: [S0]
        networks:
          - key: one-plus-n
            name: {zh: "体系", en: "Network"}
            kind: "1+N"
            hub: hub
            region: "610100"
            organisation: city-ast
            summary: {zh: "简介", en: "Summary"}
            members:
              - {venue: caravan, role: {zh: "大篷车", en: "caravan"}, from: "2019", until: "2021-06"}
              - {venue: caravan, role: {zh: "大篷车", en: "caravan"}, from: "2022-09"}
            classes:
              - key: bases
                kind: education-base
                name: {zh: "教育基地", en: "Education bases"}
                announced_count: 54
                as_of: "2022"
                source: [S0]
            source: [S0]
        agreements:
          - key: together
            name: {zh: "框架协议", en: "Framework agreement"}
            parties: [city-ast, province-ast]
            signed: "2022-11-10"
            text: {zh: "共建基地。", en: "Build bases together."}
            commitments:
              - {key: bases, text: {zh: "共建", en: "Build"}}
            source: [S0]
        """

    @Test(arguments: TestEngine.allCases)
    func areAppliedOnce(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        let first = try await rooms.apply(Self.file, to: database)
        #expect(first.count(.created) == 6)
        let second = try await rooms.apply(Self.file, to: database)
        #expect(second.changesNothing)
        #expect(second.count(.unchanged) == 6)
        try await database.read { tx in
            let network = try #require(try tx.network(key: "one-plus-n"))
            #expect(network.members.map { $0.from?.text } == ["2019", "2022-09"])
            #expect(network.classes.first?.announcedCount == 54)
            #expect(try tx.venue(network.hubID)?.status == .planned)
            let city = try #require(try tx.organisation(key: "city-ast"))
            #expect(city.parentID == (try tx.organisation(key: "province-ast")?.id))
            #expect(try tx.agreements(of: city.id).first?.commitments.map(\.key) == ["bases"])
            #expect(try tx.networks(with: network.members[0].venueID).map(\.key) == ["one-plus-n"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func keepWhatTheDeskChanged(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        try await database.write { tx in
            let old = try #require(try tx.venue(key: "caravan"))
            try tx.addVenue(key: "caravan", name: Wording("新大篷车", "New caravan"), kind: .caravan, status: .suspended, provenance: old.provenance)
        }
        let plan = try await rooms.apply(Self.file, to: database)
        #expect(plan.count(.drifted) == 1)
        #expect(try await database.read { try $0.venue(key: "caravan")?.name.zh } == "新大篷车")
        let overwritten = try await rooms.apply(Self.file, to: database, overwrite: true)
        #expect(overwritten.count(.changed) == 1)
        #expect(try await database.read { try $0.venue(key: "caravan")?.status } == .operating)
    }

    @Test(arguments: TestEngine.allCases)
    func comeBackAsTheyWentIn(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        let text = try await rooms.export(database)
        #expect(try await rooms.apply(text, to: database).changesNothing)
        let other = try await rooms.database(engine)
        _ = try await rooms.apply(text, to: other)
        #expect(try await rooms.export(other) == text)
    }

    @Test(arguments: TestEngine.allCases)
    func takeBackOnlyWhatNothingRefersTo(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        let plan = try await rooms.apply("kepu: 1\n", to: database)
        #expect(plan.count(.removedWithdrawn) == 2)
        #expect(plan.count(.removedKept) == 4)
        #expect(try await database.read { try $0.network(key: "one-plus-n") } == nil)
        #expect(try await database.read { try $0.organisation(key: "city-ast") } != nil)
    }

    @Test(arguments: [
        ("    status: planned", "    status: open"), ("    latitude: 34.25\n", ""), ("    hub: hub", "    hub: nowhere"),
        ("until: \"2021-06\"", "until: \"2018\""), ("parties: [city-ast, province-ast]", "parties: [city-ast, city-ast]"),
        ("    opened: \"2024\"", "    opened: \"24\""), ("    region: \"610000\"", "    region: \"619999\""),
    ])
    func refuseWhatIsWrongAndChangeNothing(right: String, wrong: String) async throws {
        let database = try await rooms.database(.sqlite)
        let text = Self.file.replacing(right, with: wrong)
        #expect(text != Self.file)
        await #expect(throws: DeclarationProblems.self) { _ = try await rooms.apply(text, to: database) }
        #expect(try await database.read { try $0.organisations() }.isEmpty)
    }
}
