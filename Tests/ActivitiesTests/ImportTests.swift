import Foundation
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// Bringing activities in from a file, again, changed, in part, and taking it all back.
@Suite struct ImportTests {
    @Test(arguments: TestEngine.allCases) func theFestivalComesInOnce(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let file = try ImportWorld.file("festival.json", ImportWorld.festivalRecords(30))
        let before = try await ImportWorld.counts(world.database)
        let plan = try await ImportWorld.run(file, ImportWorld.festival, world.database, isPlan: true)
        #expect(plan.succeeded && ImportWorld.number("added", in: plan) == 30)
        #expect(try await ImportWorld.counts(world.database) == before)

        let report = try await ImportWorld.run(file, ImportWorld.festival, world.database)
        #expect(report.succeeded && ImportWorld.number("added", in: report) == 30 && ImportWorld.number("sessionsAdded", in: report) == 40)
        #expect(report.lines.filter { $0.contains("60 opening and closing times before 1900 ignored") }.count == 1)
        #expect(report.lines.filter { $0.hasPrefix("row ") }.count == 30)
        let after = try await ImportWorld.counts(world.database)
        #expect(after[0] == 30 && after[2] == 40 && after[4] == 30)
        let one = try await world.database.read { tx in
            let activity = try #require(try tx.activity(external: ExternalName(source: "openagenda.fete-de-la-science-2017", id: "1000")))
            return (try tx.latestVersion(of: activity.id)?.content, try tx.sessions(of: activity.id))
        }
        let content = try #require(one.0)
        #expect(content.zone.name == "Europe/Paris" && content.region == nil && content.place?.point?.latitude == 48.85)
        #expect(content.description(.en) == "L'essai\n\nnuméro 0" && content.access == [.wheelchair] && content.kind == .workshop)
        #expect(one.1.first?.begin == instant("2017-10-13T08:00:00Z") && one.1.count == 2)

        let again = try await ImportWorld.run(file, ImportWorld.festival, world.database)
        #expect(ImportWorld.number("unchanged", in: again) == 30 && again.lines.last == "Nothing to change.")
        #expect(try await ImportWorld.counts(world.database) == after)

        let changed = try ImportWorld.file("festival.json", ImportWorld.festivalRecords(30) { $0 == 4 ? "Autre titre" : "Atelier inventé n° \($0)" })
        let update = try await ImportWorld.run(changed, ImportWorld.festival, world.database)
        #expect(ImportWorld.number("changed", in: update) == 1 && ImportWorld.number("unchanged", in: update) == 29)
        let updated = try await ImportWorld.counts(world.database)
        #expect(updated[0] == 30 && updated[1] == 31 && updated[4] == 30)

        // The update back first: the earlier content as a new version; then the import that added them.
        #expect(ImportWorld.number("restored", in: try await ImportWorld.undo(ImportWorld.importID(update), world.database)) == 1)
        let title = try await Self.shown("1004", world.database)
        #expect(title == "Atelier inventé n° 4")
        let last = try await ImportWorld.undo(ImportWorld.importID(report), world.database)
        #expect(ImportWorld.number("withdrawn", in: last) == 30 && ImportWorld.number("keptCount", in: last) == 0)
        #expect(try await ImportWorld.counts(world.database)[4] == 0)
        await world.database.close()
    }

    private static func shown(_ id: String, _ database: Database) async throws -> String? {
        try await database.read { tx in
            let activity = try #require(try tx.activity(external: ExternalName(source: "openagenda.fete-de-la-science-2017", id: id)))
            return try tx.shownVersion(of: activity)?.content.title(.en)
        }
    }

    @Test(arguments: TestEngine.allCases) func undoKeepsWhatPeopleBuiltOn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let file = try ImportWorld.file("festival.json", ImportWorld.festivalRecords(6))
        let report = try await ImportWorld.run(file, ImportWorld.festival, world.database)
        try await world.database.write { tx in
            func activity(_ id: String) throws -> Activity {
                try #require(try tx.activity(external: ExternalName(source: "openagenda.fete-de-la-science-2017", id: id)))
            }
            let edited = try activity("1001")
            var content = try #require(try tx.latestVersion(of: edited.id)?.content)
            content.title = Wording("", "Édité ici")
            try tx.revise(edited.id, to: content, seen: 1, by: 1)
            let booked = try activity("1002")
            let session = try #require(try tx.sessions(of: booked.id).first)
            _ = try tx.takePlaces(2, activity: booked.id, session: session.id)
        }
        // The source is unchanged: what was edited here stays.
        let again = try await ImportWorld.run(file, ImportWorld.festival, world.database)
        #expect(ImportWorld.number("unchanged", in: again) == 6)
        let undone = try await ImportWorld.undo(ImportWorld.importID(report), world.database)
        #expect(ImportWorld.number("withdrawn", in: undone) == 4 && ImportWorld.number("keptCount", in: undone) == 2)
        #expect(undone.lines.contains { $0.contains("Édité ici") && $0.contains("newer version") } && undone.lines.contains { $0.contains("booked") })
        #expect(try await ImportWorld.counts(world.database)[4] == 2)
        // Brought in again, what was withdrawn by the undo is back.
        let back = try await ImportWorld.run(file, ImportWorld.festival, world.database)
        #expect(ImportWorld.number("changed", in: back) == 4)
        #expect(try await ImportWorld.counts(world.database)[4] == 6)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func badRowsRefuseAllUnlessGoodOnesAreAccepted(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let mapping = try ImportWorld.file("club.yaml", ImportWorld.csvMapping)
        let file = try ImportWorld.file(
            "club.csv",
            """
            id,title,kind,when,free
            1,观星,讲座,2023年9月16日 9:00-11:00,是
            2,,讲座,2023年9月16日 9:00-11:00,是
            3,化石展,聚餐,2023年9月16日 9:00-11:00,否
            4,夜游,展览,9月31日,是
            5,露营,展览,2023年9月16日9:00至18日17:00,是
            6,火箭,展览,2023-09-17 09:00-17:00,也许
            7,化石,展览,2023-09-17 09:00-17:00,否
            1,重复,讲座,2023年9月16日 9:00-11:00,是
            """)
        let before = try await ImportWorld.counts(world.database)
        let refused = try await ImportWorld.run(file, mapping, world.database)
        #expect(!refused.succeeded && ImportWorld.number("refused", in: refused) == 6)
        #expect(try await ImportWorld.counts(world.database) == before)
        #expect(refused.lines.contains { $0.hasPrefix("row 3: title (title): found nothing; expected a text") })
        #expect(refused.lines.contains { $0.hasPrefix("row 4: kind (kind): found “聚餐”; expected one of 展览, 讲座") })
        #expect(refused.lines.contains { $0.hasPrefix("row 6") && $0.contains("24 hours") })
        #expect(refused.lines.contains { $0.hasPrefix("row 9") && $0.contains("twice") })
        let chinese = try await ImportWorld.run(file, mapping, world.database, language: .zh)
        #expect(chinese.lines.contains { $0.hasPrefix("第 3 条：title（title）：读到空白；应为文字。") })
        let good = try await ImportWorld.run(file, mapping, world.database, good: true)
        #expect(good.succeeded && ImportWorld.number("added", in: good) == 2 && ImportWorld.number("refused", in: good) == 6)
        #expect(try await ImportWorld.counts(world.database)[4] == 2)
        await world.database.close()
    }

    @Test(.enabled(if: shared != nil, "the shared data is not beside the project"), arguments: TestEngine.allCases)
    func theRealFestival(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let file = try #require(Self.shared)
        let report = try await ImportWorld.run(file, ImportWorld.festival, world.database)
        #expect(report.succeeded, "\(report.lines.prefix(20).joined(separator: "\n"))")
        #expect(ImportWorld.number("added", in: report) == 100 && ImportWorld.number("sessionsAdded", in: report) == 205)
        #expect(report.lines.filter { $0.contains("200 opening and closing times before 1900 ignored") }.count == 1)
        let again = try await ImportWorld.run(file, ImportWorld.festival, world.database)
        #expect(ImportWorld.number("unchanged", in: again) == 100)
        await world.database.close()
    }

    private static let shared: String? = {
        let path = ImportWorld.root.deletingLastPathComponent().appending(path: "shared/data/events/fete-de-la-science-2017.100.json").path
        return FileManager.default.isReadableFile(atPath: path) ? path : nil
    }()
}
