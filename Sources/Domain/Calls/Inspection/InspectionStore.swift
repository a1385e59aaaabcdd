import Access
import Files
import Kernel
import Storage
import Venues

/// What an inspector entered.
struct InspectionDraft: Sendable {
    var heldOn: Day
    var inspectors: String
    var findings: [String: Inspection.Finding] = [:]
    var says = ""
}

extension Transaction {
    /// What was found on the spot; nil where nobody has been there.
    func inspection(of application: ID<Application>) throws -> Inspection? {
        try row("SELECT * FROM calls_inspection WHERE application_id = \(application)", Inspection.init)
    }

    /// In the order in which they came.
    func photos(of application: ID<Application>) throws -> [InspectionPhoto] {
        try rows("SELECT * FROM calls_inspection_photo WHERE application_id = \(application) ORDER BY id", InspectionPhoto.init)
    }

    /// Keeps what was found, as far as it is entered. `seen` is the last state that the inspector had before them; nil: none.
    func keepInspection(_ draft: InspectionDraft, of id: ID<Application>, seen: Instant?, by identity: Identity) throws {
        _ = try requireInspectable(id, by: identity)
        try lock("calls.inspection.\(id.number)")
        let old = try inspection(of: id)
        guard old?.madeAt == seen else {
            throw Refusal(
                .conflict, "inspection-changed", "打开本页之后，另一位考察人员保存了记录。请重新打开，核对后再保存；您填写的内容仍在下面。",
                "Another inspector saved this after you opened it. Open it again and look; what you entered is still below.")
        }
        guard draft.heldOn <= now.day(in: .china) else {
            throw Refusal(.invalid, "inspection-day", "考察日期不能晚于今天。", "The day of the inspection cannot lie ahead.", field: "held")
        }
        try execute(
            """
            INSERT INTO calls_inspection (application_id, held_on, inspectors, answers, says, made_by, made_at)
            VALUES (\(id), \(draft.heldOn), \(draft.inspectors), \(Inspection.json(draft.findings)), \(draft.says), \(identity.account.id), \(now))
            ON CONFLICT (application_id) DO UPDATE SET held_on = excluded.held_on, inspectors = excluded.inspectors, answers = excluded.answers,
                says = excluded.says, made_by = excluded.made_by, made_at = excluded.made_at
            """)
        try record(LedgerEntry("calls.inspected", "application", id, by: identity.account.id.number, visibility: .office))
    }

    func addPhoto(_ photo: Document, named name: String, to id: ID<Application>, by identity: Identity) throws {
        _ = try requireInspectable(id, by: identity)
        guard photo.kind != .pdf else {
            throw Refusal(.invalid, "photo-kind", "这里只收照片（JPEG 或 PNG）。", "Only photos are taken here: JPEG or PNG.", field: "photo")
        }
        try lock("calls.inspection.\(id.number)")
        let standing = try photos(of: id)
        // Sent again when the network came back: it is there already.
        if standing.contains(where: { $0.digest == photo.digest }) { return }
        guard standing.count < InspectionPhoto.most else {
            throw Refusal(
                .conflict, "photos-many", "一次考察最多 \(InspectionPhoto.most) 张照片。请先移除一张。",
                "An inspection holds \(InspectionPhoto.most) photos at most. Take one away first.", field: "photo")
        }
        let (new, file): (ID<InspectionPhoto>, ID<StoredFile>) = (newID(), try keepFile(photo))
        try execute(
            """
            INSERT INTO calls_inspection_photo (id, application_id, file_id, name, media_type, size, digest, added_at, added_by)
            VALUES (\(new), \(id), \(file), \(FileName.cleaned(name, as: photo.kind)), \(photo.kind.mediaType), \(photo.bytes.count), \(photo.digest), \(now),
                \(identity.account.id))
            """)
        try record(LedgerEntry("calls.inspection-pictured", "application", id, by: identity.account.id.number, visibility: .office))
    }

    func removePhoto(_ photo: ID<InspectionPhoto>, of id: ID<Application>, by identity: Identity) throws {
        _ = try requireInspectable(id, by: identity)
        guard let old = try photos(of: id).first(where: { $0.id == photo }) else { throw Refusal.notFound(InspectionPhoto.noun) }
        try execute("DELETE FROM calls_inspection_photo WHERE id = \(photo)")
        try releaseFile(old.fileID)
        try record(LedgerEntry("calls.inspection-unpictured", "application", id, by: identity.account.id.number, visibility: .office))
    }

    /// The application, where this person's authority may write down what it finds there: between the formal review and the decision.
    private func requireInspectable(_ id: ID<Application>, by identity: Identity) throws -> Application {
        let application = try requireApplication(id)
        guard let call = try call(application.callID) else { throw Refusal.notFound(Call.noun) }
        try identity.require(Calls.review, within: try organisationScopes(try scheme(of: call).authorityID))
        guard application.state == .passed || application.state == .setAside else {
            throw Refusal(
                .conflict, "inspection-state", "这份申报处于“\(application.state.title.zh)”，考察记录只在形式审查之后、列入名单之前填写。",
                "This application is “\(application.state.title.en)”; findings are written after the formal review and before it is proposed.")
        }
        return application
    }

    /// Where the scheme asks for an inspection, nothing is proposed before somebody has been there.
    func requireInspection(of application: Application) throws {
        guard try inspection(of: application.id) == nil else { return }
        let number = application.number ?? application.id.text
        throw Refusal(
            .conflict, "inspection-missing", "本办法要求实地考察：编号 \(number) 的申报还没有考察记录，请先填写，再列为拟认定。",
            "This scheme asks for a site inspection, and nobody has written down what was found at number \(number). Do so before it is proposed.")
    }
}
