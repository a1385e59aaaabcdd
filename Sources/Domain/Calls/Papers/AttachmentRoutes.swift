import Access
import Files
import Kernel
import Storage
import Web

/// `/desk/applications/{id}/attachments`: a unit attaches files to its application, and takes them away.
enum AttachmentRoutes {
    static let routes: [Route] = [
        .post("/desk/applications/{id}/attachments", .permitted(Calls.apply), bodyLimit: Document.formBytes) { visit in
            let (page, identity, key) = (try await ApplicantRoutes.page(visit), try visit.signedIn(), visit.posted.fields["field"] ?? "")
            let (id, old) = (page.view.application.id, visit.posted.fields["replaces"].flatMap { ID<Attachment>($0) })
            return try await Uploading(page: page, field: ApplicationForm.name(key), visit: visit).keep { tx, document, name in
                try tx.attach(document, named: name, to: id, field: key, replacing: old, by: identity)
                return Made(at: page.path + "#files", saying: Phrase("文件已上传。", "The file is attached."))
            }
        },
        .post("/desk/applications/{id}/attachments/{attachment}/removal", .permitted(Calls.apply)) { visit in
            let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
            let attachment: ID<Attachment> = try visit.id("attachment", of: Attachment.noun)
            try await visit.database.write { tx in try tx.removeAttachment(attachment, from: id, by: identity) }
            return visit.see("/desk/applications/\(id.text)#files", saying: Phrase("文件已移除。", "The file is taken away."))
        },
    ]
}

/// A paper that came with a form of the applicant's page: read before anything is asked of the database, kept in one transaction, and told
/// beside its field where it is refused.
struct Uploading: Sendable {
    var page: ApplicantPage
    let field: String
    let visit: Visit

    func keep(_ unit: @escaping @Sendable (Transaction, Document, String) throws -> Made) async throws -> Answer {
        guard page.view.application.state.isOpen else { throw Refusal.applicationClosed(page.view.application) }
        let upload = visit.posted.uploads.first { $0.field == "file" }
        do {
            let document = try await Document.read(upload?.bytes ?? [], field: field)
            return try await visit.making { tx in try unit(tx, document, upload?.fileName ?? "") }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = page
            page.reading.remark(refusal)
            return page.answer(visit)
        }
    }
}
