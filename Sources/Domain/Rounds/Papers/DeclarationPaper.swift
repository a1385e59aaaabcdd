import Access
import Files
import Kernel
import Language
import Storage
import Venues

/// A file that belongs to a declaration: a site plan, a letter, photographs. It is fixed with the declaration: what it says holds the file's SHA-256.
struct DeclarationPaper: Sendable {
    static let mostFiles = 10
    static let mostBytes = 50 << 20

    let id: ID<DeclarationPaper>
    let fileID: ID<StoredFile>
    /// As its owner called it, cleaned.
    let name: String
    let size: Int
    let pages: Int
    let digest: String

    static let noun = Phrase("附件", "attachment")

    init(_ row: Row) throws {
        (id, fileID, name) = (try row.id("id"), try row.id("file_id"), try row.text("name"))
        (size, pages, digest) = (try row.int("size"), try row.int("pages"), try row.text("digest"))
    }
}

extension Transaction {
    /// In the order in which they came.
    func papers(of declaration: ID<RoundDeclaration>) throws -> [DeclarationPaper] {
        try rows("SELECT * FROM rounds_paper WHERE declaration_id = \(declaration) ORDER BY id", DeclarationPaper.init)
    }

    /// Attaches a paper while its unit may change the declaration.
    func attach(_ document: Document, named name: String, to id: ID<RoundDeclaration>, by identity: Identity) throws {
        let (old, held) = (try openDeclaration(id, by: identity), try papers(of: id))
        guard !held.contains(where: { $0.digest == document.digest }) else {
            throw Refusal(.conflict, "paper-there", "这个文件已在附件中，没有重复保存。", "This very file is attached already; it was not kept twice.", field: "file")
        }
        guard held.count < DeclarationPaper.mostFiles, held.reduce(document.bytes.count, { $0 + $1.size }) <= DeclarationPaper.mostBytes else {
            throw Refusal(
                .conflict, "papers-many", "附件最多 \(DeclarationPaper.mostFiles) 个，合计 \(DeclarationPaper.mostBytes >> 20) MB，这个文件没有保存。",
                "\(DeclarationPaper.mostFiles) files and \(DeclarationPaper.mostBytes >> 20) MB in all are taken at most; this one was not kept.", field: "file")
        }
        let (paper, file): (ID<DeclarationPaper>, ID<StoredFile>) = (newID(), try keepFile(document))
        try execute(
            """
            INSERT INTO rounds_paper (id, declaration_id, file_id, name, size, pages, digest, added_at)
            VALUES (\(paper), \(id), \(file), \(FileName.cleaned(name, as: document.kind)), \(document.bytes.count), \(document.pages), \(document.digest), \(now))
            """)
        try keepPapers(held.map(\.digest) + [document.digest], of: old)
        try record(LedgerEntry("rounds.paper-added", "round-declaration", id, by: identity.account.id.number, visibility: .unit))
    }

    func removePaper(_ paper: ID<DeclarationPaper>, from id: ID<RoundDeclaration>, by identity: Identity) throws {
        let (old, held) = (try openDeclaration(id, by: identity), try papers(of: id))
        guard let one = held.first(where: { $0.id == paper }) else { throw Refusal.notFound(DeclarationPaper.noun) }
        try execute("DELETE FROM rounds_paper WHERE id = \(paper)")
        try releaseFile(one.fileID)
        try keepPapers(held.filter { $0.id != paper }.map(\.digest), of: old)
        try record(LedgerEntry("rounds.paper-removed", "round-declaration", id, by: identity.account.id.number, visibility: .unit))
    }

    private func openDeclaration(_ id: ID<RoundDeclaration>, by identity: Identity) throws -> RoundDeclaration {
        try lock("rounds.declaration.\(id.number)")
        let old = try requireDeclaration(id)
        guard identity.may(Rounds.declare, within: try organisationScopes(old.organisationID)) else { throw Refusal.notFound(RoundDeclaration.noun) }
        guard old.state.isOpen else { throw Refusal.declarationFixed }
        return old
    }

    private func keepPapers(_ digests: [String], of old: RoundDeclaration) throws {
        var body = old.body
        body.papers = digests
        try execute("UPDATE rounds_declaration SET answers = \(body.json), changed_at = \(now) WHERE id = \(old.id)")
    }

    /// A file, for whoever may see the declaration: its unit, and once it is handed in the offices that run the round and hear appeals.
    func paper(_ paper: ID<DeclarationPaper>, of id: ID<RoundDeclaration>, for identity: Identity) throws -> (DeclarationPaper, StoredFile)? {
        guard let declaration = try declaration(id), let round = try round(declaration.roundID) else { return nil }
        let isOwn = identity.may(Rounds.declare, within: try organisationScopes(declaration.organisationID))
        if !isOwn {
            let scopes = try roundScopes(round)
            guard declaration.submittedAt != nil, identity.may(Rounds.run, within: scopes) || identity.may(Rounds.hear, within: scopes) else { return nil }
        }
        guard let one = try papers(of: id).first(where: { $0.id == paper }), let file = try storedFile(one.fileID) else { return nil }
        return (one, file)
    }

    /// Gives up the files of declarations that go for good.
    func dropPapers(of declarations: [ID<RoundDeclaration>]) throws {
        let files = try rows("SELECT file_id FROM rounds_paper WHERE declaration_id IN (\(list: declarations)) ORDER BY id") { try $0.id("file_id", StoredFile.self) }
        try execute("DELETE FROM rounds_paper WHERE declaration_id IN (\(list: declarations))")
        for file in files { try releaseFile(file) }
    }
}

extension Refusal {
    static let declarationFixed = Refusal(
        .conflict, "declaration-fixed", "这份申报已提交，不能再改。需要更正时，截止前可以撤回，再重新申报。",
        "This declaration is handed in and cannot be changed. Before the close it can be withdrawn and declared again.")
}
