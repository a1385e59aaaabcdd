import Kernel
import Storage

/// The SQL of what was declared.
enum DeclarationStore {
    /// The identity of a file, as the ledger names it.
    enum File {}

    struct StoredFile {
        let id: ID<File>
        let sections: [String]
        let source: DeclaredValue?
        /// Where it lay when it was applied last; nil where that was not said.
        let folder: String?
    }

    struct StoredRecord {
        let file: ID<File>
        let fileName: String
        let section: String
        let key: String
        let place: Int
        let applied: DeclaredValue
        let removed: Bool
    }

    static func file(_ tx: Transaction, _ name: String) throws -> StoredFile? {
        try tx.row("SELECT id, sections, source, folder FROM declaration_file WHERE name = \(name)") { row in
            StoredFile(
                id: try row.id("id"), sections: DeclaredValue(json: try row.text("sections"))?.elements.compactMap(\.text) ?? [],
                source: try row.textOrNil("source").flatMap { DeclaredValue(json: $0) }, folder: try row.textOrNil("folder"))
        }
    }

    /// Every record that some file declares or once declared.
    static func records(_ tx: Transaction) throws -> [StoredRecord] {
        try tx.rows(
            """
            SELECT r.file, f.name, r.section, r.key, r.place, r.applied, r.removed
            FROM declaration_record r JOIN declaration_file f ON f.id = r.file ORDER BY r.file, r.place, r.section, r.key
            """
        ) { row in
            let applied = try row.text("applied")
            guard let value = DeclaredValue(json: applied) else { throw DeclarationDefect("unreadable: \(applied.prefix(200))") }
            return StoredRecord(
                file: try row.id("file"), fileName: try row.text("name"), section: try row.text("section"), key: try row.text("key"),
                place: try row.int("place"), applied: value, removed: try row.bool("removed"))
        }
    }

    static func save(_ tx: Transaction, file id: ID<File>, of document: DeclarationDocument, folder: String?, actor: Int64) throws {
        let sections = document.sections.declaredValue.json
        try tx.execute(
            """
            INSERT INTO declaration_file (id, name, sections, source, folder, applied_at, actor)
            VALUES (\(id), \(document.key), \(sections), \(document.source?.json), \(folder), \(tx.now), \(actor))
            ON CONFLICT (name) DO UPDATE SET sections = excluded.sections, source = excluded.source, folder = COALESCE(excluded.folder, declaration_file.folder),
                applied_at = excluded.applied_at, actor = excluded.actor
            """)
    }

    static func save(_ tx: Transaction, file: ID<File>, record: DeclarationDocument.Record, place: Int) throws {
        try tx.execute(
            """
            INSERT INTO declaration_record (file, section, key, place, applied, applied_at, removed)
            VALUES (\(file), \(record.section), \(record.key), \(place), \(record.value.json), \(tx.now), 0)
            ON CONFLICT (file, section, key) DO UPDATE SET place = excluded.place, applied = excluded.applied,
                applied_at = excluded.applied_at, removed = 0
            """)
    }

    static func forget(_ tx: Transaction, _ record: StoredRecord) throws {
        try tx.execute(
            "DELETE FROM declaration_record WHERE file = \(record.file) AND section = \(record.section) AND key = \(record.key)")
    }

    /// Keeps in mind that the file no longer holds the record, while the room does.
    static func markRemoved(_ tx: Transaction, _ record: StoredRecord) throws {
        try tx.execute(
            """
            UPDATE declaration_record SET removed = 1
            WHERE file = \(record.file) AND section = \(record.section) AND key = \(record.key)
            """)
    }

    /// Puts the facts of the file in place of those of the last apply; whether they differ.
    static func replaceFacts(_ tx: Transaction, file: ID<File>, _ facts: [DeclarationDocument.Fact]) throws -> Bool {
        let before = try tx.rows("SELECT declared FROM declaration_fact WHERE file = \(file) ORDER BY place") { try $0.text("declared") }
        guard before != facts.map(\.value.json) else { return false }
        try tx.execute("DELETE FROM declaration_fact WHERE file = \(file)")
        for (place, fact) in facts.enumerated() {
            try tx.execute(
                """
                INSERT INTO declaration_fact (file, fact, place, waiting, declared)
                VALUES (\(file), \(fact.id), \(place), \(fact.room), \(fact.value.json))
                """)
        }
        return true
    }
}
