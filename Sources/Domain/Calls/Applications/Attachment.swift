import Access
import Crypto
import Files
import Foundation
import Kernel
import Storage

/// A file that belongs to an application, under one of the scheme's questions.
struct Attachment: Sendable {
    let id: ID<Attachment>
    let applicationID: ID<Application>
    let field: String
    let fileID: ID<StoredFile>
    /// As its owner called it, without path and control characters.
    let name: String
    let mediaType: String
    let size: Int
    /// SHA-256, hexadecimal.
    let digest: String

    init(_ row: Row) throws {
        (id, applicationID, field) = (try row.id("id"), try row.id("application_id"), try row.text("field"))
        (fileID, name, mediaType) = (try row.id("file_id"), try row.text("name"), try row.text("media_type"))
        (size, digest) = (try row.int("size"), try row.text("digest"))
    }
}

extension Transaction {
    /// Those that stand, in the order in which they came.
    func attachments(of application: ID<Application>) throws -> [Attachment] {
        try rows("SELECT * FROM calls_attachment WHERE application_id = \(application) AND removed_at IS NULL ORDER BY id", Attachment.init)
    }
}
