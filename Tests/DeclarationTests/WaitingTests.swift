import Declaration
import Kernel
import Storage
import TestKit
import Testing

@Suite("Sections that no room understands")
struct WaitingTests {
    @Test("are kept as written, listed and shown", arguments: TestEngine.allCases)
    func kept(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        let plan = try await Toy.apply(Sample.full, to: database)
        #expect(plan.items.filter { $0.status == .waiting }.map(\.key) == ["first", "second", "base"])
        let (shown, all) = try await database.read { tx in
            (try Declarations.waiting(tx, campaign: "day-2023"), try Declarations.waiting(tx, file: "toy"))
        }
        #expect(shown.map(\.key) == ["first", "base"] && all.count == 3)
        #expect(shown[0].title == Phrase("首批公示", "First notice"))
        #expect(shown[0].value["working_days"] == .integer(5))
        #expect(all[1].value["code"] == .text("010"))
        #expect(shown[0].yaml.hasPrefix("  - key: first\n") && shown[0].yaml.contains("# the notice itself"))
        #expect(Array(Sample.full.split(separator: "\n", omittingEmptySubsequences: false))[shown[0].line - 1] == "  - key: first")
        let facts = try await database.read { tx in try Declarations.facts(tx) }
        #expect(facts.stated == 2 && facts.waiting == ["Calls": 1])
    }

    @Test("a change is a change, a removal a removal", arguments: TestEngine.allCases)
    func changed(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply(Sample.full, to: database)
        let plan = try await Toy.apply(Sample.full.replacing("working_days: 5", with: "working_days: 7"), to: database)
        #expect(!plan.changesNothing)
        let without = Sample.full.replacing("  - {key: base, name: {zh: \"示范基地\", en: \"Base\"}, campaign: day-2023, source: [S0]}\n", with: "")
        let less = try await Toy.apply(without, to: database)
        #expect(less.items.filter { $0.status == .removedWithdrawn }.map(\.key) == ["base"])
    }

    @Test("become records when a room comes that understands them", arguments: TestEngine.allCases)
    func understood(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        let file = Sample.campaign(key: "day") + "notices:\n  - {key: day2, name: {zh: 甲, en: A}, campaign: day, source: [S0]}\n"
        try await Toy.apply(file, to: database)
        let notices = Section(
            "notices", order: 70, noun: Phrase("公示", "notice"),
            shape: Shape(.key, .required("name", .wording()), .required("campaign", .reference(to: "campaigns")), .source),
            apply: Toy.campaigns.apply, current: Toy.campaigns.current, hasRecords: { _, _ in false }, withdraw: { _, _, _ in })
        let grown = Declarations(sections: Toy.declarations.sections + [notices], checks: Toy.declarations.checks)
        let plan = try await grown.apply([("toy.yaml", Array(file.utf8))], to: database)
        #expect(plan.items.map(\.status) == [.unchanged, .created])
        #expect(try await database.read { tx in try Declarations.waiting(tx, file: "toy").count } == 0)
    }
}
