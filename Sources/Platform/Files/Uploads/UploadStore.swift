package import Access
package import Kernel
package import Storage

extension Transaction {
    /// Begins an upload, or gives the one that the account began for the same purpose with the same name, length and beginning.
    ///
    /// Refuses what is longer than a file may be, and more than one account may have on its way.
    package func openUpload(_ wish: UploadWish, by account: ID<Account>, limits: UploadLimits = .web) throws -> FileUpload {
        guard wish.byteCount > 0 else { throw Refusal.fileEmpty("size") }
        guard wish.byteCount <= limits.file else { throw Refusal.uploadLarge(limits.file) }
        try lock("files.uploads.\(account.text)")
        let mine = try uploads(of: account)
        if let head = wish.head,
            let same = mine.first(where: {
                !$0.isClosed && $0.head == head && $0.name == wish.name && $0.byteCount == wish.byteCount && $0.purpose == wish.purpose
                    && ($0.promised == wish.promised || wish.promised == nil)
            })
        {
            return same
        }
        guard mine.count < limits.open else { throw Refusal.uploadsMany(limits.open) }
        guard mine.reduce(wish.byteCount, { $0 + $1.byteCount }) <= limits.together else { throw Refusal.uploadsTogether(limits.together) }
        let id: ID<FileUpload> = newID()
        try execute(
            """
            INSERT INTO files_upload (id, account_id, purpose, name, byte_count, received, promised, head, is_closed, begun_at, changed_at)
            VALUES (\(id), \(account), \(wish.purpose), \(String(wish.name.prefix(255))), \(wish.byteCount), 0, \(wish.promised), \(wish.head), 0, \(now), \(now))
            """)
        return try requireUpload(id, of: account)
    }

    package func upload(_ id: ID<FileUpload>) throws -> FileUpload? {
        try row("SELECT * FROM files_upload WHERE id = \(id)") { try FileUpload($0) }
    }

    /// To anybody else there is no such upload.
    package func requireUpload(_ id: ID<FileUpload>, of account: ID<Account>, for purpose: String? = nil) throws -> FileUpload {
        guard let upload = try upload(id), upload.account == account, purpose == nil || upload.purpose == purpose else { throw Refusal.uploadGone }
        return upload
    }

    /// The account's uploads that are on their way or wait for a form, the newest first.
    package func uploads(of account: ID<Account>) throws -> [FileUpload] {
        try rows("SELECT * FROM files_upload WHERE account_id = \(account) ORDER BY begun_at DESC, id DESC") { try FileUpload($0) }
    }

    /// So much is on the disk; it never becomes less.
    func noteReceived(_ id: ID<FileUpload>, _ received: Int64) throws {
        try execute("UPDATE files_upload SET received = \(received), changed_at = \(now) WHERE id = \(id) AND received < \(received) AND is_closed = 0")
    }

    /// What the whole is, before it is moved to its place; and that it lies there.
    func noteFound(_ id: ID<FileUpload>, _ file: ShelvedFile, isClosed: Bool) throws {
        try execute(
            """
            UPDATE files_upload SET digest = \(file.digest), media_type = \(file.kind.mediaType), is_closed = \(isClosed), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Forgets the upload; its bytes go by `FileShelf.forget`.
    package func removeUpload(_ id: ID<FileUpload>) throws { try execute("DELETE FROM files_upload WHERE id = \(id)") }

    /// A finished upload becomes a file of a record, in the transaction of that record: kept for good, and no upload any more.
    ///
    /// Refuses one of somebody else, for another purpose, or not finished.
    package func takeUpload(_ id: ID<FileUpload>, by account: ID<Account>, for purpose: String) throws -> HandedIn {
        let upload = try requireUpload(id, of: account, for: purpose)
        guard upload.isClosed, let file = upload.file else { throw Refusal.uploadUnfinished(upload) }
        try removeUpload(id)
        return HandedIn(file: try keep(file), name: FileName.cleaned(upload.name, as: file.kind), upload: nil)
    }
}

/// A file that a form brought: on the shelf, read, its name cleaned. `tx.keep` makes it a record's.
package struct HandedIn: Sendable, Hashable {
    package let file: ShelvedFile
    package let name: String
    /// The upload that brought it; nil where it came within the form.
    package let upload: ID<FileUpload>?

    package init(file: ShelvedFile, name: String, upload: ID<FileUpload>?) { (self.file, self.name, self.upload) = (file, name, upload) }
}

extension Transaction {
    /// Says that a record needs what a form brought, in the transaction of the record.
    package func keep(_ handed: HandedIn, by account: ID<Account>, for purpose: String) throws -> HandedIn {
        if let upload = handed.upload { return try takeUpload(upload, by: account, for: purpose) }
        return HandedIn(file: try keep(handed.file), name: handed.name, upload: nil)
    }
}
