import Foundation
import TestKit
import Testing

@testable import Formats

/// What others' programs read in what we write: see Tests/Formats/check_feeds.py.
@Suite struct ForeignReadersTests {
    @Test func othersReadOurFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kepu-feeds-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let texts = try JSONEncoder().encode(Samples.hostile)
        try texts.write(to: folder.appendingPathComponent("texts.json"))
        try Data(Samples.calendar(Samples.hostile.enumerated().map { Samples.event($0, $1) })).write(to: folder.appendingPathComponent("activities.ics"))
        try Data(FeedWriterTests.feed()).write(to: folder.appendingPathComponent("activities.atom"))
        let sheet = try XLSXWriter(title: "活动", columns: XLSXWriterTests.columns)
        try XLSXWriterTests.fill(sheet)
        _ = try sheet.finish()
        try FileManager.default.copyItem(atPath: sheet.path, toPath: folder.appendingPathComponent("activities.xlsx").path)
        var table = CSVWriter(header: ["a", "b"])
        for text in Samples.hostile { table.row([.text(text), .integer(-1)]) }
        try Data(table.drain()).write(to: folder.appendingPathComponent("activities.csv"))
        var map = GeoJSONWriter()
        for (number, text) in Samples.hostile.enumerated() {
            map.add(id: "\(number)", geometry: MapPoint(latitude: 34.2, longitude: 108.9).map { .point($0) }, properties: [.init("title", .text(text))])
        }
        map.finish()
        try Data(map.drain()).write(to: folder.appendingPathComponent("activities.geojson"))

        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let process = ChildProcess()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", root.appendingPathComponent("Tests/Formats/check_feeds.py").path, folder.path]
        let pipe = Pipe()
        process.standardOutput = .pipe(pipe)
        process.standardError = .pipe(pipe)
        try process.start()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
