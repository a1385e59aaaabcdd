package import Kernel
package import Storage

/// A declared record that no room understands yet, for display.
package struct WaitingRecord: Sendable {
    /// The file's name, without folder and ending.
    package let file: String
    package let section: String
    package let key: String
    /// On whose page it is shown.
    package let campaign: String
    package let line: Int
    /// As data: nothing is typed but what JSON would type.
    package let value: DeclaredValue
    /// As written; may be empty.
    package let yaml: String
    let place: Int

    /// Its `name` or `title`.
    package var title: Phrase { value["name"]?.wording ?? value["title"]?.wording ?? Phrase(same: key) }
}

extension Declarations {
    /// What a file declares and no room understands yet, in the order of the file.
    package static func waiting(_ tx: Transaction, file: String) throws -> [WaitingRecord] {
        try WaitingStore.select(tx, "WHERE f.name = \(file)")
    }

    /// What is to be shown as *declared, not yet supported* on a campaign's page.
    package static func waiting(_ tx: Transaction, campaign: String) throws -> [WaitingRecord] {
        try WaitingStore.select(tx, "WHERE w.campaign = \(campaign)")
    }

    /// How many facts are stated, and how many of them wait for which room.
    package static func facts(_ tx: Transaction) throws -> (stated: Int, waiting: [String: Int]) {
        let stated = try tx.number("SELECT COUNT(*) FROM declaration_fact") ?? 0
        let waiting = try tx.rows(
            "SELECT waiting, COUNT(*) AS count FROM declaration_fact WHERE waiting IS NOT NULL GROUP BY waiting ORDER BY waiting"
        ) { (try $0.text("waiting"), try $0.int("count")) }
        return (Int(stated), Dictionary(uniqueKeysWithValues: waiting))
    }
}

/// The SQL of what waits.
enum WaitingStore {
    static func select(_ tx: Transaction, _ condition: SQL) throws -> [WaitingRecord] {
        try tx.rows(
            """
            SELECT f.name, w.section, w.key, w.place, w.campaign, w.line, w.declared, w.yaml
            FROM declaration_waiting w JOIN declaration_file f ON f.id = w.file \(sql: condition) ORDER BY f.name, w.place
            """
        ) { row in
            WaitingRecord(
                file: try row.text("name"), section: try row.text("section"), key: try row.text("key"), campaign: try row.text("campaign"),
                line: try row.int("line"), value: DeclaredValue(json: try row.text("declared")) ?? .null, yaml: try row.text("yaml"),
                place: try row.int("place"))
        }
    }

    static func all(_ tx: Transaction, file: ID<DeclarationStore.File>) throws -> [WaitingRecord] {
        try select(tx, "WHERE w.file = \(file)")
    }

    static func save(_ tx: Transaction, file: ID<DeclarationStore.File>, _ record: DeclarationDocument.Waiting, place: Int) throws {
        try tx.execute(
            """
            INSERT INTO declaration_waiting (file, section, key, place, campaign, line, declared, yaml, applied_at)
            VALUES (\(file), \(record.section), \(record.key), \(place), \(record.campaign), \(record.place.line), \(record.value.json),
                    \(record.yaml), \(tx.now))
            ON CONFLICT (file, section, key) DO UPDATE SET place = excluded.place, campaign = excluded.campaign, line = excluded.line,
                declared = excluded.declared, yaml = excluded.yaml, applied_at = excluded.applied_at
            """)
    }

    static func forget(_ tx: Transaction, file: ID<DeclarationStore.File>, _ name: RecordOrder.Name) throws {
        try tx.execute("DELETE FROM declaration_waiting WHERE file = \(file) AND section = \(name.section) AND key = \(name.key)")
    }
}
