import Access
import Files
import Kernel
import Storage
import Venues
import Web
import Workflow

/// `/desk/titles/assessments/{id}/files`: a holder attaches files to a report and takes them away. `/desk/assessment-papers/{assessment}/…`:
/// they are seen by its holder, and once filed by the authority; by nobody else.
enum ReportFileRoutes {
    static let routes: [Route] = [
        .post("/desk/titles/assessments/{id}/files", .permitted(Calls.apply), bodyLimit: Document.formBytes) { visit in
            var page = try await HolderRoutes.page(visit)
            _ = try Assessment.workflow.transition(from: page.view.assessment.state, on: .file)
            let (identity, id, key, path) = (try visit.signedIn(), page.view.assessment.id, visit.posted.fields["field"] ?? "", page.path)
            let (old, upload) = (visit.posted.fields["replaces"].flatMap { ID<ReportFile>($0) }, visit.posted.uploads.first { $0.field == "file" })
            do {
                let document = try await Document.read(upload?.bytes ?? [], field: ApplicationForm.name(key))
                return try await visit.making { tx in
                    try tx.attach(document, named: upload?.fileName ?? "", to: id, field: key, replacing: old, by: identity)
                    return Made(at: path + "#files", saying: Phrase("文件已上传。", "The file is attached."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .post("/desk/titles/assessments/{id}/files/{file}/removal", .permitted(Calls.apply)) { visit in
            let (page, identity) = (try await HolderRoutes.page(visit), try visit.signedIn())
            let (id, file): (ID<Assessment>, ID<ReportFile>) = (page.view.assessment.id, try visit.id("file", of: ReportFile.noun))
            try await visit.database.write { tx in try tx.removeReportFile(file, from: id, by: identity) }
            return visit.see(page.path + "#files", saying: Phrase("文件已移除。", "The file is taken away."))
        },
        .get("/desk/assessment-papers/{assessment}/{paper}", .signedIn) { visit in
            let (one, file) = try await paper(visit)
            return PaperRoutes.inert(Answer(mediaType: file.mediaType, body: file.bytes).header("content-disposition", FileName.attachment(one.name)))
        },
        .get("/desk/assessment-papers/{assessment}/{paper}/pages/{page}", .signedIn) { visit in
            let (_, file) = try await paper(visit)
            guard let page = Int(visit.parameter("page")) else { throw Refusal.notFound(ReportFile.noun) }
            return PaperRoutes.inert(Answer(mediaType: PagePicture.mediaType, body: try await PagePicture.of(file, page: page)))
        },
    ]

    /// For anybody else it does not exist.
    private static func paper(_ visit: Visit) async throws -> (ReportFile, StoredFile) {
        let (identity, id): (Identity, ID<Assessment>) = (try visit.signedIn(), try visit.id("assessment", of: ReportFile.noun))
        let wanted: ID<ReportFile> = try visit.id("paper", of: ReportFile.noun)
        return try await visit.database.read { tx in
            guard let assessment = try tx.assessment(id), let title = try tx.title(assessment.titleID), let one = try tx.reportFiles(of: id).first(where: { $0.id == wanted })
            else { throw Refusal.notFound(ReportFile.noun) }
            let isMine = identity.may(Calls.apply, within: try tx.organisationScopes(title.organisationID))
            let isFiled = one.filing <= assessment.filings
            guard try isMine || isFiled && tx.mayRate(title, identity), let stored = try tx.storedFile(one.fileID) else { throw Refusal.notFound(ReportFile.noun) }
            return (one, stored)
        }
    }
}

extension Transaction {
    /// Whether this person works for the authority that granted the title.
    func mayRate(_ title: Title, _ identity: Identity) throws -> Bool {
        guard let scheme = try scheme(title.schemeID, version: title.schemeVersion) else { return false }
        return identity.may(Calls.review, within: try organisationScopes(scheme.authorityID))
    }
}
