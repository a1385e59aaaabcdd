package import Storage

extension Transaction {
    /// Says that a record needs this file, in the transaction of that record; the file is on the shelf already. Said again it changes nothing.
    @discardableResult
    package func keep(_ file: ShelvedFile) throws -> ShelvedFile {
        try execute(
            """
            INSERT INTO files_object (digest, byte_count, media_type, kept_at)
            VALUES (\(file.digest), \(file.byteCount), \(file.kind.mediaType), \(now)) ON CONFLICT (digest) DO NOTHING
            """)
        return ShelvedFile(digest: file.digest, byteCount: file.byteCount, kind: file.kind, keptAt: now)
    }

    package func shelvedFile(_ digest: FileDigest) throws -> ShelvedFile? {
        try row("SELECT * FROM files_object WHERE digest = \(digest)") { try ShelvedFile($0) }
    }

    /// Those of the digests that records need.
    package func shelvedFiles(_ digests: [FileDigest]) throws -> [FileDigest: ShelvedFile] {
        guard !digests.isEmpty else { return [:] }
        let found = try rows("SELECT * FROM files_object WHERE digest IN (\(list: digests))") { try ShelvedFile($0) }
        return Dictionary(found.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The next files in the order of their digests: for whoever walks over all of them, some at a time.
    package func shelvedFiles(after digest: FileDigest?, limit: Int) throws -> [ShelvedFile] {
        try rows("SELECT * FROM files_object WHERE digest > \(digest?.text ?? "") ORDER BY digest LIMIT \(limit)") { try ShelvedFile($0) }
    }

    /// How many files records need, and how many bytes they are together.
    package func shelfTotals() throws -> (files: Int64, bytes: Int64) {
        try row("SELECT COUNT(*) AS files, COALESCE(SUM(byte_count), 0) AS bytes FROM files_object") { (try $0.int64("files"), try $0.int64("bytes")) } ?? (0, 0)
    }
}

extension ShelvedFile {
    init(_ row: Row) throws {
        let type = try row.text("media_type")
        guard let kind = FileKind(mediaType: type) else { throw RowError(column: "media_type", wanted: "a kind of file", found: .text(type)) }
        self.init(digest: try row.digest("digest"), byteCount: try row.int64("byte_count"), kind: kind, keptAt: try row.instant("kept_at"))
    }
}
