import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// A page of the register, the newest titles first, with how many there are.
    func register(_ condition: SQL, page: Int) throws -> (lines: [RegisterLine], total: Int) {
        let from: SQL = """
            FROM calls_title t JOIN calls_scheme s ON s.id = t.scheme_id JOIN view_venues_organisation o ON o.id = t.organisation_id
            LEFT JOIN view_venues_venue w ON w.id = t.venue_id WHERE \(sql: condition)
            """
        let total = Int(try number("SELECT COUNT(*) \(sql: from)") ?? 0)
        let offset = (page - 1) * RegisterFilter.size
        let found = try rows(
            """
            SELECT t.*, s.key AS scheme_key, COALESCE(w.name_zh, o.name_zh) AS holder_zh, COALESCE(w.name_en, o.name_en) AS holder_en \(sql: from)
            ORDER BY t.granted_on DESC, t.number DESC, t.id DESC LIMIT \(RegisterFilter.size) OFFSET \(offset)
            """) { row in (title: try Title(row), key: try row.text("scheme_key"), holder: try row.wording("holder")) }
        let schemes = Dictionary(try schemes().map { ($0.key, $0.scheme.title) }, uniquingKeysWith: { first, _ in first })
        let lines = found.map { RegisterLine(title: $0.title, holder: $0.holder, scheme: schemes[$0.key] ?? Wording($0.key), schemeKey: $0.key) }
        return (lines, total)
    }

    /// How many titles a call led to.
    func grantedCount(of call: ID<Call>) throws -> Int {
        Int(try number(
            "SELECT COUNT(*) FROM calls_title t JOIN calls_application a ON a.id = t.application_id WHERE a.call_id = \(call)") ?? 0)
    }
}
