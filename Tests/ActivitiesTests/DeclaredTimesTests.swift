import Declaration
import Kernel
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities

/// What a campaign file says of times: rules that change, hours that no clock shows.
@Suite struct DeclaredTimesTests {
    /// A file with one activity; `times` are its lines about sessions.
    static func file(_ times: String, zone: String = "Asia/Shanghai", more: String = "") -> [UInt8] {
        Array(
            """
            kepu: 1
            organisations:
              - {key: city-museum, name: {zh: "市科技馆", en: "City Museum"}, kind: museum, region: "610100"}
            campaigns:
              - {key: city-days, name: {zh: "系列", en: "Series"}, kind: series, year: 2022, begin: "2022-09-01", end: "2022-12-31", zone: \(zone), accent: jade, summary: {zh: "简介。", en: "Summary."}}
            activities:
              - key: open-house
                title: {zh: "开放日", en: "Open house"}
                summary: {zh: "参观。", en: "A walk."}
                campaigns: [{campaign: city-days}]
                organiser: city-museum
                place: {name: {zh: "西安市", en: "Xi'an"}, region: "610100"}
                mode: onsite
                kind: open-day
                \(more)
                \(times)

            """.utf8)
    }

    static func rule(_ more: String = "") -> String {
        "recurring: {begin: \"09:00\", end: \"11:00\", days: [sat], from: \"2022-09-01\", until: \"2022-09-30\"\(more)}"
    }

    private static func apply(_ bytes: [UInt8], _ database: Database) async throws {
        try await World.rooms.declarations(database).apply([("days.yaml", bytes)], to: database)
    }

    /// `2022-09-03 scheduled 4/20`: the day, what became of it, places taken and there.
    private static func sessions(_ database: Database) async throws -> [String] {
        try await database.read { tx in
            let id = try #require(try tx.activity(key: "open-house")).id
            return try tx.sessions(of: id).map { "\($0.day.iso) \($0.status.rawValue) \($0.taken)/\($0.capacity.map(String.init) ?? "-")" }
        }
    }

    @Test(arguments: TestEngine.allCases) func aRuleThatChangesKeepsTheSessionsThatItStillHas(_ engine: TestEngine) async throws {
        let database = try await World.rooms.database(engine, clock: Clock { World.now })
        try await Self.apply(Self.file(Self.rule(), more: "capacity: 20"), database)
        let (id, first, last) = try await database.read { tx in
            let id = try #require(try tx.activity(key: "open-house")).id
            let sessions = try tx.sessions(of: id)
            return (id, try #require(sessions.first), try #require(sessions.last))
        }
        _ = try await database.write { try $0.takePlaces(4, activity: id, session: first.id) }
        try await database.write { tx in
            let draft = SessionDraft(begin: last.begin, end: last.end, capacity: 20)
            try tx.changeSession(last, to: draft, status: .cancelled, house: World.house, by: 7)
        }
        #expect(
            try await Self.sessions(database) == [
                "2022-09-03 scheduled 4/20", "2022-09-10 scheduled 0/20", "2022-09-17 scheduled 0/20", "2022-09-24 cancelled 0/20",
            ])

        // More places, and one day less: the other sessions are the same ones, and what the desk called off stays so.
        try await Self.apply(Self.file(Self.rule(", except: [\"2022-09-10\"]"), more: "capacity: 30"), database)
        let fewer = ["2022-09-03 scheduled 4/30", "2022-09-10 cancelled 0/20", "2022-09-17 scheduled 0/30", "2022-09-24 cancelled 0/20"]
        #expect(try await Self.sessions(database) == fewer)
        #expect(try await database.read { try $0.session(id, first.id)?.taken } == 4)

        // The day is back, as the session that it was.
        try await Self.apply(Self.file(Self.rule(), more: "capacity: 30"), database)
        let back = ["2022-09-03 scheduled 4/30", "2022-09-10 scheduled 0/30", "2022-09-17 scheduled 0/30", "2022-09-24 cancelled 0/20"]
        #expect(try await Self.sessions(database) == back)

        // Fewer places than are taken are refused, and nothing has changed.
        let problems = await #expect(throws: DeclarationProblems.self) { try await Self.apply(Self.file(Self.rule(), more: "capacity: 3"), database) }
        #expect(problems?.text(.en).contains("activities[0].recurring") == true, "\(problems?.text(.en) ?? "")")
        #expect(try await Self.sessions(database) == back)

        // Without the rule nothing is held, and nothing is gone.
        try await Self.apply(Self.file("", more: "capacity: 30"), database)
        #expect(try await Self.sessions(database) == back.map { $0.replacing("scheduled", with: "cancelled") })
        #expect(try await database.read { try $0.recurrences(of: id) }.isEmpty)
        await database.close()
    }

    @Test(
        arguments: [
            (
                "sessions: [{begin: \"2022-03-27T02:30\", end: \"2022-03-27T04:00\"}]", "activities[0].sessions[0].begin",
                "There is no 2022-03-27 02:30 in Europe/Paris"
            ),
            (
                "sessions: [{begin: \"2022-03-27T01:30\", end: \"2022-03-27T02:30\"}]", "activities[0].sessions[0].end",
                "There is no 2022-03-27 02:30 in Europe/Paris"
            ),
            ("sessions: [{begin: \"2022-10-29T12:00\", end: \"2022-10-30T12:00\"}]", "activities[0].sessions[0].end", "24 hours at most"),
            (
                "recurring: {begin: \"09:00\", end: \"10:00\", days: [sat], from: \"2022-09-19\", until: \"2022-09-20\"}",
                "activities[0].recurring.days", "makes no session"
            ),
            (
                "recurring: {begin: \"09:00\", end: \"10:00\", days: [sat], from: \"2030-09-01\", until: \"2030-09-20\", holidays: skip}",
                "activities[0].recurring", "working days of 2030"
            ),
            ("age: {min: 12, max: 3}", "activities[0].age.max", "no less than min, 12"),
        ])
    func timesThatCannotBeAreToldWhereTheyStand(_ times: String, _ field: String, _ says: String) async throws {
        let database = try await World.rooms.database(.sqlite, clock: Clock { World.now })
        let problems = await #expect(throws: DeclarationProblems.self) { try await Self.apply(Self.file(times, zone: "Europe/Paris"), database) }
        let text = problems?.text(.en) ?? ""
        #expect(text.hasPrefix("days.yaml:16:") && text.contains(" \(field): ") && text.contains(says), "\(text)")
        #expect(try await database.read { try $0.activity(key: "open-house") } == nil)
        await database.close()
    }

    @Test func anHourThatComesTwiceIsTheFirst() async throws {
        let database = try await World.rooms.database(.sqlite, clock: Clock { World.now })
        let file = Self.file("sessions: [{begin: \"2022-10-30T02:30\", end: \"2022-10-30T02:45\"}]", zone: "Europe/Paris")
        try await Self.apply(file, database)
        #expect(try await World.rooms.declarations(database).apply([("days.yaml", file)], to: database).changesNothing)
        await database.close()
    }
}
