package import Access
package import Kernel
import Storage

/// A file on its way: begun by one account for one purpose, coming in pieces, perhaps over days.
package struct FileUpload: Sendable, Hashable {
    package let id: ID<FileUpload>
    /// Whoever began it, and nobody else, may go on.
    package let account: ID<Account>
    /// What it is for, in the words of the room that asked for it: `resources.file:0AB…`.
    package let purpose: String
    /// As whoever sends it calls it.
    package let name: String
    /// How long it will be.
    package let byteCount: Int64
    /// How much is here and on the disk.
    package let received: Int64
    /// What the whole was promised to be; nil where nothing was.
    package let promised: FileDigest?
    /// Of its first mebibyte (of all of a shorter one): how a browser knows it again after a reload.
    package let head: FileDigest?
    /// What it turned out to be, once it is whole.
    package let file: ShelvedFile?
    package let isClosed: Bool
    package let begunAt: Instant
    package let changedAt: Instant

    /// How much `head` is of.
    package static let headBytes: Int64 = 1 << 20
    /// The largest piece that is taken at once.
    package static let pieceBytes = 8 << 20
    /// How long one that nobody goes on with is kept, in days.
    package static let days: Int64 = 7

    package static let noun = Phrase("正在上传的文件", "upload")

    /// Where its bytes lie until it is whole.
    var part: String { "upload-\(id.text).part" }
}

extension FileUpload {
    init(_ row: Row) throws {
        let kind = try row.textOrNil("media_type").flatMap { FileKind(mediaType: $0) }
        let byteCount = try row.int64("byte_count")
        let digest = try row.digestOrNil("digest")
        self.init(
            id: try row.id("id"), account: try row.id("account_id"), purpose: try row.text("purpose"), name: try row.text("name"), byteCount: byteCount,
            received: try row.int64("received"), promised: try row.digestOrNil("promised"), head: try row.digestOrNil("head"),
            file: digest.flatMap { digest in kind.map { ShelvedFile(digest: digest, byteCount: byteCount, kind: $0) } }, isClosed: try row.bool("is_closed"),
            begunAt: try row.instant("begun_at"), changedAt: try row.instant("changed_at"))
    }
}

/// What somebody wants to send.
package struct UploadWish: Sendable, Hashable {
    package var purpose: String
    package var name: String
    package var byteCount: Int64
    package var promised: FileDigest?
    package var head: FileDigest?

    package init(purpose: String, name: String, byteCount: Int64, promised: FileDigest? = nil, head: FileDigest? = nil) {
        (self.purpose, self.name, self.byteCount, self.promised, self.head) = (purpose, name, byteCount, promised, head)
    }
}

/// How much one account may have on its way.
package struct UploadLimits: Sendable, Hashable {
    /// Of one file, in bytes.
    package var file: Int64
    /// Files that are not finished, and finished ones that no form has taken yet.
    package var open: Int
    /// Of all of them together, in bytes.
    package var together: Int64

    package init(file: Int64 = 200 << 20, open: Int = 20, together: Int64 = 2 << 30) { (self.file, self.open, self.together) = (file, open, together) }

    /// Over the web; the command line takes files of any size.
    package static let web = UploadLimits()
    /// What a form itself brings, for browsers without scripts.
    package static let formBytes = 16 << 20
}
