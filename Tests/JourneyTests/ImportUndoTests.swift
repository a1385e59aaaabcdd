import Activities
import App
import Bookings
import Foundation
import Kernel
import Language
import Logging
import Participation
import Rooms
import Storage
import Story
import TestKit
import Testing

/// An import taken back in the whole house: what people booked, counted or edited is kept and named (design §9).
@Suite struct ImportUndoTests {
    @Test(arguments: TestEngine.allCases) func undoNamesWhatItKeeps(_ engine: TestEngine) async throws {
        let kepu = try await Self.open(engine)
        let importer = try #require(kepu.house.importers.first { $0.what == "activities" })
        let file = try Self.file("club.csv", Self.rows), mapping = try Self.file("club.yaml", Self.mapping)
        let request = Importer.Request(
            file: file, mapping: mapping, isPlan: false, acceptsGoodRows: false, actor: 7, language: .en, progress: { _, _ in })
        let report = try await importer.run(request, kepu.house, kepu.database)
        #expect(report.succeeded, "\(report.lines)")
        try await kepu.database.write { tx in try Self.live(in: tx, kepu.house) }

        let undo = try #require(importer.undo)
        let id = try #require(Self.value("importID", in: report) as? String)
        let undone = try await undo(id, 7, .en, kepu.house, kepu.database)
        #expect(Self.value("withdrawn", in: undone) as? Int == 3 && Self.value("keptCount", in: undone) as? Int == 3)
        #expect(
            Set(undone.lines.dropLast()) == [
                "“Stars”: Kept: it has 1 booking (or party that waits).",
                "“Fossils”: Kept: it has 1 claim (a report, a scan or a reading).",
                "“Rockets and more”: Kept: it has a newer version.",
            ])
        let counted = try await kepu.database.read { try $0.number("SELECT COUNT(*) FROM view_activities_counted") }
        #expect(counted == 3)

        // The booking given back, the same undo takes one more; what is left stays.
        try await kepu.database.write { tx in
            let booked = try Self.activity("1", tx)
            let session = try #require(try tx.sessions(of: booked.id).first)
            for booking in try tx.bookings(activity: booked.id, session: session.id) { try tx.cancelBooking(booking.code) }
        }
        let chinese = try await undo(id, 7, .zh, kepu.house, kepu.database)
        #expect(chinese.lines.contains("“Fossils”：保留：已有 1 条参与数据（上报、检票或读数）。") && chinese.lines.last == "撤回 0，恢复 0，保留 3。")
        let again = try await undo(id, 7, .en, kepu.house, kepu.database)
        #expect(Self.value("withdrawn", in: again) as? Int == 0 && Self.value("keptCount", in: again) as? Int == 3)
        #expect(again.lines.contains("“Stars”: Kept: its sessions were changed since."))
        await kepu.database.close()
    }

    /// One is booked, one has a report, one is edited.
    private static func live(in tx: Transaction, _ house: House) throws {
        let booked = try activity("1", tx), counted = try activity("2", tx), edited = try activity("3", tx)
        let session = try #require(try tx.sessions(of: booked.id).first)
        try tx.execute("UPDATE activities_session SET capacity = 10 WHERE activity_id = \(booked.id) AND id = \(session.id)")
        try tx.openBookings(activity: booked.id, session: session.id, mostPerBooking: 4, waitingList: false)
        try tx.book(BookingWish(party: 2, person: BookingPerson(name: "王小明", phone: "13800138000")), activity: booked.id, session: session.id)
        let past = try #require(try tx.sessions(of: counted.id).first)
        try tx.makeClaim(ClaimDraft(activity: counted.id, session: past.id, value: 64, reason: "Head count"), by: 7)
        var content = try #require(try tx.latestVersion(of: edited.id)?.content)
        content.title = Wording("", "Rockets and more")
        try tx.revise(edited.id, to: content, seen: 1, by: 7)
    }

    private static func activity(_ id: String, _ tx: Transaction) throws -> Activity {
        try #require(try tx.activity(external: ExternalName(source: "club", id: id)))
    }

    private static func open(_ engine: TestEngine) async throws -> Kepu {
        let place = try await engine.kepuPlace()
        var logger = Logger(label: "test")
        logger.logLevel = .error
        let now = Instant(iso: "2023-09-10T00:00:00Z") ?? Instant(microseconds: 0)
        return try await Kepu.open(engine == .sqlite ? "sqlite:" + place.address : place.address, clock: Clock { now }, files: place.files, logger: logger)
    }

    private static func file(_ name: String, _ text: String) throws -> String {
        let path = TestFolder.path("undo-\(UUID().uuidString)/\(name)")
        try FileManager.default.createDirectory(at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private static func value(_ key: String, in report: Importer.Report) -> Any? {
        (try? JSONSerialization.jsonObject(with: Data(report.json.utf8))).flatMap { ($0 as? [String: Any])?[key] }
    }

    private static let rows = """
        id,title,when
        1,Stars,2023-09-16 09:00-11:00
        2,Fossils,2023-09-09 09:00-11:00
        3,Rockets,2023-09-17 09:00-11:00
        4,Plants,2023-09-18 09:00-11:00
        5,Stones,2023-09-19 09:00-11:00
        6,Clouds,2023-09-20 09:00-11:00
        """

    private static let mapping = ClubMapping.file(
        fields: "kind: {default: lecture}", "place: {default: Hall}", "sessions: {from: [when], convert: dates-words}", language: "en")
}
