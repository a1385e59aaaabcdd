import Files
import Kernel
import Storage

/// A file that belongs to the report of an assessment, under one of the scheme's questions.
struct ReportFile: Sendable {
    let id: ID<ReportFile>
    let assessmentID: ID<Assessment>
    let field: String
    let fileID: ID<StoredFile>
    /// As its owner called it, cleaned.
    let name: String
    let mediaType: String
    let size: Int
    let pages: Int
    /// SHA-256, hexadecimal.
    let digest: String
    /// The filing with which it came, counted from 1.
    let filing: Int
    /// The first filing that goes without it; nil: it stands.
    let removedFiling: Int?

    static let noun = Phrase("这个文件", "file")

    init(_ row: Row) throws {
        (id, assessmentID, field) = (try row.id("id"), try row.id("assessment_id"), try row.text("field"))
        (fileID, name, mediaType) = (try row.id("file_id"), try row.text("name"), try row.text("media_type"))
        (size, pages, digest) = (try row.int("size"), try row.int("pages"), try row.text("digest"))
        (filing, removedFiling) = (try row.int("filing"), try row.intOrNil("removed_filing"))
    }

    /// Whether it was part of that filing: what is attached or taken away while a report is mended changes nothing of the last.
    func isOf(_ filing: Int) -> Bool { self.filing <= filing && removedFiling.map { $0 > filing } ?? true }
}

extension Transaction {
    /// All that ever came with these reports and were not taken away before they were filed, by report, in the order in which they came.
    func reportFiles(of assessments: [ID<Assessment>]) throws -> [ID<Assessment>: [ReportFile]] {
        guard !assessments.isEmpty else { return [:] }
        let found = try rows("SELECT * FROM calls_report_file WHERE assessment_id IN (\(list: assessments)) ORDER BY id", ReportFile.init)
        return Dictionary(grouping: found, by: \.assessmentID)
    }

    func reportFiles(of assessment: ID<Assessment>) throws -> [ReportFile] { try reportFiles(of: [assessment])[assessment] ?? [] }
}
