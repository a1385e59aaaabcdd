import Activities
import Kernel
import Participation
import Storage
import TestKit
import Testing

/// Steps 3 to 9 of the story, as far as they are this room's, by its verbs.
@Suite struct StoreTests {
    @Test(arguments: TestEngine.allCases) func theDoor(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let scans = world.scans()
        let outcomes = try await world.database.write { tx in
            for value in [40, 112, 100] { try tx.keepBooked(activity: world.activity, session: world.first, value: Int64(value)) }
            return try tx.recordScans(Array(scans.prefix(50)), by: 7) + scans.dropFirst(50).map { try tx.recordScan($0, by: 7) }
        }
        #expect(outcomes.filter { $0 == .counted }.count == 80)
        #expect(outcomes.last == .repeated(first: scans[2].at, device: "gate-1"))
        #expect(try await world.counted(world.first) == "measured 80")
        let again = try await world.database.write { try $0.recordScans(scans, by: 7) }
        #expect(again.allSatisfy { $0 == .same })
        try await world.database.write { try $0.closeDoor(activity: world.activity, session: world.first, coveredWhole: true, by: 7) }
        let kept = try await world.database.read { tx in
            try [
                tx.number("SELECT value FROM view_participation_booked WHERE activity_id = \(world.activity) AND session_id = \(world.first)"),
                tx.number("SELECT COUNT(*) FROM participation_row"), tx.number("SELECT COUNT(*) FROM participation_scan_repeat"),
                tx.number("SELECT COUNT(*) FROM participation_claim"),
            ]
        }
        #expect(kept == [100, 80, 3, 2])
        try await world.database.write { try $0.closeDoor(activity: world.activity, session: world.second, coveredWhole: false, by: 7) }
        #expect(try await world.counted(world.second) == nil)
    }

    @Test(arguments: TestEngine.allCases) func reportsCorrectionsAndTheirChanges(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let sheet = Evidence(text: "signed sheet")
        let report = try await world.database.write { tx in
            try tx.makeClaim(ClaimDraft(activity: world.activity, session: world.second, value: 64, evidence: sheet), by: 1)
        }
        #expect(try await world.counted(world.second) == nil)
        try await world.database.write { try $0.decideClaim(report, in: world.activity, on: .accept, reason: "", by: 2) }
        #expect(try await world.counted(world.second) == "reported 64")
        let fixed = try await world.database.write { try $0.correctClaim(report, in: world.activity, value: 46, reason: "late sheet", by: 2) }
        #expect(try await world.counted(world.second) == "reported 46")
        _ = try await world.database.write { tx in
            try tx.measure(activity: world.activity, session: world.second, indicator: "viewers", value: 1900, source: "stream", coversWhole: true, by: 1)
        }
        let changes = try await world.database.read { tx in
            try tx.rows("SELECT * FROM view_participation_change ORDER BY seq") { row in
                let before = try row.int64OrNil("before_value").map(String.init) ?? "-"
                let after = try row.int64OrNil("after_value").map(String.init) ?? "-"
                return "\(try row.text("indicator")) \(before) \(after)"
            }
        }
        #expect(changes == ["visits - 64", "visits 64 46", "viewers - 1900"])
        let claims = try await world.database.read { try $0.claims(activity: world.activity, session: world.second) }
        #expect(claims.first { $0.id == fixed }?.method == .reported)
        #expect(ClaimRules.whyNot(claims[0], counted: claims[1])?.en == "Corrected to 46")
    }

    @Test(arguments: TestEngine.allCases) func theWholeActivityCountsOnlyWhereNoSessionDoes(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            let whole = try tx.makeClaim(ClaimDraft(activity: world.activity, session: nil, value: 301, method: .estimated, reason: "by eye"), by: 1)
            try tx.decideClaim(whole, in: world.activity, on: .accept, reason: "plausible", by: 2)
        }
        #expect(try await world.counted(ID(0)) == "estimated 301")
        _ = try await world.database.write { tx in
            try tx.measure(activity: world.activity, session: world.first, indicator: "visits", value: 10, source: "gate", coversWhole: false, by: 1)
        }
        #expect(try await world.counted(world.first) == "measured 10")
        #expect(try await world.counted(ID(0)) == nil)
    }

    @Test(arguments: TestEngine.allCases) func refusalsAndWarnings(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let report = try await world.database.write { tx in
            try tx.keepBooked(activity: world.activity, session: world.first, value: 100)
            _ = try tx.recordScans(world.scans(), by: 7)
            return try tx.makeClaim(ClaimDraft(activity: world.activity, session: world.first, value: 120), by: 1)
        }
        let warnings = try await world.database.read { try $0.claim(report, in: world.activity)?.warnings }
        #expect(warnings == [ClaimWarning(.overCapacity, 100), ClaimWarning(.aboveBooked, 100), ClaimWarning(.aboveMeasured, 80)])
        await #expect(throws: Refusal.self) {
            try await world.database.write { try $0.decideClaim(report, in: world.activity, on: .accept, reason: "", by: 2) }
        }
        await #expect(throws: Refusal.self) {
            try await world.database.write { try $0.correctClaim(report, in: world.activity, value: 1, reason: "x", by: 2) }
        }
        #expect(try await world.counted(world.first) == "measured 80")
    }
}
