import Access
import Files
import Kernel
import Storage
import Venues

/// The scan of a printed form, signed and sealed. It belongs to the version that was printed, and counts while that is the newest.
struct SealedScan: Sendable {
    let applicationID: ID<Application>
    let version: Int
    let fileID: ID<StoredFile>
    let name: String
    let mediaType: String
    let size: Int
    let pages: Int
    let digest: String

    /// The name of its field on the page.
    static let field = "scan"

    init(_ row: Row) throws {
        (applicationID, version, fileID) = (try row.id("application_id"), try row.int("version"), try row.id("file_id"))
        (name, mediaType, size) = (try row.text("name"), try row.text("media_type"), try row.int("size"))
        (pages, digest) = (try row.int("pages"), try row.text("digest"))
    }
}

extension Transaction {
    func scan(of application: ID<Application>, version: Int) throws -> SealedScan? {
        try row("SELECT * FROM calls_scan WHERE application_id = \(application) AND version = \(version)", SealedScan.init)
    }

    /// The last that came, whether it still counts or not.
    func lastScan(of application: ID<Application>) throws -> SealedScan? {
        try row("SELECT * FROM calls_scan WHERE application_id = \(application) ORDER BY version DESC LIMIT 1", SealedScan.init)
    }

    /// Keeps the scan of the version that was printed, in the place of an earlier scan of the same.
    func keepScan(_ document: Document, named name: String, of id: ID<Application>, version: Int, by identity: Identity) throws {
        let application = try requireOpenApplication(id, by: identity)
        try lock("calls.application.\(id.number)")
        guard version == application.version, try formPrint(of: id, version: version) != nil else { throw Refusal.scanOfAnother(application.version) }
        let old = try scan(of: id, version: version)
        let file = try keepFile(document)
        try execute("DELETE FROM calls_scan WHERE application_id = \(id) AND version = \(version)")
        try execute(
            """
            INSERT INTO calls_scan (application_id, version, file_id, name, media_type, size, pages, digest, added_at, added_by)
            VALUES (\(id), \(version), \(file), \(FileName.cleaned(name, as: document.kind)), \(document.kind.mediaType), \(document.bytes.count),
                \(document.pages), \(document.digest), \(now), \(identity.account.id))
            """)
        if let old { try releaseFile(old.fileID) }
        let payload = "{\"version\":\(version),\"digest\":\"\(document.digest)\"}"
        try record(LedgerEntry("calls.scan-added", "application", id, by: identity.account.id.number, payload: payload, visibility: .unit))
    }

    /// Where the scheme asks for a sealed form, nothing is handed in without the scan of this very version.
    func requireScan(of application: Application) throws {
        guard try scan(of: application.id, version: application.version) == nil else { return }
        if let old = try lastScan(of: application.id) {
            throw Refusal(
                .invalid, "scan-void", "盖章页扫描件属于第 \(old.version) 版，之后内容有改动（现为第 \(application.version) 版），扫描件已作废。请重新打印、盖章并上传。",
                "The scan is of version \(old.version); the application has changed since (version \(application.version)), so it no longer counts. Print it again, have it sealed, and upload that scan.",
                field: SealedScan.field)
        }
        throw Refusal(
            .invalid, "scan-missing", "本办法要求盖章：请先打印申报表，签字盖章后上传扫描件，再提交。",
            "This scheme asks for a seal: print the form, have it signed and sealed, upload its scan, and submit then.", field: SealedScan.field)
    }
}

extension Refusal {
    fileprivate static func scanOfAnother(_ version: Int) -> Refusal {
        Refusal(
            .conflict, "scan-other-version", "扫描件只能对应刚打印的版本；申报表现为第 \(version) 版。请重新打印、盖章后上传。",
            "A scan belongs to the version that was printed; the application is at version \(version) now. Print that, have it sealed, and upload its scan.",
            field: SealedScan.field)
    }
}
