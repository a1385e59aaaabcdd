import Storage

/// A text index in SQLite: the words of each record in a table, and an FTS5 index of them without content and positions.
///
/// The tokeniser `ascii` parts at ASCII signs only, and no word of ours holds one.
enum SQLiteText {
    static func sql(_ statement: TextStatement) -> SQL {
        switch statement {
        case .createTable(let name): .trusted("CREATE TABLE text_\(name) (id INTEGER PRIMARY KEY, words TEXT NOT NULL)")
        case .createIndex(let name):
            .trusted(
                """
                CREATE VIRTUAL TABLE text_\(name)_index
                USING fts5(words, content='', columnsize=0, detail='none', tokenize='ascii', prefix='2 3')
                """)
        case .fillTable(let name, let source):
            .trusted("INSERT INTO text_\(name) (id, words) SELECT n.id, group_concat(n.word, ' ') FROM (") + TextIndex.marked(source) + ") n GROUP BY n.id"
        case .fillIndex(let name): .trusted("INSERT INTO text_\(name)_index (rowid, words) SELECT id, words FROM text_\(name)")
        case .ids(let name, let query): ids(name, query)
        case .kept(let name, let id): .trusted("SELECT words FROM text_\(name) WHERE id = ") + "\(id)"
        case .unlist(let name, let id, let kept):
            .trusted("INSERT INTO text_\(name)_index (text_\(name)_index, rowid, words) VALUES ('delete', ") + "\(id), \(kept))"
        case .remove(let name, let id): .trusted("DELETE FROM text_\(name) WHERE id = ") + "\(id)"
        case .put(let name, let rows):
            .trusted("INSERT INTO text_\(name) (id, words) VALUES ") + values(rows) + " ON CONFLICT (id) DO UPDATE SET words = excluded.words"
        case .list(let name, let rows): .trusted("INSERT INTO text_\(name)_index (rowid, words) VALUES ") + values(rows)
        }
    }

    private static func values(_ rows: [TextRow]) -> SQL { rows.map { "(\($0.id), \($0.words))" }.joined(", ") }

    private static func ids(_ name: String, _ query: TextQuery) -> SQL {
        guard !query.isEmpty else { return .trusted("SELECT id FROM text_\(name) WHERE 1 = 0") }
        return .trusted("SELECT rowid AS id FROM text_\(name)_index WHERE text_\(name)_index MATCH ") + "\(match(query))"
    }

    private static func match(_ query: TextQuery) -> String {
        func all(_ mark: String) -> String {
            query.words.map { "\"\(mark)\($0.text)\"" + ($0.isBeginning ? " *" : "") }.joined(separator: " AND ")
        }
        return switch query.strength {
        case .any: all("")
        case .strong: all(String(TextWord.mark))
        }
    }
}
