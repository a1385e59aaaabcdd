import Access
import Files
import Foundation
import Kernel
import Language
import Storage

/// A paper that came with an objection. It tells who objects as much as their name does, so it lies sealed like it, each under a key of
/// its own, and goes with it.
struct ObjectionPaper: Sendable {
    /// Beside the page that bears a unit's seal.
    static let most = 5
    /// Of all papers of one objection.
    static let mostBytes = 50 << 20
    /// Of the form's body.
    static let formBytes = mostBytes + (1 << 20)

    let id: ID<ObjectionPaper>
    let objectionID: ID<Objection>
    /// Whether it is the page that bears the unit's seal.
    let isSeal: Bool
    let mediaType: String
    let size: Int
    let pages: Int
    /// As its owner called it, cleaned.
    let name: String
    /// SHA-256 of what it holds, hexadecimal.
    let digest: String

    static let noun = Phrase("这份材料", "paper")
}

/// A paper that somebody hands in with an objection, read and found to be one.
struct ObjectionEnclosure: Sendable {
    var document: Document
    var name: String
    var isSeal = false
}

/// What is sealed beside a paper's bytes.
private struct PaperHead: Codable {
    var name: String
    var digest: String
    /// The key of the bytes.
    var key: Data
}

extension Transaction {
    /// Keeps the papers of an objection, sealed.
    func keep(_ papers: [ObjectionEnclosure], with objection: ID<Objection>) throws {
        let secret = try self.secret(Self.objectionSecret)
        for paper in papers {
            let (id, key): (ID<ObjectionPaper>, [UInt8]) = (newID(), Sealing.newKey())
            let head = PaperHead(name: FileName.cleaned(paper.name, as: paper.document.kind), digest: paper.document.digest, key: Data(key))
            let sealed = try Sealing.seal(Array(try JSONEncoder().encode(head)), with: secret, about: Self.paperSubject(id))
            let bytes = try Sealing.seal(paper.document.bytes, with: key, about: Self.paperSubject(id))
            try execute(
                """
                INSERT INTO calls_objection_paper (id, objection_id, is_seal, media_type, size, pages, sealed, bytes)
                VALUES (\(id), \(objection), \(paper.isSeal), \(paper.document.kind.mediaType), \(paper.document.bytes.count), \(paper.document.pages),
                    \(sealed), \(bytes))
                """)
        }
    }

    /// The papers of an objection with their names, the sealed page first. Who may ask was asked, and the look recorded, by `open`.
    func papers(of objection: ID<Objection>) throws -> [ObjectionPaper] {
        try rows(
            """
            SELECT id, objection_id, is_seal, media_type, size, pages, sealed FROM calls_objection_paper WHERE objection_id = \(objection)
            ORDER BY is_seal DESC, id
            """
        ) { row in try paper(row).0 }
    }

    /// How many there are, for whoever may not see them.
    func paperCount(of objection: ID<Objection>) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM calls_objection_paper WHERE objection_id = \(objection)") ?? 0)
    }

    /// Opens one paper for the office that handles the objection; the look is recorded as one at who objects is.
    func open(_ id: ID<ObjectionPaper>, of objection: Objection, for identity: Identity) throws -> (paper: ObjectionPaper, file: StoredFile) {
        try identity.require(Calls.supervise, within: try objectionScopes(objection))
        let found = try row("SELECT * FROM calls_objection_paper WHERE id = \(id) AND objection_id = \(objection.id)") { row in
            (try paper(row), try row.blob("bytes"))
        }
        guard let ((paper, key), sealed) = found else { throw Refusal.notFound(ObjectionPaper.noun) }
        let bytes = try Sealing.open(sealed, with: key, about: Self.paperSubject(id))
        try record(
            LedgerEntry(
                "calls.objection-paper-read", "objection", objection.id, by: identity.account.id.number, payload: "{\"paper\":\"\(id.text)\"}",
                visibility: .sealed))
        return (paper, StoredFile(id: ID(id.number), mediaType: paper.mediaType, bytes: bytes, keptAt: objection.receivedAt))
    }

    /// The same, where the paper alone is known.
    func openPaper(_ id: ID<ObjectionPaper>, for identity: Identity) throws -> StoredFile {
        let known = try row("SELECT objection_id FROM calls_objection_paper WHERE id = \(id)") { try $0.id("objection_id", Objection.self) }
        guard let known, let objection = try objection(known) else { throw Refusal.notFound(ObjectionPaper.noun) }
        return try open(id, of: objection, for: identity).file
    }

    private func paper(_ row: Row) throws -> (ObjectionPaper, key: [UInt8]) {
        guard let secret = try keptSecret(Self.objectionSecret) else { throw Refusal.notFound(ObjectionPaper.noun) }
        let id: ID<ObjectionPaper> = try row.id("id")
        let opened = try Sealing.open(try row.blob("sealed"), with: secret, about: Self.paperSubject(id))
        let head = try JSONDecoder().decode(PaperHead.self, from: Data(opened))
        let paper = ObjectionPaper(
            id: id, objectionID: try row.id("objection_id"), isSeal: try row.bool("is_seal"), mediaType: try row.text("media_type"),
            size: try row.int("size"), pages: try row.int("pages"), name: head.name, digest: head.digest)
        return (paper, Array(head.key))
    }

    static func paperSubject(_ id: ID<ObjectionPaper>) -> String { "objection-paper/\(id.text)" }
}
