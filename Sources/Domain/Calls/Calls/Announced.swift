import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// What a source announces without its records: a notice that ran elsewhere, a batch of titles of which only the number is known.
struct Announced: Sendable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible { case notice, titles }

    let id: ID<Announced>
    let key: String
    let kind: Kind
    let name: Wording
    let schemeID: ID<SchemeRecord>
    let campaignID: ID<Campaign>?
    /// The first day of a notice; the day as of which titles were counted.
    let day: RoughDay
    let provenance: Provenance
    let record: DeclaredRecord

    init(_ row: Row) throws {
        guard let value = DeclaredValue(json: try row.text("body")), let day = try row.roughDayOrNil("day") else {
            throw StorageError.notNull("calls_announced.body")
        }
        record = DeclaredRecord(value)
        (id, key, kind, self.day) = (try row.id("id"), try row.text("key"), try row.choice("kind"), day)
        (schemeID, campaignID) = (try row.id("scheme_id"), try row.idOrNil("campaign_id"))
        name = try record.name("name")
        provenance = try record.provenance()
    }

    /// How many there were.
    var count: Int? { try? record.integerOrNil("announced_count") }
    var end: Day? { try? record.dayOrNil("end") }
    var workdays: Int? { try? record.integerOrNil("working_days") }
    var rules: [Wording] { record.records("rules").compactMap { try? $0.name("text") } }
}

extension Transaction {
    func announced(_ kind: Announced.Kind, key: String) throws -> Announced? {
        try row("SELECT * FROM calls_announced WHERE kind = \(kind) AND key = \(key)", Announced.init)
    }

    /// The newest first.
    func announced(_ kind: Announced.Kind) throws -> [Announced] {
        try rows("SELECT * FROM calls_announced WHERE kind = \(kind) ORDER BY day DESC, key", Announced.init)
    }

    func putAnnounced(_ kind: Announced.Kind, _ record: DeclaredRecord, day: String, by actor: Int64) throws {
        let old = try announced(kind, key: record.key)
        if let old, old.record == record { return }
        guard let scheme = try scheme(key: try record.text("scheme")) else { throw DeclarationDefect("no scheme of \(record.key)") }
        let campaign = try record.textOrNil("campaign").map { try campaignID(declared: $0) }
        let id = old?.id ?? newID()
        try execute(
            """
            INSERT INTO calls_announced (id, kind, key, scheme_id, campaign_id, day, body)
            VALUES (\(id), \(kind), \(record.key), \(scheme.id), \(campaign), \(day), \(record.value.json))
            ON CONFLICT (id) DO UPDATE SET scheme_id = excluded.scheme_id, campaign_id = excluded.campaign_id, day = excluded.day, body = excluded.body
            """)
        let entry = old == nil ? "calls.announced" : "calls.announced-changed"
        try self.record(LedgerEntry(entry, "announced", id, by: actor, visibility: .public))
    }

    func removeAnnounced(_ kind: Announced.Kind, key: String, by actor: Int64) throws {
        guard let old = try announced(kind, key: key) else { return }
        try execute("DELETE FROM calls_announced WHERE id = \(old.id)")
        try record(LedgerEntry("calls.announced-removed", "announced", old.id, by: actor, visibility: .public))
    }
}

/// `notices` and `titles` in a campaign file: what was announced by others.
enum AnnouncedSections {
    static let notices = section(.notice, "notices", order: 74, Phrase("公示", "notice"), day: "begin", noticeShape)
    static let titles = section(.titles, "titles", order: 76, Phrase("一批称号", "batch of titles"), day: "as_of", titlesShape)

    private static let noticeShape = Shape(
        .key, .required("name", .wording(max: 200)), .optional("campaign", .reference(to: "campaigns")), .required("scheme", .reference(to: "schemes")),
        .optional("call", .reference(to: "calls")), .required("begin", .day), .required("end", .day), .required("working_days", .integer(1...60)),
        .optional("first_day_counts", .boolean, default: true), .optional("announced_count", .integer(0...1_000_000)),
        .optional("decided", .record(Shape(.required("by", .day), .required("text", .wording(max: 300))))),
        .optional("rules", .records(SchemeShape.rule)), .source, .note
    ) { record in
        guard let begin = try? record.day("begin"), let end = try? record.day("end"), let days = try? record.integer("working_days") else { return [] }
        let counts = (try? record.boolean("first_day_counts")) ?? true
        guard let computed = try? NoticePeriod(begin: begin, workdays: days, countsFirstDay: counts, calendar: .china).end else {
            return [.init("begin", found: Phrase("\(begin.year)年", "\(begin.year)"), expected: Phrase("有节假日数据的年份", "a year whose holidays are loaded"))]
        }
        guard computed != end else { return [] }
        return [.init("end", found: Phrase("\(end.iso)", "\(end.iso)"), expected: Phrase("\(computed.iso)，即\(days)个工作日", "\(computed.iso), \(Plural.en(days, "working day", "working days")) on"))]
    }

    private static let titlesShape = Shape(
        .key, .required("name", .wording(max: 200)), .optional("campaign", .reference(to: "campaigns")), .required("scheme", .reference(to: "schemes")),
        .required("level", .choice(Scheme.Level.self)), .optional("year", .integer(1900...2200)), .required("announced_count", .integer(0...1_000_000)),
        .required("as_of", .roughDay), .source, .note)

    private static func section(_ kind: Announced.Kind, _ key: String, order: Int, _ noun: Phrase, day: String, _ shape: Shape) -> Section {
        Section(
            key, order: order, noun: noun, shape: shape,
            apply: { tx, record, context in try tx.putAnnounced(kind, record, day: try record.text(day), by: context.actor) },
            current: { tx, key in try tx.announced(kind, key: key)?.record.value }, hasRecords: { _, _ in false },
            withdraw: { tx, key, context in try tx.removeAnnounced(kind, key: key, by: context.actor) })
    }
}
