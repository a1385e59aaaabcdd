import Access
import Files
import Kernel
import Storage
import Venues

extension Transaction {
    /// Attaches a paper under one of the form's questions, in the place of `old` where one is named. In a version that is fixed nothing changes
    /// any more: what is attached or taken away then makes the next.
    func attach(
        _ document: Document, named name: String, to id: ID<Application>, field: String, replacing old: ID<Attachment>? = nil, by identity: Identity
    ) throws {
        let application = try requireOpenApplication(id, by: identity)
        try requireFileField(field, of: application)
        try lock("calls.application.\(id.number)")
        if let old {
            let before: Attachment? = try self.attachment(old, of: id)
            guard before?.field == field else { throw Refusal.notFound(Attachment.noun) }
            try takeAway(old, from: application)
        }
        try AttachmentRoom(held: try attachments(of: id).map { ($0.field, $0.digest, $0.size) }).require(for: document, field: field)
        let (attachment, file): (ID<Attachment>, ID<StoredFile>) = (newID(), try keepFile(document))
        try execute(
            """
            INSERT INTO calls_attachment (id, application_id, field, file_id, name, media_type, size, pages, digest, version, added_at)
            VALUES (\(attachment), \(id), \(field), \(file), \(FileName.cleaned(name, as: document.kind)), \(document.kind.mediaType), \(document.bytes.count),
                \(document.pages), \(document.digest), \(try openVersion(of: application)), \(now))
            """)
        try keepBody(try body(of: application), of: application, by: identity.account.id)
        try record(LedgerEntry("calls.attachment-added", "application", id, by: identity.account.id.number, visibility: .unit))
    }

    func removeAttachment(_ attachment: ID<Attachment>, from id: ID<Application>, by identity: Identity) throws {
        let application = try requireOpenApplication(id, by: identity)
        try lock("calls.application.\(id.number)")
        try takeAway(attachment, from: application)
        try keepBody(try body(of: application), of: application, by: identity.account.id)
        try record(LedgerEntry("calls.attachment-removed", "application", id, by: identity.account.id.number, visibility: .unit))
    }

    /// The application, where this person may change it now.
    func requireOpenApplication(_ id: ID<Application>, by identity: Identity) throws -> Application {
        let application = try requireApplication(id)
        try identity.require(Calls.apply, within: try organisationScopes(application.organisationID))
        guard application.state.isOpen else { throw Refusal.applicationClosed(application) }
        return application
    }

    private func requireFileField(_ key: String, of application: Application) throws {
        guard let call = try call(application.callID) else { throw Refusal.notFound(Call.noun) }
        let fields = try scheme(of: call).scheme.fields(of: application)
        guard fields.contains(where: { $0.key == key && $0.kind == .file }) else {
            throw Refusal(.invalid, "no-file-field", "申报表中没有这一项附件。请重新打开申报页面。", "The form asks for no such file. Open the application again.")
        }
    }

    /// A version that is fixed keeps what it had; what no fixed version holds goes for good.
    private func takeAway(_ id: ID<Attachment>, from application: Application) throws {
        guard let old = try attachment(id, of: application.id), try attachments(of: application.id).contains(where: { $0.id == id }) else {
            throw Refusal.notFound(Attachment.noun)
        }
        let version = try openVersion(of: application)
        if old.version == version {
            try execute("DELETE FROM calls_attachment WHERE id = \(id)")
            try releaseFile(old.fileID)
        } else {
            try execute("UPDATE calls_attachment SET removed_at = \(now), removed_version = \(version) WHERE id = \(id)")
        }
    }

    /// The version that a change belongs to: the present one, or the next where that one is fixed.
    private func openVersion(of application: Application) throws -> Int { try isFrozen(application) ? application.version + 1 : application.version }
}

extension Refusal {
    static func applicationClosed(_ application: Application) -> Refusal {
        let state = application.standing
        return Refusal(
            .conflict, "application-closed", "这份申报处于“\(state.zh)”，不能修改。", "This application is “\(state.en)” and cannot be changed.")
    }
}
