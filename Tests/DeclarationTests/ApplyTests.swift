import Declaration
import Kernel
import Storage
import TestKit
import Testing

@Suite("Applying a file")
struct ApplyTests {
    @Test("creates everything, and applied again changes nothing", arguments: TestEngine.allCases)
    func idempotent(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        let first = try await Toy.apply(Sample.full, to: database)
        #expect(first.count(.created) == 4 && first.count(.waiting) == 3 && first.items.count == 7)
        #expect(first.facts.stated == 2 && first.facts.waiting == 1 && first.factsChanged && first.isApplied)
        #expect(first.items.filter { $0.status == .created }.map(\.key) == ["hub", "hall", "day-2023", "city"])
        let contents = try await Toy.contents(database)
        #expect(contents.contains { $0.contains("declaration.created") } && contents.contains { $0.contains("declaration.applied") })

        let second = try await Toy.apply(Sample.full, to: database)
        #expect(second.changesNothing)
        #expect(second.count(.unchanged) == 4)
        let after = try await Toy.contents(database)
        #expect(after.filter { !$0.contains("\"toy\"") } == contents.filter { !$0.contains("\"toy\"") })
    }

    @Test("a plan is what an apply would do, and changes nothing", arguments: TestEngine.allCases)
    func plan(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        let plan = try await Toy.apply(Sample.full, to: database, planOnly: true)
        #expect(plan.count(.created) == 4 && !plan.isApplied && !plan.changesNothing)
        #expect(try await Toy.contents(database).isEmpty)
        try await Toy.apply(Sample.full, to: database)
        let before = try await Toy.contents(database)
        let changed = try await Toy.apply(Sample.full.replacing("2023-09-23", with: "2023-09-24"), to: database, planOnly: true)
        #expect(changed.count(.changed) == 1)
        #expect(try await Toy.contents(database) == before)
    }

    @Test("a change in the file is taken, field by field", arguments: TestEngine.allCases)
    func change(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply(Sample.full, to: database)
        let file = Sample.full.replacing("end: \"2023-09-23\"", with: "end: \"2023-09-24\"").replacing("capacity: 300", with: "capacity: 200")
            .replacing("Main event", with: "The main event").replacing("status: operating", with: "status: planned")
        let plan = try await Toy.apply(file, to: database)
        let item = try #require(plan.items.first { $0.status == .changed })
        #expect(item.changes.map(\.field) == ["end", "blocks[main].name.en", "sessions[opening].capacity"])
        #expect(item.changes.allSatisfy { $0.meaning == .changed })
        #expect(item.changes[0].before == .text("2023-09-23") && item.changes[0].after == .text("2023-09-24"))
        #expect(try await Toy.apply(file, to: database).changesNothing)
    }

    @Test("what is wrong in any file leaves everything as it was", arguments: TestEngine.allCases)
    func nothingChanged(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply(Sample.full, to: database)
        let before = try await Toy.contents(database)
        func refused(_ files: [(String, String)], _ code: String, _ file: String, _ line: Int, _ field: String) async throws -> DeclarationProblem? {
            do {
                try await Toy.declarations.apply(files.map { ($0.0, Array($0.1.utf8)) }, to: database)
                Issue.record("must be refused: \(code)")
                return nil
            } catch let error as DeclarationProblems {
                let found = try #require(error.problems.first)
                #expect((found.code, found.file, found.line, found.field) == (code, file, line, field))
                #expect(try await Toy.contents(database) == before)
                return found
            }
        }
        let good = ("good.yaml", Sample.campaign(key: "good"))
        _ = try await refused([good, ("bad.yaml", Sample.campaign(begin: "2023-13-01"))], "bad-day", "bad.yaml", 6, "campaigns[0].begin")
        _ = try await refused([good, ("bad.yaml", Sample.campaign("bgein: x"))], "unknown-key", "bad.yaml", 9, "campaigns[0].bgein")
        let venues = "kepu: 1\nvenues:\n"
        let reference = try await refused(
            [good, ("bad.yaml", venues + Sample.venue("one", "parent: hbu") + Sample.venue("hub2"))], "bad-reference", "bad.yaml", 3,
            "venues[0].parent")
        #expect(reference?.expected.en == "the key of a record in venues")
        let near = try await refused(
            [("bad.yaml", venues + Sample.venue("one", "parent: twoo") + Sample.venue("two"))], "bad-reference", "bad.yaml", 3, "venues[0].parent")
        #expect(near?.expected.en.hasSuffix("did you mean `two`?") == true)
        let cycle = try await refused(
            [
                good,
                ("bad.yaml", venues + Sample.venue("one", "parent: two") + Sample.venue("two", "parent: six") + Sample.venue("six", "parent: one")),
            ],
            "cycle", "bad.yaml", 3, "venues[0].parent")
        #expect(cycle?.found.en == "a cycle: venues/one → venues/two → venues/six → venues/one")
        _ = try await refused([("bad.yaml", venues + Sample.venue("one", "parent: one"))], "cycle", "bad.yaml", 3, "venues[0].parent")
        _ = try await refused(
            [("bad.yaml", Sample.campaign("placed: [{campaign: day-2023, block: jiont}]"))], "bad-reference", "bad.yaml", 9,
            "campaigns[0].placed[0].block")
        _ = try await refused(
            [("bad.yaml", venues + Sample.venue("hall"))], "conflicting-record", "bad.yaml", 3, "venues[0].name.zh")
        _ = try await refused(
            [good, ("bad.yaml", venues + "  - {key: one, name: {zh: 甲, en: Refused}, source: [S1]}\n")], "refused", "bad.yaml", 3, "venues[0].name")
        _ = try await refused([good, ("dir/good.yml", Sample.campaign(key: "other"))], "same-file", "dir/good.yml", 1, "")
    }

    @Test("records are applied after what they refer to, in any order of the file", arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        let chain = (0..<300).map { Sample.venue("v-\($0)", $0 == 299 ? "" : "parent: v-\($0 + 1)") }
        let plan = try await Toy.apply("kepu: 1\nvenues:\n" + chain.joined(), to: database)
        #expect(plan.items.map(\.key) == (0..<300).reversed().map { "v-\($0)" })
    }

    @Test("a chain that closes only through the database is a cycle too", arguments: TestEngine.allCases)
    func cycleThroughDatabase(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply("kepu: 1\nvenues:\n" + Sample.venue("one") + Sample.venue("two", "parent: one"), to: database, name: "a.yaml")
        await #expect(throws: DeclarationProblems.self) {
            try await Toy.apply(
                "kepu: 1\nvenues:\n" + Sample.venue("six", "parent: two") + Sample.venue("one", "parent: six"), to: database, name: "a.yaml")
        }
    }

    @Test("several files in one transaction; a shared record is applied once", arguments: TestEngine.allCases)
    func several(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        let hub = "venues:\n" + Sample.venue("hub")
        let files = [("a.yaml", Sample.campaign("venue: hub", key: "aa") + hub), ("b.yaml", Sample.campaign("venue: hub", key: "bb") + hub)]
        let plan = try await Toy.declarations.apply(files.map { ($0.0, Array($0.1.utf8)) }, to: database)
        #expect(plan.count(.created) == 3 && plan.count(.unchanged) == 1)

        // One file gives the record up: the other still holds it.
        let less = try await Toy.apply(Sample.campaign("venue: hub", key: "aa"), to: database, name: "a.yaml")
        #expect(less.changesNothing && less.items.count == 1)
        // Both together may change it.
        let changed = files.map { ($0.0, Array($0.1.replacing("Hall", with: "House").utf8)) }
        #expect(try await Toy.declarations.apply(changed, to: database).count(.changed) == 1)
    }
}
