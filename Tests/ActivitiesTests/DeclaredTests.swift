import Activities
import Calls
import Campaigns
import Declaration
import Exhibits
import Figures
import Foundation
import Kernel
import Participation
import People
import Plans
import Resources
import Rooms
import Rounds
import Storage
import Talks
import TestKit
import Testing
import Venues
import WorkingVisits

/// The project's own campaign files, as far as their activities go.
@Suite struct DeclaredTests {
    private static let names = [
        "xian-demonstration-bases-2022", "national-science-day-2023", "joint-action-2024", "mobile-facilities-2023", "beijing-plan-2023",
    ]

    @Test(arguments: TestEngine.allCases) func theFiveFilesApplyOnceAndForAll(_ engine: TestEngine) async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let files = try Self.names.map { name in (name: name, bytes: Array(try Data(contentsOf: root.appending(path: "campaigns/\(name).yaml")))) }
        // With the rooms of calls, of resources and of what is lent, shared out and told, of plans and visits: what the files say of recognition, of taking part and of tasks refers to their records.
        let house = TestHouse(
            People.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module, Resources.module, Exhibits.module, Rounds.module,
            Talks.module, Plans.module, WorkingVisits.module)
        let database = try await house.database(engine, clock: Clock { World.now })
        for file in files { try await house.declarations(database).apply([(file.name, file.bytes)], to: database) }
        let before = try await Self.state(database)
        for file in files {
            let again = try await house.declarations(database).apply([(file.name, file.bytes)], to: database)
            #expect(again.changesNothing, "\(file.name)")
        }
        #expect(try await Self.state(database) == before)

        // Nine days of the main event by a rule, with hours that nobody announced.
        let exhibition = try await database.read { tx in
            let activity = try #require(try tx.activity(key: "main-event-exhibition-2023"))
            return (activity, try tx.sessions(of: activity.id), try tx.placements(of: activity.id).filter(\.isPublished).count)
        }
        #expect(exhibition.1.count == 9 && exhibition.1.allSatisfy { !$0.hoursAnnounced && $0.recurrence != nil })
        #expect(exhibition.1.first?.day.iso == "2023-09-16" && exhibition.1.last?.day.iso == "2023-09-24" && exhibition.2 == 2)
        let march = try await database.read { tx in
            let umbrella = try #require(try tx.activity(key: "cherish-resources-2024"))
            let counted = try tx.number("SELECT COUNT(*) FROM view_activities_counted WHERE activity_id = \(umbrella.id)")
            return (try tx.children(of: umbrella.id).count, counted, umbrella.firstAt)
        }
        #expect(march.0 == 5 && march.1 == 0 && march.2 == instant("2024-02-29T16:00:00Z"))
        await database.close()
    }

    private static func state(_ database: Database) async throws -> [Int64?] {
        try await database.read { tx in
            [
                try tx.number("SELECT COUNT(*) FROM activities_activity"), try tx.number("SELECT COUNT(*) FROM activities_version"),
                try tx.number("SELECT COUNT(*) FROM activities_session"), try tx.number("SELECT COUNT(*) FROM activities_placement"),
                try tx.number("SELECT COUNT(*) FROM ledger_entry WHERE kind LIKE 'activities.%'"),
            ]
        }
    }
}
