package import Kernel
package import Storage

extension Transaction {
    /// Keeps a paper, once, however often it is handed in. Each `keepFile` is undone by one `releaseFile`.
    package func keepFile(_ document: Document) throws -> ID<StoredFile> {
        try lock("files.document.\(document.digest)")
        let kept = try row("SELECT file_id FROM files_document WHERE digest = \(document.digest)") { try $0.id("file_id", StoredFile.self) }
        if let kept {
            try execute("UPDATE files_document SET uses = uses + 1 WHERE digest = \(document.digest)")
            return kept
        }
        let new: ID<StoredFile> = newID()
        try execute(
            """
            INSERT INTO files_file (id, media_type, size, bytes, kept_at)
            VALUES (\(new), \(document.kind.mediaType), \(document.bytes.count), \(document.bytes), \(now))
            """)
        try execute(
            """
            INSERT INTO files_document (digest, file_id, kind, size, pages, uses)
            VALUES (\(document.digest), \(new), \(document.kind.rawValue), \(document.bytes.count), \(document.pages), 1)
            """)
        return new
    }

    /// One of those who keep the paper needs it no more; with the last it goes for good.
    package func releaseFile(_ id: ID<StoredFile>) throws {
        guard let digest = try row("SELECT digest FROM files_document WHERE file_id = \(id)", { try $0.text("digest") }) else { return }
        try lock("files.document.\(digest)")
        try execute("UPDATE files_document SET uses = uses - 1 WHERE digest = \(digest)")
        guard try execute("DELETE FROM files_document WHERE digest = \(digest) AND uses <= 0") == 1 else { return }
        try removeFile(id)
    }
}
