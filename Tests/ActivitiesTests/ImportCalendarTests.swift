import Foundation
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// A calendar file as OpenAgenda exports it. All events are invented.
@Suite struct ImportCalendarTests {
    private static let mapping = ImportWorld.root.appending(path: "mappings/openagenda-calendar.yaml").path

    private static func calendar(_ status: String = "CONFIRMED", title: String = "Nuit des étoiles\\, à l'observatoire") -> String {
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//OpenAgenda//NONSGML Events//FR
        X-WR-CALNAME:Agenda inventé
        BEGIN:VEVENT
        UID:1001-1@openagenda
        DTSTAMP:20170808T121746Z
        LAST-MODIFIED:20170808T121746Z
        DTSTART;TZID=Europe/Paris:20171013T200000
        DTEND;TZID=Europe/Paris:20171013T230000
        SUMMARY:\(title)
        DESCRIPTION:Première ligne.\\nDeuxième ligne\\; avec un point-
         virgule replié.
        LOCATION:Observatoire\\, 1 rue Inventée
        GEO:48.836500;2.336500
        STATUS:\(status)
        END:VEVENT
        BEGIN:VEVENT
        UID:1002-1@openagenda
        DTSTAMP:20170808T121746Z
        DTSTART;VALUE=DATE:20171014
        DTEND;VALUE=DATE:20171016
        SUMMARY:Village des sciences
        LOCATION:Place du Marché
        END:VEVENT
        BEGIN:VEVENT
        UID:1003-1@openagenda
        DTSTAMP:20170808T121746Z
        DTSTART:20171015T080000Z
        DTEND:20171015T100000Z
        SUMMARY:Atelier annulé
        STATUS:CANCELLED
        END:VEVENT
        END:VCALENDAR

        """.replacing("\n", with: "\r\n")
    }

    @Test(arguments: TestEngine.allCases) func eventsBecomeActivities(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let file = try ImportWorld.file("agenda.ics", Self.calendar())
        let report = try await ImportWorld.run(file, Self.mapping, world.database)
        #expect(report.succeeded && ImportWorld.number("added", in: report) == 3, "\(report.lines)")
        let night = try await Self.activity("1001-1@openagenda", world.database)
        #expect(night.content.title(.en) == "Nuit des étoiles, à l'observatoire")
        #expect(night.content.description(.en) == "Première ligne.\nDeuxième ligne; avec un point-virgule replié.")
        #expect(night.content.place?.name(.en) == "Observatoire, 1 rue Inventée" && night.content.place?.point?.latitude == 48.8365)
        #expect(night.sessions.map(\.begin) == [instant("2017-10-13T18:00:00Z")] && night.sessions.map(\.end) == [instant("2017-10-13T21:00:00Z")])
        let village = try await Self.activity("1002-1@openagenda", world.database)
        #expect(village.sessions.map(\.day.iso) == ["2017-10-14", "2017-10-15"] && village.sessions.allSatisfy { !$0.hoursAnnounced })
        let off = try await Self.activity("1003-1@openagenda", world.database)
        #expect(off.status == .cancelled && off.sessions.map(\.status) == [.cancelled])

        let again = try await ImportWorld.run(file, Self.mapping, world.database)
        #expect(ImportWorld.number("unchanged", in: again) == 3, "\(again.lines)")
        let cancelled = try ImportWorld.file("agenda.ics", Self.calendar("CANCELLED"))
        #expect(ImportWorld.number("changed", in: try await ImportWorld.run(cancelled, Self.mapping, world.database)) == 1)
        #expect(try await Self.activity("1001-1@openagenda", world.database).status == .cancelled)
        #expect(ImportWorld.number("changed", in: try await ImportWorld.run(file, Self.mapping, world.database)) == 1)
        let back = try await Self.activity("1001-1@openagenda", world.database)
        #expect(back.status == .scheduled && back.sessions.map(\.status) == [.scheduled])
        await world.database.close()
    }

    private static func activity(
        _ uid: String, _ database: Database
    ) async throws -> (content: ActivityContent, sessions: [ActivitySession], status: ActivityStatus) {
        try await database.read { tx in
            let activity = try #require(try tx.activity(external: ExternalName(source: "openagenda.calendar", id: uid)))
            return (try #require(try tx.latestVersion(of: activity.id)).content, try tx.sessions(of: activity.id), activity.status)
        }
    }
}
