import Glibc
package import Storage

/// What stands on the shelf, held against what records need: for `kepu verify`.
package struct ShelfReport: Sendable, Equatable {
    /// What records need.
    package var files: Int64 = 0
    package var bytes: Int64 = 0
    /// What is not as it was kept; at most 20 are named.
    package var wrong: [Wrong] = []
    package var wrongCount = 0
    /// What lies there and no record needs: left by a program that was stopped, or by an upload that no form took.
    package var strays: [FileDigest] = []

    package struct Wrong: Sendable, Equatable {
        package let file: ShelvedFile
        package let verdict: ShelfVerdict
    }

    static let mostNamed = 20

    mutating func add(_ file: ShelvedFile, _ verdict: ShelfVerdict) {
        files += 1
        bytes += file.byteCount
        guard verdict != .right else { return }
        wrongCount += 1
        if wrong.count < Self.mostNamed { wrong.append(Wrong(file: file, verdict: verdict)) }
    }
}

extension Database {
    /// Holds the folder of files against the records that need them.
    ///
    /// - Parameters:
    ///   - reads: also recomputes every digest, which reads every byte.
    ///   - progress: how many bytes of files are done, and of how many.
    package func checkShelf(reads: Bool, progress: @escaping @Sendable (_ done: Int64, _ total: Int64) -> Void = { _, _ in }) async throws -> ShelfReport {
        var report = ShelfReport(), last: FileDigest?
        let total = try await read { try $0.shelfTotals() }
        guard total.files > 0 || shelf.folder != nil else { return report }
        while true {
            let after = last
            let files = try await read { try $0.shelvedFiles(after: after, limit: 500) }
            guard let newest = files.last else { break }
            for file in files {
                let before = report.bytes
                report.add(file, reads ? try await shelf.check(file) { progress(before + $0, total.bytes) } : try await shelf.glance(file))
            }
            last = newest.digest
        }
        report.strays = try await strays()
        return report
    }

    /// Takes away what no record needs and nobody has put there for a week; gives the number.
    package func tidyShelf() async throws -> Int {
        var count = 0
        for digest in try await strays() where try await removeStray(digest) { count += 1 }
        return count
    }

    private func strays() async throws -> [FileDigest] {
        var found: [FileDigest] = []
        for folder in try await shelf.folders() {
            let digests = try await shelf.digests(in: folder)
            for start in stride(from: 0, to: digests.count, by: 500) {
                let some = Array(digests[start..<min(digests.count, start + 500)])
                found += try await read { tx in try tx.unknown(among: some) }
            }
        }
        return found
    }

    /// False where a record needs the file after all, or somebody has put it there within a week. Nobody puts it there meanwhile: `gate`.
    @discardableResult
    func removeStray(_ digest: FileDigest) async throws -> Bool {
        let shelf = shelf
        let gate = try await ShelfWork.run(ShelfWork.waiting) {
            let gate = try shelf.gate()
            try gate.lock()
            return gate
        }
        let isUnknown = try await read { tx in try tx.unknown(among: [digest]).contains(digest) }
        guard isUnknown else { return false }
        return try await ShelfWork.run(ShelfWork.pieces) {
            defer { withExtendedLifetime(gate) {} }
            var found = stat()
            let path = try shelf.path(of: digest)
            guard stat(path, &found) == 0, found.st_mtim.tv_sec < time(nil) - Int(FileUpload.days) * 86_400 else { return false }
            return unlink(path) == 0
        }
    }
}

extension FileShelf {
    fileprivate func folders() async throws -> [String] {
        guard let folder else { return [] }
        return try await ShelfWork.run(ShelfWork.pieces) { DiskFolder.names(folder + "/objects") }
    }

    fileprivate func digests(in name: String) async throws -> [FileDigest] {
        try await ShelfWork.run(ShelfWork.pieces) { DiskFolder.names(try root() + "/objects/" + name).compactMap { FileDigest(name + $0) } }
    }
}

extension Transaction {
    /// Those that neither a record nor an upload needs.
    fileprivate func unknown(among digests: [FileDigest]) throws -> [FileDigest] {
        let known = try rows(
            """
            SELECT digest FROM files_object WHERE digest IN (\(list: digests))
            UNION SELECT digest FROM files_upload WHERE digest IN (\(list: digests))
            """) { try $0.digest("digest") }
        return digests.filter { !known.contains($0) }
    }
}
