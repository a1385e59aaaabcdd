import Files
import Kernel
import Storage

/// A file of the application, of an objection to it, or of a report on the title, as it lies in the decision file: under a name of ours, so that no name of somebody else's can do harm.
struct DecisionPaperFile: Sendable, Hashable {
    /// `attachments/plan/057HD7WG0000N.pdf`
    let path: String
    /// As its owner called it.
    let name: String
    let source: Source
    let size: Int
    let digest: String

    /// Where its bytes are.
    enum Source: Sendable, Hashable {
        case file(ID<StoredFile>)
        /// Of an objection: sealed.
        case objection(ID<ObjectionPaper>)
    }

    private init(_ path: String, _ mediaType: String, name: String, source: Source, size: Int, digest: String) {
        let ending = ["application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"][mediaType] ?? "bin"
        (self.path, self.name, self.source, self.size, self.digest) = ("\(path).\(ending)", name, source, size, digest)
    }

    /// One that came with the report of a year.
    init(_ one: ReportFile, year: Int) {
        self.init(
            "assessments/\(year)/\(one.field)/\(one.id.text)", one.mediaType, name: one.name, source: .file(one.fileID), size: one.size, digest: one.digest)
    }

    /// Those of any of these versions, each once.
    static func all(of id: ID<Application>, versions: [Int], in tx: Transaction) throws -> [DecisionPaperFile] {
        var (found, seen): ([DecisionPaperFile], Set<ID<Attachment>>) = ([], [])
        for version in versions {
            for one in try tx.attachments(of: id, version: version) where seen.insert(one.id).inserted {
                found.append(
                    DecisionPaperFile("attachments/\(one.field)/\(one.id.text)", one.mediaType, name: one.name, source: .file(one.fileID), size: one.size, digest: one.digest))
            }
            if let scan = try tx.scan(of: id, version: version) {
                found.append(
                    DecisionPaperFile("application/v\(version)-sealed", scan.mediaType, name: scan.name, source: .file(scan.fileID), size: scan.size, digest: scan.digest))
            }
        }
        return found
    }

    /// What came with an objection, for the office that handles it.
    static func all(of objection: ID<Objection>, in tx: Transaction) throws -> [DecisionPaperFile] {
        try tx.papers(of: objection).map { one in
            let path = "objections/\(objection.text)/\(one.isSeal ? "seal-" : "")\(one.id.text)"
            return DecisionPaperFile(path, one.mediaType, name: one.name, source: .objection(one.id), size: one.size, digest: one.digest)
        }
    }
}
