import Access
import Foundation
import Kernel
import Storage
import TestKit

@testable import Files

/// Two accounts and a folder of files.
struct UploadWorld {
    let database: Database
    let clock: TestClock
    let me: ID<Account>, other: ID<Account>

    static func make(_ engine: TestEngine) async throws -> UploadWorld {
        let clock = TestClock("2026-03-01T08:00:00+08:00")
        let database = try await engine.database(
            clock: clock.clock, rooms: [(room: "access", migrations: AccessSchema.migrations), (room: "files", migrations: FilesSchema.migrations)])
        let (me, other) = try await database.write { tx in
            (
                try tx.addAccount(login: "me@example.org", name: "M", passwordHash: "x"), try tx.addAccount(login: "other@example.org", name: "O", passwordHash: "x")
            )
        }
        return UploadWorld(database: database, clock: clock, me: me, other: other)
    }

    func begin(_ bytes: [UInt8], _ name: String = "a.txt", promised: FileDigest? = nil, purpose: String = "test") async throws -> FileUpload {
        let head = FileDigest(of: bytes.prefix(Int(FileUpload.headBytes))), me = me
        return try await database.write { tx in
            try tx.openUpload(UploadWish(purpose: purpose, name: name, byteCount: Int64(bytes.count), promised: promised, head: head), by: me)
        }
    }

    func find(_ id: ID<FileUpload>) async throws -> FileUpload? { try await database.read { try $0.upload(id) } }

    /// What lies in a folder of the shelf.
    func lies(_ folder: String) throws -> [String] {
        let path = try database.shelf.root() + "/" + folder
        return ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).filter { $0.count > 2 }.sorted()
    }
}
