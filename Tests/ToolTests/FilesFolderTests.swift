import App
import Files
import Foundation
import Logging
import Storage
import TestKit
import Testing

/// The folder of large files at the command line: where it is, whether it can be used, whether it holds what records need.
@Suite struct FilesFolderTests {
    @Test func doctorTriesTheFolder() throws {
        let place = try Workplace()
        #expect(try place.kepu("database", "migrate").code == 0)
        let told = try place.kepu("doctor")
        #expect(told.code == 0 && told.out.contains("KEPU_FILES, --files = ") && told.out.contains("can be written to; there is room for "), "\(told)")
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/files"))
        let named = try place.kepu("doctor", environment: ["KEPU_FILES": place.folder + "/elsewhere"])
        #expect(named.out.contains("KEPU_FILES, --files = \(place.folder)/elsewhere  (KEPU_FILES)"), "\(named)")
        // A file where the folder should be.
        try place.file("taken", "x")
        let taken = try place.kepu("doctor", "--files", place.folder + "/taken/files")
        #expect(taken.code == 69 && taken.err.contains("The folder of files is not there"), "\(taken)")
    }

    @Test func verifyNamesWhatIsMissingOrChanged() async throws {
        let place = try Workplace()
        var logger = Logger(label: "test")
        logger.logLevel = .error
        let kepu = try await Kepu.open("sqlite:\(place.folder)/kepu.db", logger: logger)
        let (kept, stray) = (try await kepu.database.shelf.keep(Array("kept\n".utf8), named: "a.txt"), try await kepu.database.shelf.keep(Array("stray\n".utf8), named: "b.txt"))
        try await kepu.database.write { tx in _ = try tx.keep(kept) }
        let (path, other) = (try kepu.database.shelf.location(of: kept.digest), try kepu.database.shelf.location(of: stray.digest))
        await kepu.database.close()
        let right = try place.kepu("verify", "--read-files")
        #expect(right.code == 0 && right.out.contains("Files in the folder (1, 0 MB): right.") && right.err.contains("1 file in the folder is needed by no record"), "\(right)")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        try Data("tpek\n".utf8).write(to: URL(filePath: path))
        #expect(try place.kepu("verify").code == 0)
        let changed = try place.kepu("verify", "--read-files")
        #expect(changed.code == 1 && changed.err.contains("\(kept.digest) has another content"), "\(changed)")
        try FileManager.default.removeItem(atPath: path)
        let missing = try place.kepu("verify", "--json")
        #expect(missing.code == 1 && missing.out.contains("\(kept.digest) is missing (5 bytes)"), "\(missing)")
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -8 * 86_400)], ofItemAtPath: other)
        let tidied = try place.kepu("verify", "--tidy")
        #expect(tidied.err.contains("1 file that no record needs was removed") && !FileManager.default.fileExists(atPath: other), "\(tidied)")
    }
}
