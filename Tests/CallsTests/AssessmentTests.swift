import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// What becomes of a title afterwards, by each scheme's own rule (domain.md §3.1): late is failed, six months' rectification, giving up revokes.
@Suite struct AssessmentTests {
    /// The year of the grant counts, so that nothing has to wait.
    static func file(_ rule: String) -> String { ruled(rule.replacing("{years", with: "{least_months: 0, years")) }

    private static func ruled(_ rule: String) -> String { CallWorld.file.replacing("        notice:", with: "        assessment: \(rule)\n        notice:").replacing("    notice: {workdays", with: "    assessment: \(rule)\n    notice: {workdays") }

    /// A world in which the first museum holds a title from 31 December 2022 on.
    static func titled(_ engine: TestEngine, _ rule: String) async throws -> (CallWorld, ID<Title>) {
        let world = try await CallWorld.make(engine, file(rule))
        world.clock.set("2022-12-31T02:00:00Z")
        let museum = world.museums[0]
        let id = try await world.database.write { tx -> ID<Title> in
            let scheme = try #require(try tx.scheme(key: "base")), id: ID<Title> = tx.newID()
            try tx.execute(
                """
                INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, granted_on, valid_until, state, status_index)
                VALUES (\(id), 'code', '2022-001', \(scheme.id), \(scheme.version), \(museum), '2022-12-31', '2029-12-30', 'valid', 0)
                """)
            return id
        }
        return (world, id)
    }

    @Test(arguments: TestEngine.allCases) func lateIsFailedWhereTheSchemeSaysSo(_ engine: TestEngine) async throws {
        let (world, title) = try await Self.titled(engine, "{years: 3, days: 31, late_is_failed: true}")
        for (moment, years) in [("2023-01-02", []), ("2024-01-02", []), ("2025-01-02", [2024])] {
            world.clock.set(moment + "T02:00:00Z")
            try await world.turnAssessments()
            #expect(try await world.assessments(title).map(\.year) == years, "\(moment)")
        }
        world.clock.set("2025-01-31T02:00:00Z")
        try await world.turnAssessments()
        #expect(try await world.assessments(title).map(\.state) == [.open])
        // After an outage of a year it has lapsed once, and next year's is not there: every third year.
        world.clock.set("2026-02-01T02:00:00Z")
        try await world.turnAssessments()
        try await world.turnAssessments()
        #expect(try await world.assessments(title).map(\.state) == [.failed])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func sixMonthsToPutRight(_ engine: TestEngine) async throws {
        let (world, title) = try await Self.titled(engine, "{years: 1, months_to_rectify: 6}")
        let office = try await world.identity("office", .organiser, over: .organisation(world.bureau.number))
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        world.clock.set("2023-01-05T02:00:00Z")
        try await world.turnAssessments()
        let id = try #require(try await world.assessments(title).first?.id)
        try await world.database.write { tx in
            try tx.step(id, .file, says: "Done", by: host)
            try tx.step(id, .rectify, says: "The hall is unsafe", by: office)
        }
        #expect(try await world.assessments(title).first?.rectifyUntil == day("2023-07-05"))
        #expect(try await world.database.read { tx in try tx.title(title)?.state } == .rectifying)
        try await world.database.write { tx in
            try tx.step(id, .file, says: "Made safe", by: host)
            try tx.step(id, .qualify, says: "", by: office)
        }
        #expect(try await world.database.read { tx in try tx.title(title)?.state } == .valid)
        // Somebody of another unit files nothing for this one.
        let other = try await world.identity("other", .host, over: .organisation(world.museums[1].number))
        await #expect(throws: Refusal.self) { try await world.database.write { tx in try tx.step(id, .file, says: "x", by: other) } }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func givingUpRevokes(_ engine: TestEngine) async throws {
        let (world, title) = try await Self.titled(engine, "{years: 1, giving_up_revokes: true}")
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number))
        world.clock.set("2023-01-05T02:00:00Z")
        try await world.turnAssessments()
        let id = try #require(try await world.assessments(title).first?.id)
        try await world.database.write { tx in try tx.step(id, .giveUp, says: "We close", by: host) }
        let ended = try #require(try await world.database.read { tx in try tx.title(title) })
        #expect(ended.state == .revoked && ended.endedOn == day("2023-01-05") && ended.ground == "放弃考核")
        await world.database.close()
    }
}

extension CallWorld {
    func turnAssessments() async throws { try await database.write { tx in try tx.turnAssessments() } }
    func assessments(_ title: ID<Title>) async throws -> [Assessment] { try await database.read { tx in try tx.assessments(of: title) } }
}
