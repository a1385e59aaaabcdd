import Access
import Files
import Kernel
import Storage
import Venues
import Workflow

extension Transaction {
    /// Attaches a paper to a report that is not filed, in the place of `old` where one is named. What was filed with keeps its papers.
    func attach(
        _ document: Document, named name: String, to id: ID<Assessment>, field: String, replacing old: ID<ReportFile>? = nil, by identity: Identity
    ) throws {
        let (assessment, rule) = try requireOpenReport(id, by: identity)
        guard rule.report.contains(where: { $0.key == field && $0.kind == .file }) else {
            throw Refusal(.invalid, "no-file-field", "考核报告中没有这一项附件。请重新打开考核页面。", "The report asks for no such file. Open the assessment again.")
        }
        let standing = try reportFiles(of: id).filter { $0.removedFiling == nil }
        if let old {
            guard let before = standing.first(where: { $0.id == old && $0.field == field }) else { throw Refusal.notFound(ReportFile.noun) }
            try takeAway(before, from: assessment)
        }
        let rest = standing.filter { $0.id != old }
        try AttachmentRoom(held: rest.map { ($0.field, $0.digest, $0.size) }).require(for: document, field: field)
        let (new, file): (ID<ReportFile>, ID<StoredFile>) = (newID(), try keepFile(document))
        try execute(
            """
            INSERT INTO calls_report_file (id, assessment_id, field, file_id, name, media_type, size, pages, digest, filing, added_at, added_by)
            VALUES (\(new), \(id), \(field), \(file), \(FileName.cleaned(name, as: document.kind)), \(document.kind.mediaType), \(document.bytes.count),
                \(document.pages), \(document.digest), \(assessment.filings + 1), \(now), \(identity.account.id))
            """)
        try record(LedgerEntry("calls.report-file-added", "assessment", id, by: identity.account.id.number, visibility: .unit))
    }

    func removeReportFile(_ file: ID<ReportFile>, from id: ID<Assessment>, by identity: Identity) throws {
        let (assessment, _) = try requireOpenReport(id, by: identity)
        guard let old = try reportFiles(of: id).first(where: { $0.id == file && $0.removedFiling == nil }) else { throw Refusal.notFound(ReportFile.noun) }
        try takeAway(old, from: assessment)
        try record(LedgerEntry("calls.report-file-removed", "assessment", id, by: identity.account.id.number, visibility: .unit))
    }

    /// Papers of a report that will never be filed go for good.
    func dropUnfiled(_ assessment: Assessment) throws {
        for one in try reportFiles(of: assessment.id) where one.filing > assessment.filings { try takeAway(one, from: assessment) }
    }

    /// The assessment, where this person may file it now; nobody else changes its papers until the transaction ends.
    private func requireOpenReport(_ id: ID<Assessment>, by identity: Identity) throws -> (Assessment, AssessmentRule) {
        try lock("calls.assessment.\(id.number)")
        guard let assessment = try assessment(id), let title = try title(assessment.titleID),
            let scheme = try scheme(title.schemeID, version: title.schemeVersion)
        else { throw Refusal.notFound(Assessment.noun) }
        try identity.require(Calls.apply, within: try organisationScopes(title.organisationID))
        let rule = scheme.scheme.assessment ?? AssessmentRule()
        try checkState(of: .file, assessment, title, rule, now.day(in: Notice.zone))
        return (assessment, rule)
    }

    /// A filing keeps what it had; what no filing holds goes for good.
    private func takeAway(_ old: ReportFile, from assessment: Assessment) throws {
        if old.filing > assessment.filings {
            try execute("DELETE FROM calls_report_file WHERE id = \(old.id)")
            try releaseFile(old.fileID)
        } else {
            try execute("UPDATE calls_report_file SET removed_filing = \(assessment.filings + 1) WHERE id = \(old.id)")
        }
    }
}
