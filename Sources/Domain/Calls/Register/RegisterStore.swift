import Kernel
import Language
import Storage
import Venues

extension Transaction {
    private static var registered: SQL {
        """
        FROM calls_title t JOIN calls_scheme s ON s.id = t.scheme_id JOIN view_venues_organisation h ON h.id = s.authority_id \(sql: Holder.join("t"))
        """
    }

    private static var registerColumns: SQL {
        """
        SELECT t.*, s.key AS scheme_key, s.authority_id, h.name_zh AS authority_zh, h.name_en AS authority_en,
            \(sql: Holder.names)
        """
    }

    /// The schemes in force by their keys: the words of the register's titles.
    func schemesByKey() throws -> [String: SchemeRecord] { Dictionary(try schemes().map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }) }

    /// A page of the register, the newest titles first, with how many there are.
    func register(_ condition: SQL, page: Int, _ schemes: [String: SchemeRecord]) throws -> (lines: [RegisterLine], total: Int) {
        let total = try registerCount(condition), offset = (page - 1) * RegisterFilter.size
        let lines = try rows(
            """
            \(sql: Self.registerColumns) \(sql: Self.registered) WHERE \(sql: condition)
            ORDER BY t.granted_on DESC, t.number DESC, t.id DESC LIMIT \(RegisterFilter.size) OFFSET \(offset)
            """) { try RegisterLine($0, schemes) }
        return (try RegisterLine.ownWords(lines, schemes, in: self), total)
    }

    func registerCount(_ condition: SQL) throws -> Int { Int(try number("SELECT COUNT(*) \(sql: Self.registered) WHERE \(sql: condition)") ?? 0) }

    /// Up to so many behind a title, in the order in which they were granted: for whoever takes all of them, a few at a time.
    func register(_ condition: SQL, after: Int64, limit: Int, _ schemes: [String: SchemeRecord]) throws -> [RegisterLine] {
        let lines = try rows(
            """
            \(sql: Self.registerColumns) \(sql: Self.registered) WHERE \(sql: condition) AND t.id > \(after) ORDER BY t.id LIMIT \(limit)
            """) { try RegisterLine($0, schemes) }
        return try RegisterLine.ownWords(lines, schemes, in: self)
    }

    func registerLine(_ id: ID<Title>) throws -> RegisterLine? {
        let schemes = try schemesByKey()
        let line = try row("\(sql: Self.registerColumns) \(sql: Self.registered) WHERE t.id = \(id)") { try RegisterLine($0, schemes) }
        return try line.map { try RegisterLine.ownWords([$0], schemes, in: self) }?.first
    }

    /// How many titles a call led to.
    func grantedCount(of call: ID<Call>) throws -> Int {
        Int(try number(
            "SELECT COUNT(*) FROM calls_title t JOIN calls_application a ON a.id = t.application_id WHERE a.call_id = \(call)") ?? 0)
    }
}
