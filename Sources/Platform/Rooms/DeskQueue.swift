package import Access
package import Kernel
import Language
package import Storage

/// Records that wait for somebody, told in columns that are the same in every room: the desk's front page reads all queues of all rooms
/// in one statement. What cannot be told so, such as a number of places beside each line, is a `DeskCard` with a statement of its own.
package struct DeskQueue: Sendable {
    /// A text in two languages: two columns, or two expressions.
    package struct Name: Sendable {
        fileprivate let zh, en: SQL
        /// The columns `column_zh` and `column_en`.
        package init(_ column: SQL) { (zh, en) = ("\(sql: column)_zh", "\(sql: column)_en") }
        package init(zh: SQL, en: SQL) { (self.zh, self.en) = (zh, en) }
        /// Of a record that has none, or whose name is nobody's business here.
        package static let none = Name(zh: "''", en: "CAST(NULL AS TEXT)")
    }

    /// Where the records stand and what each says: expressions over the tables of `from`.
    package struct Source: Sendable {
        /// The number of the record, 64 bits.
        var id: SQL
        /// The oldest comes first: microseconds, or whatever else orders them.
        var since: SQL
        var name: Name
        /// To whom or to what it belongs.
        var of: Name
        /// What somebody remarked, or a second key; never NULL.
        var note: SQL
        /// What else the address needs; never NULL.
        var key: SQL
        var number: SQL
        /// A text from which the room makes what it says; never NULL.
        var about: SQL
        /// `table t JOIN … WHERE …`.
        var from: SQL

        package init(
            id: SQL, since: SQL, name: Name = .none, of: Name = .none, note: SQL = "''", key: SQL = "''", number: SQL = "CAST(0 AS BIGINT)",
            about: SQL = "''", from: SQL
        ) {
            (self.id, self.since, self.name, self.of) = (id, since, name, of)
            (self.note, self.key, self.number, self.about, self.from) = (note, key, number, about, from)
        }

        /// The oldest, with how many there are.
        fileprivate func oldest(of queue: Int) -> SQL {
            """
            SELECT w.* FROM (
                SELECT CAST(\(queue) AS BIGINT) AS queue, \(sql: id) AS id, \(sql: since) AS since, \(sql: name.zh) AS name_zh, \(sql: name.en) AS name_en,
                    \(sql: of.zh) AS of_zh, \(sql: of.en) AS of_en, \(sql: note) AS note, \(sql: key) AS record_key, \(sql: number) AS number,
                    \(sql: about) AS about,
                    COUNT(*) OVER () AS total
                FROM \(sql: from) ORDER BY since, id LIMIT \(DeskCard.most)) w
            """
        }
    }

    /// One of them as it was read.
    package struct Record: Sendable {
        package let id: Int64
        package let name, of: Phrase
        package let note, key, about: String
        package let since: Int64
        package let number: Int
        fileprivate let queue, total: Int

        fileprivate init(_ row: Row) throws {
            (queue, total, id) = (try row.int("queue"), try row.int("total"), try row.int64("id"))
            name = Wording(try row.text("name_zh"), try row.textOrNil("name_en")).phrase
            of = Wording(try row.text("of_zh"), try row.textOrNil("of_en")).phrase
            (note, key, about) = (try row.text("note"), try row.text("record_key"), try row.text("about"))
            (since, number) = (try row.int64("since"), try row.int("number"))
        }

        /// The number as it stands in an address.
        package var idText: String { Crockford.text(id) }
        /// What was remarked; else to what it belongs.
        package var noteOrOwner: Phrase { note.isEmpty ? of : Phrase(same: note) }
    }

    let title: Phrase
    let path: String
    let order: Int
    let isUrgent: Bool
    let source: @Sendable (Identity) throws -> Source?
    let line: @Sendable (Record) throws -> DeskCard.Line?

    /// - Parameters:
    ///   - order: as of a `DeskCard`; queues and cards stand among one another.
    ///   - source: nil where this person does no such work.
    ///   - line: nil where only the number is told.
    package init(
        _ title: Phrase, path: String, order: Int, isUrgent: Bool = false, from source: @escaping @Sendable (Identity) throws -> Source?,
        line: @escaping @Sendable (Record) throws -> DeskCard.Line?
    ) {
        (self.title, self.path, self.order, self.isUrgent, self.source, self.line) = (title, path, order, isUrgent, source, line)
    }

    /// What waits in these queues for somebody, each with its place in the order. One statement, none where this person does no such work.
    static func waiting(_ queues: [DeskQueue], for identity: Identity, in tx: Transaction) throws -> [(order: Int, content: DeskCard.Content)] {
        let sources = try queues.enumerated().compactMap { place, queue in try queue.source(identity)?.oldest(of: place) }
        guard !sources.isEmpty else { return [] }
        let found = try tx.rows("SELECT * FROM (\(sql: sources.joined(" UNION ALL "))) q ORDER BY queue, since, id", Record.init)
        let byQueue = Dictionary(grouping: found, by: \.queue)
        return try queues.enumerated().compactMap { place, queue in
            guard let records = byQueue[place] else { return nil }
            let content = DeskCard.Content(
                queue.title, total: records[0].total, path: queue.path, isUrgent: queue.isUrgent, lines: try records.compactMap(queue.line))
            return (queue.order, content)
        }
    }
}
