import API
import Foundation
import Kernel
import Language
import Logging
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// Plans for programs: what the public page shows, and nothing else.
struct PlanAPITests {
    private static func site(_ world: PlanHouse) async throws -> Browser {
        let service = try await APIService(PlanAPI.resources, changes: [], database: world.database)
        return Browser(try await Site(routes: service.routes, database: world.database, frame: .init(name: Phrase("科普", "Kepu"), links: [], desk: [], assetVersion: "t", banner: nil), publicFolder: "Public", logger: Logger(label: "test")))
    }

    @Test(arguments: TestEngine.allCases) func aPlanIsToldAsItsPageShowsIt(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine, PlanHouse.file.replacing("{key: events, figure: activities,", with: "{key: events, figure: school-visits,").replacing(" within: {mode: onsite},", with: ""))
        let machine = try await Self.site(world)
        #expect(try await machine.go("/api/v1/plans/plan-2026").status == 404)
        #expect(try await machine.go("/api/v1/plans").html.contains("\"items\":[]"))
        try await world.issue()
        try await world.database.write { tx in
            let task = try #require(try tx.keyTask(key: "city-visits"))
            try tx.setOwnNumber(321, because: "馆方补报", for: "visits", of: task.id, by: PlanHouse.program)
            try tx.setOwnNumber(3, because: "一组", for: "events", of: task.id, by: PlanHouse.program)
        }
        let list = try await machine.go("/api/v1/plans").html
        #expect(list.contains("\"key\":\"plan-2026\"") && list.contains("\"total\":1") && list.contains("\"campaign\":\"action-2026\""), "\(list)")
        let plan = try await machine.go("/api/v1/plans/plan-2026").html
        let json = try #require(try JSONSerialization.jsonObject(with: Data(plan.utf8)) as? [String: Any]), tasks = try #require(json["tasks"] as? [[String: Any]])
        #expect(tasks.map { $0["key"] as? String } == ["city-visits", "school-talks"] && tasks.map { $0["state"] as? String } == ["assigned", "assigned"])
        let goals = try #require(tasks[0]["goals"] as? [[String: Any]])
        #expect(goals[0]["value"] as? Int == 321 && goals[0]["withheld"] as? Bool == false)
        #expect((goals[0]["own"] as? [String: Any])?["reason"] as? String == "馆方补报" && (goals[0]["targets"] as? [[String: Any]])?.count == 2)
        // A small group of minors is not told, whoever stated it.
        #expect(goals[1]["value"] is NSNull && goals[1]["withheld"] as? Bool == true)
        #expect((json["lights"] as? [String: Int])?.values.reduce(0, +) == 2)
        await world.database.close()
    }
}
