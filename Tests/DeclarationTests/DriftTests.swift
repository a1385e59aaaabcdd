import Declaration
import Kernel
import Storage
import TestKit
import Testing

@Suite("What the desk changed, what the file dropped")
struct DriftTests {
    @Test("drift is shown and kept, field by field; overwriting takes the file", arguments: TestEngine.allCases)
    func drift(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        let file = Sample.campaign("motto: Stars\nedition: 3")
        try await Toy.apply(file, to: database)
        try await Toy.atTheDesk(database, "day", ["motto": .text("Moon"), "zone": .text("Asia/Urumqi")])

        let same = try await Toy.apply(file, to: database)
        #expect(same.changesNothing && same.count(.drifted) == 1)
        #expect(same.items[0].changes.map(\.field) == ["zone", "motto"])
        #expect(same.items[0].changes.allSatisfy { $0.meaning == .drifted })

        // The file changes another field, and one that the desk changed too.
        let next = file.replacing("edition: 3", with: "edition: 4").replacing("Stars", with: "Sun")
        let plan = try await Toy.apply(next, to: database)
        #expect(plan.items[0].status == .changed)
        #expect(plan.items[0].changes.map { "\($0.field) \($0.meaning)" } == ["edition changed", "zone drifted", "motto conflicting"])
        let kept = try await database.read { tx in try Toy.campaigns.current(tx, "day") }
        #expect(kept?["motto"] == .text("Moon") && kept?["edition"] == .integer(4) && kept?["zone"] == .text("Asia/Urumqi"))
        #expect(try await Toy.apply(next, to: database).items[0].changes.map(\.meaning) == [.drifted, .drifted])

        let over = try await Toy.apply(next, to: database, overwrite: true)
        #expect(over.items[0].changes.map { "\($0.field) \($0.meaning)" } == ["zone overwritten", "motto overwritten"])
        let taken = try await database.read { tx in try Toy.campaigns.current(tx, "day") }
        #expect(taken?["motto"] == .text("Sun") && taken?["zone"] == nil)
        #expect(try await Toy.apply(next, to: database).count(.unchanged) == 1)
    }

    @Test("parts are matched by their key: what the desk added stays", arguments: TestEngine.allCases)
    func parts(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        func block(_ key: String, _ name: String) -> String { "  - {key: \(key), name: {zh: \(name), en: \(name)}}" }
        func file(_ blocks: [String]) -> String { Sample.campaign("blocks:\n" + blocks.joined(separator: "\n")) }
        try await Toy.apply(file([block("aa", "A"), block("bb", "B"), block("cc", "C")]), to: database)
        func value(_ key: String, _ name: String) -> DeclaredValue { .record(of: ["key": key, "name": Phrase(same: name)]) }
        try await Toy.atTheDesk(database, "day", ["blocks": .list([value("aa", "A"), value("bb", "desk"), value("desk", "D")])])

        let plan = try await Toy.apply(file([block("ff", "F"), block("aa", "A2"), block("bb", "B"), block("cc", "C")]), to: database)
        let changes = plan.items[0].changes.map { "\($0.field) \($0.meaning)" }
        #expect(
            changes == [
                "blocks[ff] changed", "blocks[aa].name.zh changed", "blocks[aa].name.en changed", "blocks[bb].name.zh drifted",
                "blocks[bb].name.en drifted", "blocks[cc] drifted", "blocks[desk] drifted",
            ])
        let blocks = try await database.read { tx in try Toy.campaigns.current(tx, "day")?["blocks"]?.elements }
        #expect(blocks?.map { $0["key"]?.text ?? "" } == ["ff", "aa", "bb", "desk"])
    }

    @Test("what is kept must fit what changes", arguments: TestEngine.allCases)
    func unfit(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply(Sample.campaign(), to: database)
        try await Toy.atTheDesk(database, "day", ["end": .text("2023-09-18")])
        let later = Sample.campaign(begin: "\"2023-09-20\"")
        do {
            try await Toy.apply(later, to: database)
            Issue.record("must be refused")
        } catch let error as DeclarationProblems {
            #expect(error.problems.map(\.code) == ["drift-conflict"])
            #expect(error.problems[0].line == 7)
        }
        #expect(try await Toy.apply(later, to: database, overwrite: true).count(.changed) == 1)
    }

    @Test("deleted at the desk stays deleted, unless overwritten", arguments: TestEngine.allCases)
    func deleted(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply(Sample.campaign(), to: database)
        try await database.write { tx in try tx.execute("DELETE FROM toy_campaign") }
        #expect(try await Toy.apply(Sample.campaign(), to: database).items.map(\.status) == [.drifted])
        #expect(try await Toy.apply(Sample.campaign(), to: database, overwrite: true).items.map(\.status) == [.created])
        #expect(try await Toy.apply(Sample.campaign(), to: database).changesNothing)
    }

    @Test("a record made at the desk is adopted: blanks are filled, differences kept", arguments: TestEngine.allCases)
    func adopted(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await database.write { tx in
            try tx.execute(
                "INSERT INTO toy_venue (key, name_zh, name_en, status, tags, source) VALUES ('hall', '馆', 'Desk', 'operating', '[]', '[\"S1\"]')")
        }
        let file = "kepu: 1\nvenues:\n" + Sample.venue("hall", "region: \"110000\"")
        let plan = try await Toy.apply(file, to: database)
        #expect(plan.items[0].changes.map { "\($0.field) \($0.meaning)" } == ["name.en conflicting", "region changed"])
    }

    @Test("a removal is withdrawn, but never what has records or was changed at the desk", arguments: TestEngine.allCases)
    func removal(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        let head = "kepu: 1\nvenues:\n"
        try await Toy.apply(
            head + Sample.venue("keep") + Sample.venue("used") + Sample.venue("one") + Sample.venue("two", "parent: one") + Sample.venue("desk"),
            to: database)
        try await database.write { tx in
            try tx.execute("INSERT INTO toy_visit (venue) VALUES ('used')")
            try tx.execute("UPDATE toy_venue SET name_en = 'Desk' WHERE key = 'desk'")
        }
        let plan = try await Toy.apply(head + Sample.venue("keep"), to: database)
        let removed = plan.items.filter { $0.line == nil }.map { "\($0.key) \($0.status.rawValue)" }
        #expect(Set(removed) == ["used removed-kept", "desk removed-kept", "one removed-withdrawn", "two removed-withdrawn"])
        #expect(removed.firstIndex(of: "two removed-withdrawn")! < removed.firstIndex(of: "one removed-withdrawn")!)
        #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM toy_venue") } == 3)

        // It is told again, and changes nothing; the file may take it back.
        let again = try await Toy.apply(head + Sample.venue("keep"), to: database)
        #expect(again.changesNothing && again.count(.removedKept) == 2)
        #expect(try await Toy.apply(head + Sample.venue("keep") + Sample.venue("used"), to: database).count(.unchanged) == 2)
        await #expect(throws: DeclarationProblems.self) {
            try await Toy.apply(head + Sample.venue("keep", "parent: used"), to: database)
        }
    }
}
