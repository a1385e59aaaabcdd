import Kernel
import Storage

/// One apply within its transaction.
final class ApplyRun {
    typealias Name = RecordOrder.Name
    typealias Record = DeclarationDocument.Record

    let declarations: Declarations
    let documents: [DeclarationDocument]
    let tx: Transaction
    let actor: Int64
    let overwrite: Bool
    /// The folder in which each file lies, where that is known, and in which it lay when it was applied last.
    let folders: [String?]
    let foldersBefore: [String?]
    /// Whether files may lie in another folder than before.
    let moved: Bool
    var plan = Plan()
    var problems: [DeclarationProblem] = []

    /// The identities of the files, in the order of `documents`.
    let files: [ID<DeclarationStore.File>]
    /// What files declare or declared in earlier applies, those of this run included.
    let stored: [Name: [DeclarationStore.StoredRecord]]
    /// The records of this run: which document, at which place in it.
    let declared: [Name: [(document: Int, place: Int, record: Record)]]

    init(
        _ declarations: Declarations, _ documents: [DeclarationDocument], _ tx: Transaction, actor: Int64, overwrite: Bool, folders: [String?] = [],
        moved: Bool = false
    ) throws {
        (self.declarations, self.documents, self.tx, self.actor, self.overwrite) = (declarations, documents, tx, actor, overwrite)
        try tx.lock("declaration")
        let known = try documents.map { try DeclarationStore.file(tx, $0.key) }
        files = known.map { $0?.id ?? tx.newID() }
        foldersBefore = known.map { $0?.folder }
        self.folders = documents.indices.map { $0 < folders.count ? folders[$0] : nil }
        self.moved = moved
        stored = Dictionary(grouping: try DeclarationStore.records(tx)) { Name(section: $0.section, key: $0.key) }
        var declared: [Name: [(document: Int, place: Int, record: Record)]] = [:]
        for (document, each) in documents.enumerated() {
            for (place, record) in each.records.enumerated() {
                declared[Name(section: record.section, key: record.key), default: []].append((document, place, record))
            }
        }
        self.declared = declared
        plan.files = documents.map(\.name)
    }

    func run() throws -> Plan {
        try checkReferences()
        checkConflicts()
        try throwProblems()
        for name in try order() { try apply(name) }
        try throwProblems()
        try remove()
        for index in documents.indices {
            try DeclarationStore.save(tx, file: files[index], of: documents[index], folder: folders[index], actor: actor)
            try keepWaiting(index)
            try keepFacts(index)
        }
        try recordFiles()
        return plan
    }

    func throwProblems() throws {
        guard !problems.isEmpty else { return }
        throw DeclarationProblems(problems)
    }

    /// What the room holds now, in canonical form.
    func current(_ name: Name) throws -> DeclaredValue? {
        guard let section = declarations.byKey[name.section], let value = try section.current(tx, name.key) else { return nil }
        do {
            return try section.shape.canonical(value)
        } catch {
            throw DeclarationDefect("\(name.section)/\(name.key): \(error)")
        }
    }

    func problem(_ code: String, _ record: Record, document: Int, field: String, found: Phrase, expected: Phrase) {
        let place = record.node.place(of: field)
        problems.append(
            DeclarationProblem(
                code, file: documents[document].name, line: place.line, column: place.column,
                field: field.isEmpty ? record.path : "\(record.path).\(field)", found: found, expected: expected))
    }
}
