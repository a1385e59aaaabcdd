import Foundation
import Kernel
import Storage
import StoragePostgres
import StorageSQLite
import Testing
import TestKit

/// What is in the way of a database is told in one clear line.
@Suite struct OpeningTests {
    func refusal(_ path: String) async -> Refusal? {
        let refusal = await #expect(throws: Refusal.self) { try await SQLiteEngine.open(path: path) }
        #expect(refusal?.phrase.en.contains(path) == true || refusal?.phrase.en.contains("folder") == true)
        #expect(refusal?.phrase.en.contains("\n") == false)
        return refusal
    }

    /// Root may write what is read-only: for root the file system itself has to forbid it.
    func protect(_ path: String, _ on: Bool) throws {
        guard geteuid() == 0 else {
            return try FileManager.default.setAttributes([.posixPermissions: on ? 0o444 : 0o644], ofItemAtPath: path)
        }
        let chattr = try Process.run(URL(fileURLWithPath: "/usr/bin/chattr"), arguments: [on ? "+i" : "-i", path])
        chattr.waitUntilExit()
        try #require(chattr.terminationStatus == 0)
    }

    @Test func missingFoldersAreMade() async throws {
        let path = TestFolder.path("\(UUID())/a/b/kepu.db")
        let engine = try await SQLiteEngine.open(path: path)
        await engine.close()
        #expect(FileManager.default.fileExists(atPath: path))
        #expect(await refusal("/proc/none/kepu.db")?.code == "database-folder-missing")
    }

    @Test func aFolderIsNoDatabase() async throws {
        let path = TestFolder.path("\(UUID())")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(await refusal(path)?.code == "database-is-folder")
    }

    @Test func anotherFileIsNoDatabase() async throws {
        let path = TestFolder.path("\(UUID()).txt")
        try String(repeating: "some text of a person\n", count: 1000).write(toFile: path, atomically: true, encoding: .utf8)
        #expect(await refusal(path)?.code == "not-a-database")
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("some text of a person\n"))
    }

    @Test func aReadOnlyFile() async throws {
        let path = TestFolder.path("\(UUID())/kepu.db")
        await (try await SQLiteEngine.open(path: path)).close()
        try protect(path, true)
        defer { try? protect(path, false) }
        #expect(await refusal(path)?.code == "database-read-only")
    }

    @Test func aFileThatAnotherProgramHolds() async throws {
        let place = try TestEngine.sqlite.place()
        let holder = try await place.open()
        _ = try await holder.writeAlone { connection in try connection.execute("PRAGMA locking_mode = EXCLUSIVE") }
        _ = try await holder.writeAlone { connection in try connection.execute("CREATE TABLE held (id BIGINT)") }
        let door = Door()
        async let held: Void = holder.writeAlone { _ in door.wait() }
        await door.arrival()
        let refused = await refusal(place.address)
        door.open()
        try await held
        #expect(refused?.code == "database-locked")
        await holder.close()
    }

    @Test func aWriteThatAnotherProgramHoldsUp() async throws {
        let place = try TestEngine.sqlite.place()
        let (one, other) = (try await place.database(rooms: things), try await place.database(rooms: things))
        let door = Door()
        async let held: Void = one.write { _ in door.wait() }
        await door.arrival()
        let error = await #expect(throws: StorageError.self) { try await other.write { tx in try tx.insert(1) } }
        door.open()
        try await held
        guard case .locked = error else { throw Deliberate() }
        #expect(error?.refusal?.code == "database-busy")
        try await other.write { tx in try tx.insert(1) }
        await one.close()
        await other.close()
    }

    @Test func commitsAreFlushed() async throws {
        let engine = try await TestEngine.sqlite.place().open()
        let settings = try await engine.writeAlone { connection in
            var found: [String: SQLValue] = [:]
            for pragma in ["synchronous", "foreign_keys", "journal_mode"] {
                try connection.each(.trusted("PRAGMA \(pragma)")) { row in
                    found[pragma] = row.values[0]
                    return true
                }
            }
            return found
        }
        #expect(settings == ["synchronous": .integer(2), "foreign_keys": .integer(1), "journal_mode": .text("wal")])
        await engine.close()
    }

    @Test(arguments: [
        ("postgres://nobody@127.0.0.1:1/none", "database-unreachable"),
        ("postgres:///none?host=/tmp/no-such-folder", "database-unreachable"),
        ("mysql://localhost/none", "database-address"),
        ("postgres://localhost/none?schema=a;b", "database-address"),
        ("postgres://localhost/none?connections=0", "database-address"),
    ]) func aServerThatIsNotThere(_ address: String, _ code: String) async throws {
        let refusal = await #expect(throws: Refusal.self) { try await PostgresEngine.open(address: address) }
        #expect(refusal?.code == code)
        #expect(refusal?.phrase.en.contains("\n") == false)
    }

    @Test func aServerWithoutTheDatabase() async throws {
        let server = try #require(ProcessInfo.processInfo.environment["KEPU_TEST_POSTGRES"])
        let address = server.replacing("/postgres?", with: "/no_such_database?")
        let refusal = await #expect(throws: Refusal.self) { try await PostgresEngine.open(address: address) }
        #expect(refusal?.code == "database-missing")
    }

    @Test func aServerThatFlushes() async throws {
        let engine = try await TestEngine.postgres.place().open()
        let setting = try await engine.writeAlone { connection in
            var found = SQLValue.null
            try connection.each("SELECT current_setting('synchronous_commit') AS setting") { row in
                found = row.values[0]
                return true
            }
            return found
        }
        #expect(setting == .text("on"))
        await engine.close()
    }
}
