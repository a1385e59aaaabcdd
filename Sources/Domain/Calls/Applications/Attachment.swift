import Files
import Kernel
import Storage

/// A file that belongs to an application, under one of the scheme's questions.
struct Attachment: Sendable {
    /// What one application may hold, in each of its versions.
    static let mostFiles = 20
    static let mostBytes = 100 << 20

    let id: ID<Attachment>
    let applicationID: ID<Application>
    let field: String
    let fileID: ID<StoredFile>
    /// As its owner called it, cleaned.
    let name: String
    let mediaType: String
    let size: Int
    let pages: Int
    /// SHA-256, hexadecimal.
    let digest: String
    /// The version in which it came.
    let version: Int

    static let noun = Phrase("附件", "attachment")

    init(_ row: Row) throws {
        (id, applicationID, field) = (try row.id("id"), try row.id("application_id"), try row.text("field"))
        (fileID, name, mediaType) = (try row.id("file_id"), try row.text("name"), try row.text("media_type"))
        (size, pages, digest) = (try row.int("size"), try row.int("pages"), try row.text("digest"))
        version = try row.int("version")
    }
}

extension Transaction {
    /// Those that stand, in the order in which they came.
    func attachments(of application: ID<Application>) throws -> [Attachment] {
        try rows("SELECT * FROM calls_attachment WHERE application_id = \(application) AND removed_at IS NULL ORDER BY id", Attachment.init)
    }

    /// Those of a version: what was taken away later belongs to it still.
    func attachments(of application: ID<Application>, version: Int) throws -> [Attachment] {
        try rows(
            """
            SELECT * FROM calls_attachment WHERE application_id = \(application) AND version <= \(version)
                AND (removed_version IS NULL OR removed_version > \(version)) ORDER BY id
            """, Attachment.init)
    }

    /// One of an application, also one that only an earlier version holds.
    func attachment(_ id: ID<Attachment>, of application: ID<Application>) throws -> Attachment? {
        try row("SELECT * FROM calls_attachment WHERE id = \(id) AND application_id = \(application)", Attachment.init)
    }
}
