package import Kernel
package import Storage

extension Transaction {
    /// Keeps a picture that was read; who may show it, and what it shows, is the affair of the room that asked.
    package func keepFile(_ picture: Picture) throws -> ID<StoredFile> {
        let id: ID<StoredFile> = newID()
        try execute(
            """
            INSERT INTO files_file (id, media_type, size, bytes, kept_at)
            VALUES (\(id), \(picture.format.mediaType), \(picture.bytes.count), \(picture.bytes), \(now))
            """)
        return id
    }

    package func storedFile(_ id: ID<StoredFile>) throws -> StoredFile? {
        try row("SELECT * FROM files_file WHERE id = \(id)") { row in
            StoredFile(id: id, mediaType: try row.text("media_type"), bytes: try row.blob("bytes"), keptAt: try row.instant("kept_at"))
        }
    }

    /// Takes a file away for good; the room sees to it that nothing shows it any more.
    package func removeFile(_ id: ID<StoredFile>) throws { try execute("DELETE FROM files_file WHERE id = \(id)") }
}
