import Foundation
import Kernel
import Language
import Storage
import Venues

/// The list of a scheme's titles as it was published anew on a day (domain.md §3.1, Shanghai: every two years). It stays as it was; what became of
/// a title since stands in the register.
struct PublishedList: Sendable {
    /// One title as it stood on that day.
    struct Line: Sendable, Codable, Hashable {
        let code: String
        let number: String
        let zh: String
        let en: String?
        let category: String?
        let state: String
        let grantedOn: String

        var holder: Wording { Wording(zh, en) }
    }

    let id: ID<PublishedList>
    let schemeID: ID<SchemeRecord>
    /// The version of the scheme in force on that day.
    let schemeVersion: Int
    let publishedOn: Day
    /// When the next is published.
    let nextOn: Day
    let titles: Int

    static let noun = Phrase("名单", "list")

    init(_ row: Row) throws {
        (id, schemeID, schemeVersion) = (try row.id("id"), try row.id("scheme_id"), try row.int("scheme_version"))
        (publishedOn, nextOn, titles) = (try row.day("published_on"), try row.day("next_on"), try row.int("titles"))
    }

    /// When a list that was published on `day` is published anew.
    static func next(after day: Day, years: Int) -> Day { day.adding(months: 12 * years) }
}

extension Transaction {
    func publishedList(_ id: ID<PublishedList>) throws -> PublishedList? {
        try row("SELECT \(sql: Self.listColumns) FROM calls_list WHERE id = \(id)", PublishedList.init)
    }

    /// Its lines, in the order of their numbers.
    func lines(of list: ID<PublishedList>) throws -> [PublishedList.Line] {
        guard let body = try row("SELECT body FROM calls_list WHERE id = \(list)", { try $0.text("body") }) else { return [] }
        return try JSONDecoder().decode([PublishedList.Line].self, from: Data(body.utf8))
    }

    /// Those of a scheme, the newest first, without their lines.
    func publishedLists(of scheme: ID<SchemeRecord>) throws -> [PublishedList] {
        try rows("SELECT \(sql: Self.listColumns) FROM calls_list WHERE scheme_id = \(scheme) ORDER BY published_on DESC", PublishedList.init)
    }

    private static var listColumns: SQL { "id, scheme_id, scheme_version, published_on, next_on, titles" }

    /// The day on which the scheme's list is published anew: so many years after it was last, or after the first grant; nil: it never is, or
    /// there is no title yet.
    func nextList(of scheme: SchemeRecord) throws -> Day? {
        guard let years = scheme.scheme.listYears else { return nil }
        let known = try row(
            """
            SELECT COALESCE((SELECT MAX(published_on) FROM calls_list WHERE scheme_id = \(scheme.id)),
                (SELECT MIN(granted_on) FROM calls_title WHERE scheme_id = \(scheme.id))) AS day
            """) { try $0.dayOrNil("day") }
        guard let known, let day = known else { return nil }
        return PublishedList.next(after: day, years: years)
    }

    /// Publishes what is due, and tells the authority's office before: what it decides until then is in the list. After an outage a list is
    /// published once, as it stands today.
    func turnLists() throws {
        let today = now.day(in: Notice.zone)
        for scheme in try schemes() where scheme.scheme.listYears != nil {
            guard let due = try nextList(of: scheme) else { continue }
            if due <= today { try publishList(of: scheme, on: today) } else { try remind(ofList: scheme, due: due, today) }
        }
    }

    private func publishList(of scheme: SchemeRecord, on today: Day) throws {
        let found = try rows(
            """
            SELECT t.code, t.number, t.category, t.state, t.granted_on, \(sql: Holder.names) FROM calls_title t \(sql: Holder.join("t"))
            WHERE t.scheme_id = \(scheme.id) AND t.state IN ('valid', 'rectifying') AND (t.valid_until IS NULL OR t.valid_until >= \(today))
            ORDER BY t.number, t.id
            """) { row in
                PublishedList.Line(
                    code: try row.text("code"), number: try row.text("number"), zh: try row.text("holder_zh"), en: try row.textOrNil("holder_en"),
                    category: try row.textOrNil("category"), state: try row.text("state"), grantedOn: try row.text("granted_on"))
            }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let (id, body): (ID<PublishedList>, String) = (newID(), String(decoding: try encoder.encode(found), as: UTF8.self))
        let next = PublishedList.next(after: today, years: scheme.scheme.listYears ?? 1)
        let changed = try execute(
            """
            INSERT INTO calls_list (id, scheme_id, scheme_version, published_on, next_on, titles, body)
            VALUES (\(id), \(scheme.id), \(scheme.version), \(today), \(next), \(found.count), \(body)) ON CONFLICT (scheme_id, published_on) DO NOTHING
            """)
        guard changed == 1 else { return }
        try record(LedgerEntry("calls.list-published", "scheme", scheme.id, by: 0, payload: "{\"list\":\"\(id.text)\"}", visibility: .public))
        try tellOffice(ofPublished: id, scheme, titles: found.count)
    }
}
