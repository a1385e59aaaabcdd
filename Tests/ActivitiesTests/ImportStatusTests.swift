import Kernel
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities

/// What a source calls off is cancelled here and comes back with it; an import taken back takes the status back, too.
@Suite struct ImportStatusTests {
    private static let mapping = ImportWorld.csvMapping + "\n      status: {from: [state], values: {照常: scheduled, 取消: cancelled}}\n"

    private static func rows(_ first: String, _ second: String) -> String {
        "id,title,kind,when,free,state\n1,观星,讲座,2023年9月16日 9:00-11:00,是,\(first)\n2,化石,展览,2023年9月17日 9:00-11:00,否,\(second)\n"
    }

    private static func status(_ database: Database) async throws -> [String] {
        try await database.read { tx in
            try ["1", "2"].map { id in
                let activity = try #require(try tx.activity(external: ExternalName(source: "club", id: id)))
                let session = try #require(try tx.sessions(of: activity.id).first)
                return "\(activity.status.rawValue) \(session.status.rawValue) \(activity.statusReason.isEmpty ? "-" : "why")"
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func theStatusIsTakenBack(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let mapping = try ImportWorld.file("club.yaml", Self.mapping)
        let first = try await ImportWorld.run(try ImportWorld.file("club.csv", Self.rows("照常", "取消")), mapping, world.database)
        #expect(first.succeeded, "\(first.lines)")
        let before = ["scheduled scheduled -", "cancelled cancelled why"]
        #expect(try await Self.status(world.database) == before)

        let file = try ImportWorld.file("club.csv", Self.rows("取消", "照常"))
        for _ in 0..<2 {
            let second = try await ImportWorld.run(file, mapping, world.database)
            #expect(ImportWorld.number("changed", in: second) == 2, "\(second.lines)")
            #expect(try await Self.status(world.database) == ["cancelled cancelled why", "scheduled scheduled -"])
            // The earlier import waits for the later one.
            let early = try await ImportWorld.undo(ImportWorld.importID(first), world.database)
            #expect(early.lines.filter { $0.hasSuffix("changed it; take that one back first.") }.count == 2, "\(early.lines)")
            let undone = try await ImportWorld.undo(ImportWorld.importID(second), world.database)
            #expect(ImportWorld.number("restored", in: undone) == 2 && ImportWorld.number("keptCount", in: undone) == 0, "\(undone.lines)")
            #expect(try await Self.status(world.database) == before)
        }
        let last = try await ImportWorld.undo(ImportWorld.importID(first), world.database)
        #expect(ImportWorld.number("withdrawn", in: last) == 2 && ImportWorld.number("keptCount", in: last) == 0, "\(last.lines)")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatPeopleSetSinceStays(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let mapping = try ImportWorld.file("club.yaml", Self.mapping)
        _ = try await ImportWorld.run(try ImportWorld.file("club.csv", Self.rows("照常", "照常")), mapping, world.database)
        let second = try await ImportWorld.run(try ImportWorld.file("club.csv", Self.rows("取消", "取消")), mapping, world.database)
        try await world.database.write { tx in
            let one = try #require(try tx.activity(external: ExternalName(source: "club", id: "1")))
            try tx.setStatus(.movedOnline, of: one.id, reason: "The hall is closed", by: 7)
        }
        let undone = try await ImportWorld.undo(ImportWorld.importID(second), world.database)
        #expect(ImportWorld.number("restored", in: undone) == 1 && ImportWorld.number("keptCount", in: undone) == 1)
        #expect(undone.lines.first == "“观星”: Kept: its status was changed since.")
        #expect(try await Self.status(world.database) == ["moved-online scheduled why", "scheduled scheduled -"])
        await world.database.close()
    }
}
