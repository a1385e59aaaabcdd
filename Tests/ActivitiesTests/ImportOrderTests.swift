import Kernel
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities

/// Imports that follow each other, taken back in every order.
@Suite struct ImportOrderTests {
    private static let head = "id,title,kind,when,free\n"
    private static let first = head + "1,甲,讲座,2023-09-16 20:00-22:00,是\n2,乙,讲座,2023-09-16 20:00-22:00; 2023-09-17 20:00-22:00,是\n3,丙,讲座,2023-09-16 20:00-22:00,是\n"
    /// Another title, a session less, a record more.
    private static let second = head + "1,甲改,讲座,2023-09-16 20:00-22:00,是\n2,乙,讲座,2023-09-16 20:00-22:00,是\n4,丁,展览,2023年9月16日,是\n"

    private static func published(_ database: Database) async throws -> [String] {
        try await database.read { tx in
            try tx.rows(
                "SELECT t.title_zh FROM view_activities_title t JOIN view_activities_counted c ON c.activity_id = t.activity_id ORDER BY t.activity_id"
            ) { try $0.text("title_zh") }
        }
    }

    @Test(arguments: TestEngine.allCases) func whatALaterImportChangedWaitsForIt(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let map = try ImportWorld.file("club.yaml", ImportWorld.csvMapping)
        let one = try ImportWorld.importID(try await ImportWorld.run(ImportWorld.file("a.csv", Self.first), map, world.database))
        let two = try ImportWorld.importID(try await ImportWorld.run(ImportWorld.file("b.csv", Self.second), map, world.database))
        #expect(try await Self.published(world.database).sorted() == ["丁", "丙", "乙", "甲改"])

        // The earlier one first: what the later one touched is kept and says which one; the rest goes.
        let early = try await ImportWorld.undo(one, world.database)
        #expect(ImportWorld.number("withdrawn", in: early) == 1 && ImportWorld.number("keptCount", in: early) == 2)
        #expect(early.lines.contains("“乙”: Kept: a later import, \(two) (b.csv), changed it; take that one back first."), "\(early.lines)")
        #expect(try await Self.published(world.database).sorted() == ["丁", "乙", "甲改"])

        let late = try await ImportWorld.undo(two, world.database)
        #expect(ImportWorld.number("withdrawn", in: late) == 1 && ImportWorld.number("restored", in: late) == 2)
        #expect(try await Self.published(world.database).sorted() == ["乙", "甲"])

        let rest = try await ImportWorld.undo(one, world.database)
        #expect(ImportWorld.number("withdrawn", in: rest) == 2 && ImportWorld.number("keptCount", in: rest) == 0)
        #expect(try await Self.published(world.database).isEmpty)

        // Brought in again, everything is as it was.
        #expect(ImportWorld.number("changed", in: try await ImportWorld.run(ImportWorld.file("a.csv", Self.first), map, world.database)) == 3)
        #expect(try await Self.published(world.database).sorted() == ["丙", "乙", "甲"])
        await world.database.close()
    }
}
