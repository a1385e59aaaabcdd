import Storage

/// A text index in PostgreSQL: the words of each record as a `tsvector` with a GIN index. No configuration of the server's takes
/// part: words go in and are asked as they are.
enum PostgresText {
    static func sql(_ statement: TextStatement) -> SQL {
        switch statement {
        case .createTable(let name): .trusted("CREATE TABLE text_\(name) (id BIGINT PRIMARY KEY, words tsvector NOT NULL)")
        case .createIndex(let name): .trusted("CREATE INDEX text_\(name)_words ON text_\(name) USING gin (words)")
        case .fillTable(let name, let source):
            .trusted("INSERT INTO text_\(name) (id, words) SELECT n.id, array_to_tsvector(array_agg(n.word)) FROM (") + TextIndex.marked(source)
                + ") n GROUP BY n.id"
        case .fillIndex(let name): .trusted("ANALYZE text_\(name)")
        case .ids(let name, let query): .trusted("SELECT kept_words.id FROM text_\(name) kept_words WHERE ") + match(query)
        case .kept, .unlist, .list: .empty
        case .remove(let name, let id): .trusted("DELETE FROM text_\(name) WHERE id = ") + "\(id)"
        case .put(let name, let rows):
            .trusted("INSERT INTO text_\(name) (id, words) VALUES ")
                + rows.map { "(\($0.id), array_to_tsvector(string_to_array(\($0.words), ' ')))" }.joined(", ")
                + " ON CONFLICT (id) DO UPDATE SET words = excluded.words"
        }
    }

    private static func match(_ query: TextQuery) -> SQL {
        guard !query.isEmpty else { return "1 = 0" }
        func all(_ mark: String) -> String {
            query.words.map { "'\(mark)\($0.text)'" + ($0.isBeginning ? ":*" : "") }.joined(separator: " & ")
        }
        let text =
            switch query.strength {
            case .any: all("")
            case .strong: all(String(TextWord.mark))
            }
        return "kept_words.words @@ CAST(\(text) AS tsquery)"
    }
}
