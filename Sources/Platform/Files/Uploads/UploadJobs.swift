import Glibc
package import Jobs
import Kernel
package import Storage

/// What becomes of uploads that nobody goes on with.
package enum UploadJobs {
    /// Once an hour: forgets uploads in which nothing came for seven days, and what they left in the folder.
    package static let forgetOld = JobKind(name: "files-forget-uploads", schedule: .every(seconds: 3600)) { context in
        try await forget(context.database)
        try await context.database.write { tx in try context.complete(in: tx) }
    }

    package static func forget(_ database: Database) async throws {
        let old = try await database.write { tx in try tx.forgetOldUploads() }
        for upload in old {
            // What was finished and taken by no form.
            if let file = upload.file { try await database.removeStray(file.digest) }
            if let hold = try? await database.shelf.hold(upload) { try await database.shelf.remove(part: hold) }
        }
        try await database.shelf.clearIncoming()
    }
}

extension Transaction {
    fileprivate func forgetOldUploads() throws -> [FileUpload] {
        let limit = now.adding(hours: -24 * FileUpload.days)
        let old = try rows("SELECT * FROM files_upload WHERE changed_at < \(limit) ORDER BY changed_at LIMIT 1000") { try FileUpload($0) }
        if !old.isEmpty { try execute("DELETE FROM files_upload WHERE changed_at < \(limit) AND id IN (\(list: old.map(\.id)))") }
        return old
    }
}

extension FileShelf {
    /// Parts that nothing has been written to for eight days belong to no upload: a program was stopped while it wrote them.
    func clearIncoming() async throws {
        guard folder != nil else { return }
        try await ShelfWork.run(ShelfWork.whole) {
            let incoming = try incoming(), limit = time(nil) - 8 * 86_400
            for name in DiskFolder.names(incoming) where name.hasSuffix(".part") {
                var found = stat()
                if stat("\(incoming)/\(name)", &found) == 0, found.st_mtim.tv_sec < limit { unlink("\(incoming)/\(name)") }
            }
        }
    }
}
