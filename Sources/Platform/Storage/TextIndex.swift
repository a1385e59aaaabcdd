/// Finds records by words of ours, the same set on both engines: FTS5 in SQLite, a `tsvector` with GIN in PostgreSQL.
///
/// The words are made by who puts them (how a text falls into words is a matter of the field, not of the store). Strong words, such
/// as those of a title, are words too; a question may ask for what has all its words among the strong ones.
///
///     static let index = TextIndex("activities")
///     try tx.put(id.number, strong: titleWords, weak: otherWords, in: index)
///     "SELECT … WHERE listed.id IN (\(sql: index.ids(TextQuery([.whole("宇航"), .beginning("mars")]))))"
package struct TextIndex: Sendable, Hashable {
    /// Lower-case letters; its tables are `text_NAME…`.
    package let name: String

    package init(_ name: StaticString) { self.name = "\(name)" }

    /// The statements of the migration that makes it, in their order.
    package var creation: [SQL] { ["\(index: .createTable(name))", "\(index: .createIndex(name))"] }

    /// The statements of a migration that fill it from rows `id, word, strong` (0 or 1).
    package func filling(from source: SQL) -> [SQL] { ["\(index: .fillTable(name, from: source))", "\(index: .fillIndex(name))"] }

    /// `SELECT id …` of what the question finds; for an `IN (…)` or a count.
    package func ids(_ query: TextQuery) -> SQL { "\(index: .ids(name, query))" }

    /// Rows `id, word` of a filling's source, each strong word once more with its mark.
    package static func marked(_ source: SQL) -> SQL {
        "SELECT s.id, s.word FROM (\(sql: source)) s UNION ALL SELECT s.id, \(String(TextWord.mark)) || s.word FROM (\(sql: source)) s WHERE s.strong = 1"
    }
}

/// What is said of a text index; each engine spells it.
package indirect enum TextStatement: Hashable, Sendable {
    case createTable(String)
    case createIndex(String)
    case fillTable(String, from: SQL)
    case fillIndex(String)
    case ids(String, TextQuery)
    /// The words kept of one record, as `words`, where the engine needs them to forget it; else no row.
    case kept(String, id: Int64)
    /// Takes one record out of the index, given what was kept.
    case unlist(String, id: Int64, kept: String)
    /// Takes the record's row away.
    case remove(String, id: Int64)
    /// Puts or replaces the records' rows.
    case put(String, [TextRow])
    /// Puts the records into the index.
    case list(String, [TextRow])
}

/// A record's words in one line, made by `TextWord.line`.
package struct TextRow: Hashable, Sendable {
    package let id: Int64
    package let words: String
    package init(_ id: Int64, _ words: String) { (self.id, self.words) = (id, words) }
}

extension Transaction {
    /// Keeps by which words a record is found, instead of those before. `isNew`: there are none yet.
    package func put(_ id: Int64, strong: some Sequence<String>, weak: some Sequence<String>, in index: TextIndex, isNew: Bool = false) throws {
        if !isNew { try unlist(id, in: index) }
        try putNew([TextRow(id, TextWord.line(strong: strong, weak: weak))], in: index)
    }

    /// Several records at once that have no words yet: for bulk work.
    package func putNew(_ rows: [TextRow], in index: TextIndex) throws {
        guard !rows.isEmpty else { return }
        try execute("\(index: .put(index.name, rows))")
        try run(.list(index.name, rows))
    }

    /// The record is found no more.
    package func remove(_ id: Int64, from index: TextIndex) throws {
        try unlist(id, in: index)
        try execute("\(index: .remove(index.name, id: id))")
    }

    private func unlist(_ id: Int64, in index: TextIndex) throws {
        let question: SQL = "\(index: .kept(index.name, id: id))"
        guard !isNothing(question), let kept = try row(question, { try $0.text("words") }) else { return }
        try run(.unlist(index.name, id: id, kept: kept))
    }

    private func run(_ statement: TextStatement) throws {
        let sql: SQL = "\(index: statement)"
        if !isNothing(sql) { try execute(sql) }
    }

    private func isNothing(_ sql: SQL) -> Bool { connection.dialect.print(sql).text.isEmpty }
}
